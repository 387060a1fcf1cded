#include <vector>

#include "base/text.h"
#include "openai/api_names.h"
#include "openai/text_walk.h"

namespace mirror::openai {

namespace {

constexpr std::size_t kMaxPath = 120;

/// Reads valid JSON up to an offset and keeps what is open there.
class PathReader {
public:
    PathReader(std::string_view text, std::size_t target) : m_text(text.substr(0, target)) {}

    std::string read() {
        for (std::size_t at = 0; at < m_text.size();) at = step(at);
        return written();
    }

private:
    struct Level {
        bool isList = false;
        bool afterColon = false;
        std::size_t index = 0;
        std::string_view key;
    };
    std::size_t step(std::size_t at) {
        switch (m_text[at]) {
            case '{': m_open.push_back({}); break;
            case '[': m_open.push_back({.isList = true}); break;
            case '}':
            case ']': m_open.pop_back(); break;
            case ':': m_open.back().afterColon = true; break;
            case ',':
                ++m_open.back().index;
                m_open.back().afterColon = false;
                break;
            case '"': return readString(at);
            default: break;
        }
        return at + 1;
    }
    std::size_t readString(std::size_t at) {
        const std::size_t begin = ++at;
        while (at < m_text.size() && m_text[at] != '"') at += m_text[at] == '\\' ? 2 : 1;
        if (!m_open.empty() && !m_open.back().isList && !m_open.back().afterColon) m_open.back().key = m_text.substr(begin, at - begin);
        return at + 1;
    }
    std::string written() const {
        std::string path;
        for (const Level& level : m_open) {
            if (level.isList) {
                path += '[' + std::to_string(level.index) + ']';
            } else if (level.afterColon) {
                if (!path.empty()) path += '.';
                path += isApiName(level.key) ? level.key : std::string_view("*");
            }
        }
        return std::string(base::utf8Prefix(path, kMaxPath));
    }

    std::string_view m_text;
    std::vector<Level> m_open;
};

}  // namespace

std::string pathOf(std::string_view document, ValueSpan raw) { return PathReader(document, raw.begin).read(); }

}  // namespace mirror::openai
