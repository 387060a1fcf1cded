#include "architecture/source_tree.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <fstream>
#include <functional>
#include <iterator>
#include <regex>
#include <sstream>

namespace mirror::architecture {
namespace {

namespace fs = std::filesystem;

bool isWordCharacter(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

// In 1'000 the apostrophe parts digits; it begins a literal everywhere else.
bool partsDigits(std::string_view text, std::size_t apostrophe) {
    std::size_t start = apostrophe;
    while (start > 0 && (isWordCharacter(text[start - 1]) || text[start - 1] == '\'')) --start;
    return start < apostrophe && std::isdigit(static_cast<unsigned char>(text[start])) != 0;
}

// The position behind the literal that opens at `quote`.
std::size_t literalEnd(std::string_view text, std::size_t quote) {
    if (quote > 0 && text[quote] == '"' && text[quote - 1] == 'R') {
        const std::size_t paren = text.find('(', quote);
        if (paren == std::string_view::npos) return text.size();
        const std::string closing = ")" + std::string(text.substr(quote + 1, paren - quote - 1)) + "\"";
        const std::size_t end = text.find(closing, paren);
        return end == std::string_view::npos ? text.size() : end + closing.size();
    }
    std::size_t at = quote + 1;
    while (at < text.size() && text[at] != text[quote] && text[at] != '\n') at += text[at] == '\\' ? 2 : 1;
    return std::min(at + 1, text.size());
}

void blank(std::string& code, std::size_t from, std::size_t to) {
    for (std::size_t at = from; at < to && at < code.size(); ++at) {
        if (code[at] != '\n') code[at] = ' ';
    }
}

std::string withoutCommentsAndLiterals(std::string_view text) {
    std::string code(text);
    for (std::size_t at = 0; at < text.size();) {
        std::size_t end = at + 1;
        if (text.substr(at, 2) == "//") {
            end = std::min(text.find('\n', at), text.size());
            blank(code, at, end);
        } else if (text.substr(at, 2) == "/*") {
            const std::size_t close = text.find("*/", at + 2);
            end = close == std::string_view::npos ? text.size() : close + 2;
            blank(code, at, end);
        } else if (text[at] == '"' || (text[at] == '\'' && !partsDigits(text, at))) {
            end = literalEnd(text, at);
            blank(code, at + 1, end - 1);
        }
        at = end;
    }
    return code;
}

std::vector<Include> parseIncludes(std::string_view text) {
    static const std::regex pattern(R"(^[ \t]*#[ \t]*include[ \t]*([<"])([^>"]+)[>"])");
    std::vector<Include> found;
    std::istringstream lines{std::string(text)};
    std::string line;
    for (int number = 1; std::getline(lines, line); ++number) {
        std::smatch match;
        if (std::regex_search(line, match, pattern)) found.push_back({match[2], match[1] == "\"", number});
    }
    return found;
}

bool isSkippedFolder(const fs::path& path) {
    static constexpr std::array<std::string_view, 5> kSkipped = {"build", ".git", "node_modules", ".cache", ".ccache"};
    return std::find(kSkipped.begin(), kSkipped.end(), path.filename().string()) != kSkipped.end();
}

void walk(const fs::path& root, const fs::path& start, const std::function<bool(const fs::path&)>& isWanted, std::vector<SourceFile>& into) {
    std::vector<fs::path> files;
    for (auto at = fs::recursive_directory_iterator(start); at != fs::recursive_directory_iterator(); ++at) {
        if (at->is_directory() && isSkippedFolder(at->path())) at.disable_recursion_pending();
        if (at->is_regular_file() && isWanted(at->path())) files.push_back(at->path());
    }
    std::sort(files.begin(), files.end());
    for (const fs::path& file : files) into.push_back(makeSourceFile(fs::relative(file, root).generic_string(), readFile(file)));
}

}  // namespace

SourceFile makeSourceFile(std::string path, std::string text) {
    SourceFile file;
    file.path = std::move(path);
    file.code = withoutCommentsAndLiterals(text);
    file.includes = parseIncludes(text);
    file.text = std::move(text);
    return file;
}

std::vector<SourceFile> readSources(const fs::path& root, const std::vector<std::string>& folders) {
    const auto isSource = [](const fs::path& path) { return path.extension() == ".h" || path.extension() == ".cpp"; };
    std::vector<SourceFile> sources;
    for (const std::string& folder : folders) {
        if (fs::exists(root / folder)) walk(root, root / folder, isSource, sources);
    }
    return sources;
}

std::vector<SourceFile> readEveryText(const fs::path& root) {
    const auto isText = [](const fs::path& path) {
        std::ifstream in(path, std::ios::binary);
        std::array<char, 4096> start{};
        in.read(start.data(), start.size());
        return std::find(start.begin(), start.begin() + in.gcount(), '\0') == start.begin() + in.gcount();
    };
    std::vector<SourceFile> files;
    walk(root, root, isText, files);
    return files;
}

std::string readFile(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

std::vector<std::string> fencedBlock(std::string_view markdown, std::string_view name) {
    std::vector<std::string> lines;
    std::istringstream in{std::string(markdown)};
    const std::string opening = "```" + std::string(name);
    bool inside = false;
    for (std::string line; std::getline(in, line);) {
        if (!inside) {
            inside = line == opening;
        } else if (line == "```") {
            break;
        } else {
            lines.push_back(line);
        }
    }
    return lines;
}

int lineAt(std::string_view text, std::size_t position) {
    return 1 + static_cast<int>(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(position), '\n'));
}

Edges parseEdges(const std::vector<std::string>& lines) {
    Edges edges;
    for (const std::string& line : lines) {
        std::istringstream words(line.substr(0, line.find('#')));
        std::string from;
        std::string arrow;
        if (!(words >> from >> arrow) || arrow != "->") continue;
        auto& targets = edges[from];
        for (std::string to; words >> to;) targets.insert(to);
    }
    return edges;
}

std::string unitOf(std::string_view path) {
    const auto component = [&path](std::size_t index) {
        std::istringstream in{std::string(path)};
        std::string part;
        for (std::size_t i = 0; i <= index; ++i) {
            if (!std::getline(in, part, '/')) return std::string();
        }
        return in.eof() ? std::string() : part;  // the last component is the file
    };
    const std::string top = component(0);
    if (top == "proxycore") return component(1);
    if (top == "app") return component(1).empty() ? std::string() : "app/" + component(1);
    return top == "ui" ? top : std::string();
}

std::string findCycle(const Edges& edges) {
    std::set<std::string> done;
    std::vector<std::string> path;
    std::string cycle;
    const std::function<bool(const std::string&)> visit = [&](const std::string& unit) {
        if (const auto seen = std::find(path.begin(), path.end(), unit); seen != path.end()) {
            for (auto at = seen; at != path.end(); ++at) cycle += *at + " -> ";
            cycle += unit;
            return true;
        }
        if (!done.insert(unit).second) return false;
        path.push_back(unit);
        const auto targets = edges.find(unit);
        const bool found = targets != edges.end() && std::any_of(targets->second.begin(), targets->second.end(), visit);
        path.pop_back();
        return found;
    };
    for (const auto& [unit, targets] : edges) {
        if (visit(unit)) break;
    }
    return cycle;
}

}  // namespace mirror::architecture
