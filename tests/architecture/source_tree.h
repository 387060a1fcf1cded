#pragma once
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

/// The project's own files as text, for tests that hold the rules of ARCHITECTURE.md. Plain functions over strings, so that
/// the tests can also be shown made-up files and must find what is wrong with them.
namespace mirror::architecture {

/// One `#include` line. `isQuoted` tells "x" from <x>.
struct Include {
    std::string target;
    bool isQuoted = false;
    int line = 0;
};

/// One C++ file. `path` is relative to the project's root, with forward slashes.
struct SourceFile {
    std::string path;
    std::string text;
    std::string code;  ///< text() with comments and the insides of literals blanked out; same length, same lines
    std::vector<Include> includes;
};

/// Makes a SourceFile of a path and its text.
SourceFile makeSourceFile(std::string path, std::string text);
/// Every .h and .cpp below `folders` of `root`, in the order of their paths.
std::vector<SourceFile> readSources(const std::filesystem::path& root, const std::vector<std::string>& folders);
/// Every text file below `root` but build output, dependencies and the version control's own.
std::vector<SourceFile> readEveryText(const std::filesystem::path& root);

/// The file's text; empty when it cannot be read.
std::string readFile(const std::filesystem::path& file);
/// The lines between "```name" and "```" of a Markdown text; empty if there is no such block.
std::vector<std::string> fencedBlock(std::string_view markdown, std::string_view name);
/// Line number, from 1, of a position.
int lineAt(std::string_view text, std::size_t position);

/// Who may include whom: "listen -> exchange net" a line, "#" begins a comment.
using Edges = std::map<std::string, std::set<std::string>>;
Edges parseEdges(const std::vector<std::string>& lines);
/// The part of the house a path belongs to: "api", a room's name, "ui", "app/common", "app/daemon", "app/console"; empty if none.
std::string unitOf(std::string_view path);
/// A cycle in `edges` as "a -> b -> a"; empty if there is none.
std::string findCycle(const Edges& edges);

}  // namespace mirror::architecture
