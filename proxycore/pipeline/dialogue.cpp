#include "pipeline/dialogue.h"

#include "base/text.h"
#include "pipeline/dialogue_text.h"
#include "pipeline/request_masking.h"

namespace mirror::pipeline {

namespace {

constexpr std::uint8_t kEveryKind = (1U << kPiiKinds) - 1;

/// Lists show no more.
std::string bounded(std::string_view text) { return std::string(base::utf8Prefix(text, 200)); }

JournalRow requestRow(const exchange::Exchange& exchange) {
    JournalRow row;
    row.time = exchange.time;
    row.requestId = exchange.requestId;
    if (exchange.principal) row.keyName = exchange.principal->name;
    row.endpoint = bounded(exchange.head.path);
    row.modelAsked = bounded(exchange.modelAsked);
    row.stream = exchange.parsed.stream;
    return row;
}

JournalRow answerRow(const exchange::Exchange& exchange, const Dialogue& dialogue) {
    JournalRow row = requestRow(exchange);
    row.isAnswered = true;
    row.modelAnswered = bounded(exchange.modelAnswered);
    row.upstream = exchange.upstream;
    row.status = exchange.status;
    row.outcome = exchange.outcome;
    row.cache = exchange.cache;
    const SteadyTime end = exchange.client->finishedAt().value_or(std::chrono::steady_clock::now());
    row.total = std::chrono::duration_cast<Microseconds>(end - exchange.begun);
    row.firstToken = exchange.firstToken;
    row.promptTokens = exchange.usage.prompt;
    row.completionTokens = exchange.usage.completion;
    row.attempts = static_cast<std::uint32_t>(exchange.attempts.size());
    row.ruleHits = static_cast<std::uint32_t>(exchange.rules.size());
    for (const std::uint32_t count : dialogue.masker.counts()) row.masked += count;
    return row;
}

std::string maskedBody(std::string_view body, const openai::BodyTexts& texts, mask::Masker& masker) {
    std::string out;
    openai::applyEdits(body, maskTexts(body, texts, {}, &masker, nullptr), out);
    for (char& c : out)
        if (c == '\n' || c == '\r') c = ' ';  // white space between values: a record is one line wherever it is shown
    return out;
}

/// The originals of the names given since, sealed; empty when there are none or they are not kept.
std::string sealValues(Context& context, const exchange::Exchange& exchange, const Dialogue& dialogue, std::size_t from) {
    const auto& names = dialogue.masker.names();
    if (names.size() == from || !exchange.config->journal.keepValues) return {};
    if (context.sealsFor != dialogue.journal->serial) {
        context.valueSealer.emplace(dialogue.journal->valuesKey);
        context.sealsFor = dialogue.journal->serial;
    }
    std::string values = valuesText(names, from);
    std::string sealed = context.valueSealer->seal(values);
    crypto::wipe(values);
    return sealed;
}

/// Names of what looks like personal data without being it are not given: a text that says "[PHONE]" by itself would be taken for one.
void maskTranscript(Dialogue& dialogue, std::vector<Transcript::Text>& masked) {
    for (const Transcript::Text& text : dialogue.transcript.texts()) dialogue.masker.reserveNamesIn(text.text);
    for (const Transcript::Text& text : dialogue.transcript.texts()) {
        std::string named;
        const bool isNamed = dialogue.masker.mask(text.text, named);
        // names of members no API defines are the model's words, too
        std::string path;
        const bool isPathNamed = dialogue.masker.mask(text.path, path);
        masked.push_back({isPathNamed ? std::move(path) : text.path, isNamed ? std::move(named) : text.text});
    }
}

/// As configured, the request is refused or counted.
Result<void> unwritten(const Runtime& runtime) {
    if (runtime.config->journal.onFailure != "drop") {
        ++runtime.unwritten->refused;
        return fail(ErrorCode::journalUnavailable);
    }
    runtime.unwritten->dropped += 2;  // there will be no answer part either
    return {};
}

/// The journal is wanted and there is none, because its key cannot be read: what is wanted decides.
Result<void> withoutJournal(const Runtime& runtime) {
    return runtime.config->journal.enabled ? unwritten(runtime) : Result<void>();
}

}  // namespace

mask::Settings journalMask(const Runtime& runtime) { return {kEveryKind, runtime.mask.strict}; }

Dialogue::Dialogue(const Runtime& runtime) : journal(runtime.journal), unwritten(runtime.unwritten), masker(journalMask(runtime)) {}

Result<void> openDialogue(Context& context, const Runtime& runtime, exchange::Exchange& exchange, const openai::BodyTexts* texts) {
    if (!runtime.journal) return withoutJournal(runtime);
    auto dialogue = std::make_unique<Dialogue>(runtime);
    log::JournalEntry entry;
    entry.part = log::RecordPart::request;
    std::string body;
    if (texts) body = maskedBody(exchange.body, *texts, dialogue->masker);
    entry.content = requestText(exchange, dialogue->masker.names(), body);
    entry.values = sealValues(context, exchange, *dialogue, 0);
    entry.row = requestRow(exchange);
    for (const std::uint32_t count : dialogue->masker.counts()) entry.row.masked += count;
    dialogue->namesWritten = dialogue->masker.names().size();
    if (runtime.journal->writer.offer(std::move(entry))) {
        exchange.notes = std::move(dialogue);
        return {};
    }
    return unwritten(runtime);
}

Transcript* transcriptOf(exchange::Exchange& exchange) {
    if (!exchange.notes || exchange.endpoint.endpoint == openai::Endpoint::embeddings) return nullptr;
    return &static_cast<Dialogue&>(*exchange.notes).transcript;
}

void closeDialogue(Context& context, exchange::Exchange& exchange) {
    if (!exchange.notes) return;
    auto& dialogue = static_cast<Dialogue&>(*exchange.notes);
    std::vector<Transcript::Text> masked;
    maskTranscript(dialogue, masked);
    log::JournalEntry entry;
    entry.part = log::RecordPart::answer;
    entry.content = answerText(exchange, dialogue.masker.names(), dialogue.namesWritten, masked, dialogue.transcript.isCut());
    entry.values = sealValues(context, exchange, dialogue, dialogue.namesWritten);
    entry.row = answerRow(exchange, dialogue);
    if (!dialogue.journal->writer.offer(std::move(entry))) ++dialogue.unwritten->dropped;  // the answer has left
    exchange.notes.reset();
}

}  // namespace mirror::pipeline
