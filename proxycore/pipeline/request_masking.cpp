#include "pipeline/request_masking.h"

#include <algorithm>
#include <array>
#include <span>

#include "openai/nested_json.h"

namespace mirror::pipeline {

using openai::TextLeaf;

namespace {

/// Whether places of a JSON text are within a string; asked in rising order.
class QuoteTracker {
public:
    QuoteTracker(std::string_view text, bool beginsQuoted) : m_text(text), m_quoted(beginsQuoted) {}
    bool isQuoted(std::size_t place) {
        for (; m_at < place; ++m_at) {
            if (m_quoted && m_text[m_at] == '\\')
                ++m_at;
            else if (m_text[m_at] == '"')
                m_quoted = !m_quoted;
        }
        return m_quoted;
    }

private:
    std::string_view m_text;
    std::size_t m_at = 0;
    bool m_quoted;
};

class TextMasking {
public:
    TextMasking(std::string_view body, const openai::BodyTexts& texts, std::vector<Star> stars, mask::Masker* masker, RuleLog* log)
        : m_body(body), m_texts(texts), m_stars(std::move(stars)), m_masker(masker), m_log(log) {
        std::sort(m_stars.begin(), m_stars.end());
    }

    std::vector<openai::JsonEdit> run() {
        if (m_masker)
            for (const TextLeaf& leaf : m_texts.leaves) m_masker->reserveNamesIn(leaf.text);
        for (std::size_t i = 0; i < m_texts.leaves.size();) i = maskString(i);
        return std::move(m_edits);
    }

private:
    /// One string with all its pieces; returns the index of the next leaf.
    std::size_t maskString(std::size_t first) {
        const TextLeaf& leaf = m_texts.leaves[first];
        m_out.clear();
        const char* copied = leaf.whole.data();
        bool changed = false;
        std::size_t i = first;
        for (; i < m_texts.leaves.size() && m_texts.leaves[i].raw.begin == leaf.raw.begin; ++i) {
            const std::string_view text = m_texts.leaves[i].text;
            m_out.append(copied, text.data());
            changed = appendMasked(i) || changed;
            copied = text.data() + text.size();
        }
        if (!changed) return i;
        m_out.append(copied, leaf.whole.data() + leaf.whole.size());
        m_edits.push_back({leaf.raw, leaf.kind == TextLeaf::Kind::number ? std::string("0") : openai::quoted(m_out)});
        return i;
    }

    bool appendMasked(std::size_t index) {
        const TextLeaf& leaf = m_texts.leaves[index];
        const std::span<const Star> stars = starsOf(index);
        std::string starred;
        if (!stars.empty()) starred = withStars(leaf.text, stars);
        const std::string_view text = stars.empty() ? leaf.text : std::string_view(starred);
        std::string named;
        const bool isNamed = m_masker && m_masker->mask(text, named);
        if (isNamed && m_log) account(leaf);
        // base64 parts a string only within quotes
        if (isNamed && isJson(leaf)) nameWithin(text, leaf.text.data() != leaf.whole.data(), named);
        m_out += isNamed ? std::string_view(named) : text;
        return isNamed || !stars.empty();
    }

    /// Asked once a string, however many pieces it has.
    bool isJson(const TextLeaf& leaf) {
        if (m_asked != leaf.whole.data()) m_wasJson = openai::isNestedJson(leaf.whole);
        m_asked = leaf.whole.data();
        return m_wasJson;
    }

    /// A string that holds JSON (arguments of a tool): a bare number becomes 0 there too, or what is left would be no JSON.
    void nameWithin(std::string_view text, bool beginsQuoted, std::string& named) {
        named.clear();
        QuoteTracker quotes(text, beginsQuoted);
        std::size_t from = 0;
        for (std::size_t i = 0; i < m_masker->found().size(); ++i) {
            const mask::Found& found = m_masker->found()[i];
            named += text.substr(from, found.begin - from);
            named += quotes.isQuoted(found.begin) ? std::string_view(m_masker->nameOfFound(i)) : "0";
            from = found.end;
        }
        named += text.substr(from);
    }

    std::span<const Star> starsOf(std::size_t index) {
        const std::size_t first = m_nextStar;
        while (m_nextStar < m_stars.size() && m_stars[m_nextStar].leaf == index) ++m_nextStar;
        return std::span<const Star>(m_stars).subspan(first, m_nextStar - first);
    }

    void account(const TextLeaf& leaf) {
        std::array<std::uint32_t, kPiiKinds> counts{};
        for (const mask::Found& found : m_masker->found()) ++counts[static_cast<std::size_t>(found.kind)];
        const std::string where = m_log->wantsPlace() ? openai::pathOf(m_body, leaf.raw) : std::string();
        for (std::size_t kind = 0; kind < kPiiKinds; ++kind)
            if (counts[kind] > 0) m_log->masked(static_cast<PiiKind>(kind), where, counts[kind]);
    }

    std::string_view m_body;
    const openai::BodyTexts& m_texts;
    std::vector<Star> m_stars;
    mask::Masker* m_masker;
    RuleLog* m_log;
    std::vector<openai::JsonEdit> m_edits;
    std::string m_out;
    std::size_t m_nextStar = 0;
    const char* m_asked = nullptr;  // the string last asked about
    bool m_wasJson = false;
};

}  // namespace

std::vector<openai::JsonEdit> maskTexts(std::string_view body, const openai::BodyTexts& texts, std::vector<Star> stars, mask::Masker* masker, RuleLog* log) {
    return TextMasking(body, texts, std::move(stars), masker, log).run();
}

}  // namespace mirror::pipeline
