#pragma once
#include <atomic>
#include <cstdint>

#include "crypto/secret.h"
#include "log/journal_writer.h"

namespace mirror::pipeline {

/// What was not written since the engine started, whichever journal there was, or none.
struct Unwritten {
    std::atomic<std::uint64_t> refused{0};  ///< requests that were answered with 503 because of it
    std::atomic<std::uint64_t> dropped{0};  ///< parts of dialogues that are missing
};

/// The journal as requests see it. Shared by workers; a dialogue keeps the one it began with, so that both its parts go to the same. Destroying it writes what waits, so the
/// last to let go must not be a worker.
struct Journaling {
    explicit Journaling(log::JournalWriter::Options options) : valuesKey(options.valuesKey.clone()), writer(std::move(options)) {}
    const std::uint64_t serial = nextSerial();  ///< no other journal of this process has it
    const crypto::Secret valuesKey;  ///< seals originals of masked values
    log::JournalWriter writer;

private:
    static std::uint64_t nextSerial() {
        static std::atomic<std::uint64_t> last{0};
        return ++last;
    }
};

}  // namespace mirror::pipeline
