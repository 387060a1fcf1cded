#pragma once
#include <vector>

#include "openai/api_names.h"
#include "openai/document_walk.h"
#include "openai/text_walk.h"

namespace mirror::openai {

/// Collects the texts of one parsed request body. Recurses as deep as the document, which has been bounded. Private to this room.
class BodyTextWalk {
public:
    BodyTextWalk(Places places, BodyTexts& out) : m_places(places), m_out(out) {}
    void walk(simdjson::dom::object root);

private:
    using Element = simdjson::dom::element;
    /// The leaves a text part ends up as; none when the value is no text part.
    struct Part {
        std::uint32_t first = 0;
        std::uint32_t count = 0;
        bool isText = false;
    };
    std::size_t walkMembers(simdjson::dom::object object, std::size_t at, bool isRoot);
    std::size_t walkElements(simdjson::dom::array array, std::size_t at, NameKind kind);
    std::size_t walkValue(Element value, std::size_t at, NameKind kind, bool isRoot);
    void addKey(std::string_view key, std::size_t at);
    void addNumber(ValueSpan raw);
    void addString(std::string_view text, std::size_t at, NameKind kind, bool isRoot);
    void addPieces(std::string_view text, ValueSpan raw);
    void add(TextLeaf::Kind kind, std::string_view text, std::string_view whole, ValueSpan raw) { m_out.leaves.push_back({kind, text, whole, raw}); }
    static bool isExempt(std::string_view text, NameKind kind, bool isRoot);
    void join(const Part& part, std::size_t open);
    void closeRun(std::size_t open);
    std::uint32_t count() const { return static_cast<std::uint32_t>(m_out.leaves.size()); }

    Places m_places;
    BodyTexts& m_out;
    Part m_part;                           // of the object walked last
    std::vector<std::uint32_t> m_pending;  // leaves of runs not closed yet, those of lists within above those of the list around
};

}  // namespace mirror::openai
