#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace mirror::log {

/// Finds a phrase in the texts of a JSON value: its strings as they read after decoding, without the names of members, without regard to case (ASCII, Latin-1, Greek,
/// Cyrillic and full-width letters; the phrase is looked for as it is otherwise). Not thread-safe.
class TextSearch {
public:
    /// `phrase` is UTF-8 and not empty.
    explicit TextSearch(std::string_view phrase);
    /// Whether a text of `json` contains the phrase. `json` need not be well-formed: what cannot be decoded is passed over.
    bool isIn(std::string_view json);
    /// What stands around the first hit, at most 200 bytes, cut at characters, as it was written; empty if there is none.
    std::string passage(std::string_view json);

private:
    struct Hit {
        std::size_t begin, textBegin, textEnd;  ///< in m_text
    };
    std::optional<Hit> find(std::string_view json);

    std::string m_phrase;  ///< folded
    std::string m_text;    ///< decoded texts, a zero byte behind each
    std::string m_folded;
};

/// Letters that differ in case only become one; every character keeps its length.
std::string foldCase(std::string_view text);
void appendFolded(std::string& out, std::string_view text);

/// Appends the decoded text of the JSON string at the start of `json` (its opening quote); what it returns is the length with both quotes. A string that does
/// not end ends with `json`.
std::size_t appendDecoded(std::string& out, std::string_view json);

}  // namespace mirror::log
