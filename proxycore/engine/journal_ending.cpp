#include "engine/journal_ending.h"

#include <pthread.h>

#include <thread>

namespace mirror::engine {

JournalEnding::JournalEnding(std::shared_ptr<pipeline::Journaling> journal, std::optional<base::FileLock> lock) {
    std::thread([state = m_state, journal = std::move(journal), folderLock = std::move(lock)]() mutable {
        pthread_setname_np(pthread_self(), "journal ending");
        journal->writer.close();
        const std::uint64_t lost = journal->writer.counters().lost;
        journal.reset();
        folderLock.reset();
        const std::lock_guard guard(state->mutex);
        state->lost = lost;
        state->isDone = true;
        state->changed.notify_all();
    }).detach();
}

bool JournalEnding::waitFor(Milliseconds patience) const {
    std::unique_lock lock(m_state->mutex);
    return m_state->changed.wait_for(lock, patience, [&] { return m_state->isDone; });
}

std::uint64_t JournalEnding::lost() const {
    const std::lock_guard lock(m_state->mutex);
    return m_state->lost;
}

}  // namespace mirror::engine
