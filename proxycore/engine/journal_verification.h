#pragma once
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "engine/journal_session.h"
#include "log/journal_verify.h"

namespace mirror::engine {

/// Checks the records of a journal on a thread of its own: it looks at every byte, and whoever reads meanwhile must not wait. Answers JournalReport, of what was looked at when stopped.
class JournalVerification final : public JournalJob {
public:
    /// `keys` outlive it.
    JournalVerification(log::VerifyOptions options, const log::JournalPrivateKeys& keys, JournalAnswer done);
    ~JournalVerification() override;
    bool work(Milliseconds budget) override;
    void stop() override;
    JournalTask task() const override { return JournalTask::verify; }
    std::uint32_t permille() const override { return m_permille; }

private:
    void answer();
    JournalAnswer m_done;
    std::atomic<bool> m_stop = false;
    std::atomic<std::uint32_t> m_permille = 0;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::optional<Result<JournalReport>> m_report;
    std::thread m_thread;
};

}  // namespace mirror::engine
