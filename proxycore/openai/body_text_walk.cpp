#include "openai/body_text_walk.h"

#include "openai/base64_text.h"

namespace mirror::openai {

using simdjson::dom::element_type;

namespace {

/// A document of /v1/messages whose `data` is text as it stands.
bool holdsText(simdjson::dom::object object) {
    std::string_view type;
    return !object.at_key("type").get(type) && type == "text";
}

}  // namespace

void BodyTexts::clear() {
    constexpr std::size_t kKept = 4096;
    leaves.clear();
    runs.clear();
    joined.clear();
    if (leaves.capacity() > kKept) std::vector<TextLeaf>().swap(leaves);
    if (joined.capacity() > kKept) std::vector<std::uint32_t>().swap(joined);
    if (runs.capacity() > kKept) std::vector<TextRun>().swap(runs);
}

void BodyTextWalk::walk(simdjson::dom::object root) { walkMembers(root, 0, true); }

std::size_t BodyTextWalk::walkValue(Element value, std::size_t at, NameKind kind, bool isRoot) {
    switch (value.type()) {
        case element_type::OBJECT: return walkMembers(value.get_object().value_unsafe(), at, false);
        case element_type::ARRAY: return walkElements(value.get_array().value_unsafe(), at, kind);
        case element_type::STRING: addString(value.get_string().value_unsafe(), at, kind, isRoot); break;
        case element_type::INT64:
        case element_type::UINT64:
        case element_type::DOUBLE:
            if (m_out.withNumbers) addNumber(m_places.scalar(at));
            break;
        default: break;
    }
    return at + 1;
}

std::size_t BodyTextWalk::walkMembers(simdjson::dom::object object, std::size_t at, bool isRoot) {
    Part part;
    bool typed = false, isText = false;
    const auto member = [&](std::string_view key, std::size_t keyPlace, Element value, std::size_t place) {
        const Name name = nameOf(key);
        if (!name.isApi) addKey(key, keyPlace);
        const std::uint32_t first = count();
        const bool isPlain = name.kind == NameKind::opaque && holdsText(object);
        const std::size_t next = walkValue(value, place, isPlain ? NameKind::plain : name.kind, isRoot);
        if (key == "type" && value.type() == element_type::STRING) {
            const std::string_view text = value.get_string().value_unsafe();
            typed = true;
            isText = text == "text" || text == "input_text" || text == "output_text" || text == "summary_text" || text == "reasoning_text";
        }
        if (name.kind == NameKind::text && value.type() == element_type::STRING) part = {first, count() - first, true};
        return next;
    };
    const std::size_t next = walkObject(object, at, member);
    part.isText = part.isText && (isText || !typed);
    m_part = part;
    return next;
}

std::size_t BodyTextWalk::walkElements(simdjson::dom::array array, std::size_t at, NameKind kind) {
    const std::size_t open = m_pending.size();
    const auto element = [&](Element value, std::size_t place, std::size_t) {
        const std::uint32_t first = count();
        m_part = {};
        const std::size_t next = walkValue(value, place, kind, false);
        if (kind == NameKind::content && value.type() == element_type::STRING) m_part = {first, count() - first, true};
        join(m_part, open);
        return next;
    };
    const std::size_t next = walkArray(array, at, element);
    closeRun(open);
    m_part = {};
    return next;
}

/// Base64 within a part ends the run before it and begins another behind it; an empty part is no seam.
void BodyTextWalk::join(const Part& part, std::size_t open) {
    if (!part.isText) {
        closeRun(open);
        return;
    }
    if (part.count == 0) return;
    m_pending.push_back(part.first);
    if (part.count == 1) return;
    closeRun(open);
    m_pending.push_back(part.first + part.count - 1);
}

void BodyTextWalk::closeRun(std::size_t open) {
    const auto size = static_cast<std::uint32_t>(m_pending.size() - open);
    if (size >= 2) {
        m_out.runs.push_back({static_cast<std::uint32_t>(m_out.joined.size()), size});
        m_out.joined.insert(m_out.joined.end(), m_pending.end() - size, m_pending.end());
    }
    m_pending.resize(open);
}

void BodyTextWalk::addKey(std::string_view key, std::size_t at) {
    if (!key.empty()) add(TextLeaf::Kind::key, key, key, m_places.scalar(at));
}

void BodyTextWalk::addNumber(ValueSpan raw) {
    const std::string_view digits = m_places.raw(raw);
    if (digits.size() >= BodyTexts::kShortestNumber) add(TextLeaf::Kind::number, digits, digits, raw);
}

bool BodyTextWalk::isExempt(std::string_view text, NameKind kind, bool isRoot) {
    switch (kind) {
        case NameKind::word: return isApiWord(text);
        case NameKind::id: return looksLikeId(text);
        case NameKind::model: return isRoot;
        case NameKind::opaque: return isPlainlyBase64(text);
        default: return false;
    }
}

void BodyTextWalk::addString(std::string_view text, std::size_t at, NameKind kind, bool isRoot) {
    if (text.empty() || isExempt(text, kind, isRoot)) return;
    const ValueSpan raw = m_places.scalar(at);
    if (kind == NameKind::caller && isRoot) {
        if (m_out.withNumbers) add(TextLeaf::Kind::caller, text, text, raw);
        return;
    }
    if (text.size() < kShortestBase64)
        add(TextLeaf::Kind::text, text, text, raw);
    else
        addPieces(text, raw);
}

void BodyTextWalk::addPieces(std::string_view text, ValueSpan raw) {
    std::size_t from = 0;
    while (const auto base64 = findDataUrl(text, from)) {
        add(TextLeaf::Kind::text, text.substr(from, base64->begin - from), text, raw);
        from = base64->end;
    }
    if (from < text.size()) add(TextLeaf::Kind::text, text.substr(from), text, raw);
}

}  // namespace mirror::openai
