#pragma once
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

/// A YAML document as a plain tree in which every node knows its place, duplicates of keys included.
namespace mirror::fields {

struct YamlMember;

struct YamlNode {
    enum class Kind { null, scalar, sequence, map };
    Kind kind = Kind::null;
    std::string text;       ///< of a scalar
    bool isQuoted = false;  ///< a scalar in quotes or with !!str: text, whatever it looks like
    int line = 1;           ///< from 1
    int column = 1;         ///< from 1, in characters
    std::vector<YamlNode> items;
    std::vector<YamlMember> members;  ///< in the order of the text
};

struct YamlMember {
    YamlNode key;
    YamlNode value;
};

struct YamlFailure {
    int line = 0;
    int column = 0;
    std::string reason;
};

/// Parses one document. Refused besides bad syntax: more than 4 MiB, 16 levels or 50,000 nodes, a second document, tags,
/// and aliases (`*name`): a few lines of them can stand for gigabytes, and no setting needs one. Empty text is null.
tl::expected<YamlNode, YamlFailure> parseYaml(std::string_view text);

}  // namespace mirror::fields
