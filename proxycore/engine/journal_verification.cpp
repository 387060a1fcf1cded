#include "engine/journal_verification.h"

#include <pthread.h>

namespace mirror::engine {

JournalVerification::JournalVerification(log::VerifyOptions options, const log::JournalPrivateKeys& keys, JournalAnswer done) : m_done(std::move(done)) {
    m_thread = std::thread([this, options = std::move(options), &keys] {
        pthread_setname_np(pthread_self(), "verification");
        auto report = log::verifyJournal(options, keys, [this](std::uint32_t permille) { m_permille = permille; }, m_stop);
        const std::lock_guard lock(m_mutex);
        m_report = std::move(report);
        m_changed.notify_all();
    });
}

JournalVerification::~JournalVerification() {
    m_stop = true;
    m_thread.join();
}

bool JournalVerification::work(Milliseconds budget) {
    std::unique_lock lock(m_mutex);
    if (!m_changed.wait_for(lock, budget, [this] { return m_report.has_value(); })) return true;
    lock.unlock();
    answer();
    return false;
}

void JournalVerification::stop() {
    m_stop = true;
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return m_report.has_value(); });
    lock.unlock();
    answer();
}

void JournalVerification::answer() {
    if (!m_done) return;
    if (*m_report)
        std::exchange(m_done, nullptr)(Receipt(std::move(**m_report)));
    else
        std::exchange(m_done, nullptr)(fail(m_report->error()));
}

}  // namespace mirror::engine
