#pragma once
#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <optional>

#include "engine/journal_texts.h"
#include "log/journal_reader.h"
#include "log/journal_view.h"
#include "proxycore/api/command.h"

namespace mirror::engine {

using JournalAnswer = std::function<void(Result<Receipt>)>;

/// Work of a session that takes long and ends in an answer: a verification, an export. Done in turns.
class JournalJob {
public:
    virtual ~JournalJob() = default;
    /// Works for about `budget`. True: there is more to do; false: done, the answer was given.
    virtual bool work(Milliseconds budget) = 0;
    /// Answers with what there is, or `cancelled`. Nothing is asked of it afterwards.
    virtual void stop() = 0;
    virtual JournalTask task() const = 0;
    virtual std::uint32_t permille() const = 0;
};

/// The journal as somebody reads it who gave the passphrase: keys, views and at most one job. Used on the journal thread only.
class JournalSession {
public:
    JournalSession(std::filesystem::path folder, log::JournalPrivateKeys keys);
    /// A job that runs is stopped, so that it is answered.
    ~JournalSession();
    JournalSession(const JournalSession&) = delete;
    JournalSession& operator=(const JournalSession&) = delete;

    static constexpr std::size_t kMaxViews = 8;
    Result<JournalView> open(const OpenJournalView& command);
    /// Errors: notFound for a view that was closed, fileRead, journalDamaged.
    Result<JournalPage> query(const QueryJournal& command);
    Result<void> stop(std::uint64_t view);
    void close(std::uint64_t view);
    Result<Dialogue> read(const ReadDialogue& command);
    /// notFound when there is no such name at that place; unsupported when values were not kept.
    Result<std::string> reveal(JournalPlace place, const std::string& name);
    Result<std::string> segmentKey(std::uint32_t segment);
    /// Its keys are gone from the disk; they go from here, too.
    void forget(std::uint32_t segment) { m_reader.forget(segment); }
    /// For reading on another thread, until this session ends.
    JournalLoan lend() const { return {m_reader.folder(), m_keys, m_isEnded}; }
    /// notFound for a view that was closed; else `done` is called later.
    Result<void> beginExport(const ExportJournal& command, JournalAnswer done);
    void beginVerification(const VerifyJournal& command, const std::filesystem::path& anchorFile, JournalAnswer done);

    /// One turn of what takes long. True: there is more to do now.
    bool work(Milliseconds budget);
    struct Progress {
        JournalTask task = JournalTask::none;
        std::uint64_t view = 0;
        std::uint32_t permille = 0;
    };
    Progress progress() const;

private:
    struct View;
    View* find(std::uint64_t id);
    void begin(std::unique_ptr<JournalJob> job);

    const std::shared_ptr<const log::JournalPrivateKeys> m_keys;
    const std::shared_ptr<std::atomic<bool>> m_isEnded = std::make_shared<std::atomic<bool>>(false);
    log::JournalReader m_reader;
    std::map<std::uint64_t, std::unique_ptr<View>> m_views;
    std::uint64_t m_lastView = 0;
    std::uint64_t m_uses = 0;
    std::unique_ptr<JournalJob> m_job;
};

}  // namespace mirror::engine
