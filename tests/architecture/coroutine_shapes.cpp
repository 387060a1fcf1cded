#include "architecture/coroutine_shapes.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>

#include "architecture/source_tree.h"

namespace mirror::architecture {
namespace {

struct Token {
    std::string_view text;
    std::size_t position = 0;
    std::size_t partner = 0;  // of a bracket: index of its other half, or its own when there is none
};

bool isWord(std::string_view token) {
    return !token.empty() && (std::isalnum(static_cast<unsigned char>(token[0])) != 0 || token[0] == '_');
}
bool isOpening(std::string_view token) { return token == "(" || token == "[" || token == "{"; }
bool isClosing(std::string_view token) { return token == ")" || token == "]" || token == "}"; }

std::vector<Token> tokenize(std::string_view code) {
    static constexpr std::array<std::string_view, 5> kPairs = {"::", "->", "&&", "||", "=="};
    std::vector<Token> tokens;
    for (std::size_t at = 0; at < code.size();) {
        std::size_t length = 1;
        if (std::isspace(static_cast<unsigned char>(code[at])) != 0) {
            ++at;
            continue;
        }
        if (isWord(code.substr(at, 1))) {
            while (at + length < code.size() && isWord(code.substr(at + length, 1))) ++length;
        } else if (std::find(kPairs.begin(), kPairs.end(), code.substr(at, 2)) != kPairs.end()) {
            length = 2;
        }
        tokens.push_back({code.substr(at, length), at, tokens.size()});
        at += length;
    }
    return tokens;
}

void matchBrackets(std::vector<Token>& tokens) {
    std::vector<std::size_t> open;
    for (std::size_t at = 0; at < tokens.size(); ++at) {
        if (isOpening(tokens[at].text)) open.push_back(at);
        if (!isClosing(tokens[at].text) || open.empty()) continue;
        tokens[at].partner = open.back();
        tokens[open.back()].partner = at;
        open.pop_back();
    }
}

// The tokens of one file and the questions asked of them. Positions are indices of tokens.
class Code {
public:
    explicit Code(std::string_view code) : m_code(code), m_tokens(tokenize(code)) { matchBrackets(m_tokens); }

    std::vector<BadShape> check() {
        for (std::size_t at = 0; at < m_tokens.size(); ++at) {
            if (is(at, "co_await")) checkAwait(at);
        }
        return std::move(m_found);
    }

private:
    bool is(std::size_t at, std::string_view text) const { return at < m_tokens.size() && m_tokens[at].text == text; }
    std::size_t partner(std::size_t at) const { return m_tokens[at].partner; }
    void complain(std::size_t at, std::string what) { m_found.push_back({lineAt(m_code, m_tokens[at].position), std::move(what)}); }

    // [captures](...) { or [captures] {, as opposed to an index or an attribute.
    bool isLambda(std::size_t at) const {
        if (!is(at, "[") || is(at + 1, "[")) return false;
        if (at > 0 && (isClosing(m_tokens[at - 1].text) || (isWord(m_tokens[at - 1].text) && !is(at - 1, "return") && !is(at - 1, "co_return"))))
            return false;
        const std::size_t next = partner(at) + 1;
        return is(next, "(") || is(next, "{") || is(next, "<");
    }
    std::size_t lambdaBody(std::size_t introducer) const {
        std::size_t at = partner(introducer) + 1;
        while (at < m_tokens.size() && !is(at, "{")) at = is(at, "(") ? partner(at) + 1 : at + 1;
        return at;
    }

    void checkAwait(std::size_t await) {
        checkArguments(await);
        checkSurroundings(await);
        if (isSecondInStatement(await)) complain(await, "second co_await in one statement");
    }

    // The operand: names, calls and indices up to an operator or the end. Every call's parentheses are looked into.
    void checkArguments(std::size_t await) {
        for (std::size_t at = await + 1; at < m_tokens.size(); ++at) {
            const std::string_view token = m_tokens[at].text;
            if (token == "(") checkArgumentList(at);
            if (token == "(" || token == "[" || token == "{") {
                if (partner(at) <= at) return;
                at = partner(at);
            } else if (!isWord(token) && token != "::" && token != "." && token != "->" && token != "<" && token != ">" && token != "*") {
                return;
            }
        }
    }
    void checkArgumentList(std::size_t open) {
        for (std::size_t at = open + 1; at < partner(open); ++at) {
            if (isLambda(at)) {
                if (partner(at) != at + 1) complain(at, "capturing lambda made in the arguments of an awaited call");
                const std::size_t body = lambdaBody(at);
                if (body >= m_tokens.size()) return;
                at = partner(body);
            } else if (is(at, "{")) {
                complain(at, "braces in the arguments of an awaited call");
                at = partner(at);
            }
        }
    }

