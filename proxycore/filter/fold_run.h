#pragma once
#include <cstdint>
#include <string_view>

#include "filter/fold_table.h"
#include "filter/fold_units.h"
#include "filter/text_folder.h"

namespace mirror::filter {

/// One pass over one text: TextFolder::fold(). What depends on the text before looks at the last letters only, and what depends on the text behind
/// looks ahead until it is decided, so that folding may be taken up again at any letter (with its context) and gives the same.
class FoldRun {
public:
    /// How far one character may depend on what follows it, in letters and in bytes (of characters that fold to nothing); what lies farther counts as not there. It bounds
    /// what a stream must hold back.
    static constexpr std::size_t kMaxAheadLetters = 64;
    static constexpr std::size_t kMaxAheadBytes = 4096;
    static constexpr std::size_t kMaxSeparators = 4;

    FoldRun(const FoldTable& table, bool entities, std::string_view text, const FoldContext& context, bool atEnd, FoldedText& out);
    /// Returns the bytes folded.
    std::size_t run();

private:
    enum class Answer : std::uint8_t { yes, no, later };
    struct Ahead {
        enum class State : std::uint8_t { open, latin, ended };
        std::size_t offset = 0;  ///< looked at up to here
        std::size_t letter = 0;  ///< the number the letter there will have
        State state = State::open;
    };

    std::size_t runPlain(std::size_t at);
    bool foldUnit(std::size_t& at);
    bool foldRare(const RareFold& rare, std::size_t& at, std::size_t end);
    bool foldSeparator(const RareFold& rare, std::size_t& at, std::size_t end);
    Answer joins(std::size_t at, std::size_t& han) const;
    bool foldLookAlike(const RareFold& rare, std::size_t& at, std::size_t end);
    bool hasLatinBefore();
    Answer hasLatinAhead(std::size_t at, std::size_t end);
    void lookAt(const FoldUnit& unit);

    char32_t last() const { return m_count == 0 ? m_context.before : m_letters[m_count - 1]; }
    void put(char32_t letter, std::size_t begin) {
        m_letters[m_count] = letter;
        m_begins[m_count++] = static_cast<std::uint32_t>(begin);
    }
    void putAll(const RareFold& rare, std::size_t begin, std::size_t end);
    void makeRoom(std::size_t letters);

    const FoldTable& m_table;
    const bool m_entities;
    const std::string_view m_text;
    const FoldContext m_context;
    const bool m_atEnd;
    FoldedText& m_out;
    char32_t* m_letters = nullptr;
    std::uint32_t* m_begins = nullptr;
    std::size_t m_count = 0;
    std::size_t m_withoutLatin = 0;  ///< up to this letter its token has no Latin one
    Ahead m_ahead;
};

}  // namespace mirror::filter
