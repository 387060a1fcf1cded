#pragma once
#include "mask/masker.h"
#include "openai/text_walk.h"
#include "pipeline/context.h"
#include "pipeline/runtime.h"
#include "pipeline/transcript.h"

/// A dialogue on its way to the journal: the request part when it is admitted, the answer part when it has ended, linked by the request id. Everything is masked
/// here, on the worker, before it enters a queue.
namespace mirror::pipeline {

/// What is kept of one between the two.
struct Dialogue final : exchange::DialogueNotes {
    explicit Dialogue(const Runtime& runtime);
    std::shared_ptr<Journaling> journal;  ///< both parts go to the same
    std::shared_ptr<Unwritten> unwritten;
    mask::Masker masker;         ///< the same value has the same name in question and answer
    std::size_t namesWritten = 0;  ///< of the masker's, by the request part
    Transcript transcript;
};

/// Masked whatever kinds are configured for upstreams: the journal knows no exception.
mask::Settings journalMask(const Runtime& runtime);

/// Writes the request part. With `texts`, of exchange.body, the body is kept, masked; without, only what is known about it (uploads). journalUnavailable when it cannot be
/// written and none may go unwritten (journal.on_failure); then nothing was written. Does nothing when the journal is off.
Result<void> openDialogue(Context& context, const Runtime& runtime, exchange::Exchange& exchange, const openai::BodyTexts* texts);

/// Where the texts of the answer are kept; null when they are not (journal off, embeddings).
Transcript* transcriptOf(exchange::Exchange& exchange);

/// Writes the answer part; outcome and status are known. Does nothing when no request part was written.
void closeDialogue(Context& context, exchange::Exchange& exchange);

}  // namespace mirror::pipeline