    // Climbs from the co_await through the brackets around it to the statement it stands in.
    void checkSurroundings(std::size_t await) {
        bool isTernary = hasQuestionMark(await);
        for (auto opening = enclosing(await); opening; opening = enclosing(*opening)) {
            if (is(*opening, "(") && *opening > 0 && is(*opening - 1, "switch")) complain(await, "switch on an awaited value");
            isTernary = isTernary || hasQuestionMark(*opening);
        }
        if (isTernary) complain(await, "?: around a co_await");
    }
    // The innermost bracket around a token within its statement; none when that is a block.
    std::optional<std::size_t> enclosing(std::size_t inner) const {
        for (std::size_t at = inner; at-- > 0;) {
            if (isClosing(m_tokens[at].text)) {
                if (m_tokens[at].text == "}" && !isBracedValue(at)) return std::nullopt;
                at = partner(at);
            } else if (is(at, ";")) {
                // Inside for (...;...) and switch (...;...) the bracket is further left.
                continue;
            } else if (isOpening(m_tokens[at].text)) {
                return is(at, "{") && !isBracedValue(partner(at)) ? std::nullopt : std::optional(at);
            }
        }
        return std::nullopt;
    }
    // T{...} and = {...} are values; what follows them tells them from blocks.
    bool isBracedValue(std::size_t closing) const {
        static constexpr std::array<std::string_view, 9> kAfterValue = {".", ",", ")", "?", ":", "->", ";", "]", "&&"};
        if (partner(closing) == closing || closing + 1 >= m_tokens.size()) return false;
        const std::size_t opening = partner(closing);
        const bool afterName = opening > 0 && (isWord(m_tokens[opening - 1].text) || is(opening - 1, "=") || is(opening - 1, "(") || is(opening - 1, ","));
        return afterName && std::find(kAfterValue.begin(), kAfterValue.end(), m_tokens[closing + 1].text) != kAfterValue.end();
    }
    // Whether a `?` stands at the level of `inner` between the commas, semicolons and brackets around it.
    bool hasQuestionMark(std::size_t inner) const {
        for (std::size_t at = inner; at-- > 0;) {
            if (is(at, "?")) return true;
            if (is(at, ",") || is(at, ";") || isOpening(m_tokens[at].text)) break;
            if (!isClosing(m_tokens[at].text)) continue;
            if (is(at, "}") && !isBracedValue(at)) break;
            at = partner(at);
        }
        for (std::size_t at = isOpening(m_tokens[inner].text) ? partner(inner) + 1 : inner + 1; at < m_tokens.size(); ++at) {
            if (is(at, "?")) return true;
            if (is(at, ",") || is(at, ";") || is(at, "{") || isClosing(m_tokens[at].text)) break;
            if (isOpening(m_tokens[at].text)) at = partner(at);
        }
        return false;
    }

    // Whether another co_await stands to the left in the same statement.
    bool isSecondInStatement(std::size_t await) const {
        for (std::size_t at = await; at-- > 0;) {
            if (is(at, "co_await")) return true;
            if (is(at, ";") || is(at, "{") || is(at, "}")) return false;
            if (is(at, ")") && isCondition(partner(at))) return false;
        }
        return false;
    }
    // if (...), while (...): what follows is a statement of its own.
    bool isCondition(std::size_t opening) const {
        return opening > 0 && (is(opening - 1, "if") || is(opening - 1, "while") || is(opening - 1, "for") || is(opening - 1, "constexpr"));
    }

    std::string_view m_code;
    std::vector<Token> m_tokens;
    std::vector<BadShape> m_found;
};

}  // namespace

std::vector<BadShape> findBadShapes(std::string_view code) { return Code(code).check(); }

}  // namespace mirror::architecture
