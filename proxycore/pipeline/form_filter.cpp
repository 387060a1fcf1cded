#include "pipeline/form_filter.h"

#include <array>
#include <utility>

#include "base/text.h"
#include "openai/answer_texts.h"
#include "pipeline/request_filter.h"
#include "pipeline/request_masking.h"

namespace mirror::pipeline {

FormFilter::FormFilter(Context& context, const Runtime& runtime, exchange::Exchange& exchange, std::string_view boundary)
    : m_context(context), m_runtime(runtime), m_from(*exchange.requestBody), m_log(exchange, context.shard), m_reader(boundary), m_masker(runtime.mask) {}

base::Task<Result<std::string_view>> FormFilter::readAll() { co_return fail(ErrorCode::internal); }

base::Task<Result<std::string_view>> FormFilter::readSome() {
    while (m_ready.empty() && !m_ended) {
        const Result<std::string_view> piece = co_await m_from.readSome();
        if (!piece) co_return fail(piece.error());
        m_ended = piece->empty();
        m_reader.feed(*piece);
        Result<void> taken = takeItems();
        if (taken && m_ended) taken = m_reader.finish();
        if (!taken) co_return fail(taken.error());
    }
    m_given.clear();
    std::swap(m_given, m_ready);
    co_return std::string_view(m_given);
}

Result<void> FormFilter::takeItems() {
    using Kind = http::MultipartReader::Kind;
    for (;;) {
        const auto item = m_reader.next();
        if (!item) return fail(item.error());
        Result<void> taken;
        switch (item->kind) {
            case Kind::needMore: return {};
            case Kind::part: taken = beginPart(item->raw); break;
            case Kind::data: taken = takeData(item->raw); break;
            case Kind::end:
                taken = endField();
                m_ready += item->raw;
                break;
        }
        if (!taken) return taken;
    }
}

Result<void> FormFilter::beginPart(std::string_view raw) {
    if (auto ended = endField(); !ended) return ended;
    const http::FormPart& part = m_reader.part();
    for (const std::string& text : {part.name, part.filename})
        if (auto clean = screen(text, nullptr); !clean) return clean;
    m_inField = isTextField();
    if (m_inField && !part.isUtf8) return fail(ErrorCode::unsupportedEncoding, {}, "a field in a charset other than UTF-8");
    (m_inField ? m_head : m_ready) += raw;
    return {};
}

Result<void> FormFilter::takeData(std::string_view raw) {
    std::string& to = m_inField ? m_field : m_ready;
    if (m_inField && to.size() + raw.size() > kMaxField) return fail(ErrorCode::bodyTooLarge);
    to += raw;
    return {};
}

/// A field is complete: looked at, and let go.
Result<void> FormFilter::endField() {
    if (!std::exchange(m_inField, false)) return {};
    if (!base::isUtf8(m_field)) return fail(ErrorCode::badRequest, {}, "a field that is no UTF-8");
    // the charset of all other fields (RFC 7578 section 4.6)
    if (m_reader.part().name == "_charset_" && !base::equalsIgnoreCase(m_field, "utf-8")) return fail(ErrorCode::unsupportedEncoding, {}, "a form in a charset other than UTF-8");
    std::string starred;
    if (auto clean = screen(m_field, &starred); !clean) return clean;
    m_ready += std::exchange(m_head, {});
    m_ready += starred;
    m_field.clear();
    return {};
}

/// `starred` null: a text that cannot be changed without changing what it means, so that a rule that masks blocks.
Result<void> FormFilter::screen(std::string_view text, std::string* starred) {
    struct Piece {
        std::size_t begin, end;
    };
    std::vector<Piece> pieces;
    RuleTally tally;
    if (screensWords(m_runtime)) {
        const filter::Ruleset& words = *m_runtime.words;
        m_context.hitsRoom.clear();
        words.scan(text, WordScope::input, m_context.scanRoom, m_context.hitsRoom);
        for (const filter::Hit& hit : m_context.hitsRoom) {
            if (RuleTally::Entry* first = tally.add(hit.rule)) first->steps = words.stepsOf(hit, text.substr(hit.begin, hit.end - hit.begin));
            if (words.rule(hit.rule).action == WordAction::mask) pieces.push_back({static_cast<std::size_t>(hit.begin), static_cast<std::size_t>(hit.end)});
        }
    }
    Result<void> verdict;
    const std::string where = openai::publicPath(m_reader.part().name);
    for (const RuleTally::Entry& entry : tally.entries) {
        const filter::RuleInfo& rule = m_runtime.words->rule(entry.rule);
        const WordAction action = !starred && rule.action == WordAction::mask ? WordAction::block : rule.action;
        m_log.found(rule, action, false, where, entry.steps, entry.count);
        if (action == WordAction::block && verdict) verdict = fail(ErrorCode::contentNotAllowed, {ruleName(rule)});
    }
    if (!verdict || !starred) return verdict;
    *starred = text;
    for (const Piece& piece : pieces) std::fill(starred->begin() + static_cast<std::ptrdiff_t>(piece.begin), starred->begin() + static_cast<std::ptrdiff_t>(piece.end), '*');
    std::string named;
    if (!screensPersonalData(m_runtime) || !m_masker.mask(*starred, named)) return {};
    std::array<std::uint32_t, kPiiKinds> counts{};
    for (const mask::Found& found : m_masker.found()) ++counts[static_cast<std::size_t>(found.kind)];
    for (std::size_t kind = 0; kind < kPiiKinds; ++kind)
        if (counts[kind] > 0) m_log.masked(static_cast<PiiKind>(kind), where, counts[kind]);
    *starred = std::move(named);
    return {};
}

}  // namespace mirror::pipeline
