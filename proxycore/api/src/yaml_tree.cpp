#include "yaml_tree.h"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include <optional>
#include <sstream>

namespace mirror::fields {

namespace {

constexpr std::size_t kMostOctets = 4u << 20;
constexpr std::size_t kMostLevels = 16;
constexpr std::size_t kMostNodes = 50'000;

/// Builds the tree from the parser's events. After the first thing refused it ignores the rest.
class TreeBuilder final : public YAML::EventHandler {
public:
    std::optional<YamlFailure> failure;
    YamlNode root;

    void OnDocumentStart(const YAML::Mark&) override {}
    void OnDocumentEnd() override {}
    void OnNull(const YAML::Mark& mark, YAML::anchor_t) override { add(mark, YamlNode::Kind::null); }
    void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override { refuse(mark, "aliases (*name) are not supported; write the value again"); }
    void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t, const std::string& value) override {
        if (!isKnown(tag, mark)) return;
        const bool isQuoted = tag == "!" || tag == "tag:yaml.org,2002:str";
        add(mark, YamlNode::Kind::scalar, value, isQuoted);
    }
    void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t, YAML::EmitterStyle::value) override {
        open(mark, tag, YamlNode::Kind::sequence);
    }
    void OnSequenceEnd() override { close(); }
    void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t, YAML::EmitterStyle::value) override {
        open(mark, tag, YamlNode::Kind::map);
    }
    void OnMapEnd() override { close(); }

private:
    struct Level {
        YamlNode node;
        std::optional<YamlNode> key;  // of a map, waiting for its value
    };
    std::vector<Level> m_open;
    std::size_t m_nodes = 0;

    void refuse(const YAML::Mark& mark, std::string reason) {
        if (!failure) failure = YamlFailure{mark.line + 1, mark.column + 1, std::move(reason)};
    }

    bool isKnown(const std::string& tag, const YAML::Mark& mark) {
        const bool isOwn = tag.empty() || tag == "?" || tag == "!" || tag == "tag:yaml.org,2002:str";
        if (!isOwn) refuse(mark, "tags are not supported");
        return isOwn;
    }

    bool accepts(const YAML::Mark& mark) {
        if (failure) return false;
        if (++m_nodes > kMostNodes) refuse(mark, "there are more than 50,000 values");
        return !failure;
    }

    void add(const YAML::Mark& mark, YamlNode::Kind kind, std::string text = {}, bool isQuoted = false) {
        if (!accepts(mark)) return;
        attach({.kind = kind, .text = std::move(text), .isQuoted = isQuoted, .line = mark.line + 1, .column = mark.column + 1});
    }

    void open(const YAML::Mark& mark, const std::string& tag, YamlNode::Kind kind) {
        if (!accepts(mark) || !isKnown(tag, mark)) return;
        if (m_open.size() >= kMostLevels) return refuse(mark, "it is nested more than 16 levels deep");
        m_open.push_back({.node = {.kind = kind, .line = mark.line + 1, .column = mark.column + 1}});
    }

    void close() {
        if (failure || m_open.empty()) return;
        YamlNode node = std::move(m_open.back().node);
        m_open.pop_back();
        attach(std::move(node));
    }

    void attach(YamlNode node) {
        if (m_open.empty()) {
            root = std::move(node);
            return;
        }
        Level& level = m_open.back();
        if (level.node.kind == YamlNode::Kind::sequence) {
            level.node.items.push_back(std::move(node));
        } else if (!level.key) {
            level.key = std::move(node);
        } else {
            if (node.kind == YamlNode::Kind::null) {  // the parser puts a value that is not there at what comes next
                node.line = level.key->line;
                node.column = level.key->column;
            }
            level.node.members.push_back({std::move(*level.key), std::move(node)});
            level.key.reset();
        }
    }
};

/// For a second document: only its existence matters.
class Ignorer final : public YAML::EventHandler {
public:
    void OnDocumentStart(const YAML::Mark& mark) override { line = mark.line + 1; }
    void OnDocumentEnd() override {}
    void OnNull(const YAML::Mark&, YAML::anchor_t) override {}
    void OnAlias(const YAML::Mark&, YAML::anchor_t) override {}
    void OnScalar(const YAML::Mark&, const std::string&, YAML::anchor_t, const std::string&) override {}
    void OnSequenceStart(const YAML::Mark&, const std::string&, YAML::anchor_t, YAML::EmitterStyle::value) override {}
    void OnSequenceEnd() override {}
    void OnMapStart(const YAML::Mark&, const std::string&, YAML::anchor_t, YAML::EmitterStyle::value) override {}
    void OnMapEnd() override {}
    int line = 1;
};

tl::unexpected<YamlFailure> failed(int line, int column, std::string reason) {
    return tl::unexpected<YamlFailure>(YamlFailure{line, column, std::move(reason)});
}

tl::expected<YamlNode, YamlFailure> parseStream(std::istream& stream) {
    YAML::Parser parser(stream);
    TreeBuilder builder;
    parser.HandleNextDocument(builder);
    if (builder.failure) return tl::unexpected<YamlFailure>(std::move(*builder.failure));
    Ignorer rest;
    if (parser.HandleNextDocument(rest)) return failed(rest.line, 1, "there is a second document; only one is allowed");
    return std::move(builder.root);
}

}  // namespace

tl::expected<YamlNode, YamlFailure> parseYaml(std::string_view text) {
    if (text.size() > kMostOctets) return failed(1, 1, "it is larger than 4 MiB");
    if (const std::size_t nul = text.find('\0'); nul != std::string_view::npos) return failed(1, 1, "it contains a NUL octet");
    std::istringstream stream{std::string(text)};
    try {
        return parseStream(stream);
    } catch (const YAML::Exception& problem) {
        return failed(std::max(problem.mark.line + 1, 1), std::max(problem.mark.column + 1, 1), problem.msg);
    } catch (const std::exception& problem) {  // what the library lets through from the standard library
        return failed(1, 1, problem.what());
    }
}

}  // namespace mirror::fields
