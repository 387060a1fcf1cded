#pragma once
#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>

#include "base/file_lock.h"
#include "pipeline/journaling.h"

namespace mirror::engine {

/// Ends a journal on a thread of its own: what waits is still written, and that takes as long as the disk does, for which nobody else should wait.
class JournalEnding {
public:
    /// `journal` is held by nobody else; `lock` is let go of when its writer has ended.
    explicit JournalEnding(std::shared_ptr<pipeline::Journaling> journal, std::optional<base::FileLock> lock = std::nullopt);
    JournalEnding(const JournalEnding&) = delete;
    JournalEnding& operator=(const JournalEnding&) = delete;
    /// Does not wait: an end that has not come is left to its thread.
    ~JournalEnding() = default;

    bool isDone() const { return waitFor(Milliseconds(0)); }
    /// Whether it is done when it is or `patience` is over.
    bool waitFor(Milliseconds patience) const;
    /// Entries the disk did not take; once it is done.
    std::uint64_t lost() const;

private:
    struct State {
        std::mutex mutex;
        std::condition_variable changed;
        bool isDone = false;
        std::uint64_t lost = 0;
    };
    std::shared_ptr<State> m_state = std::make_shared<State>();
};

}  // namespace mirror::engine
