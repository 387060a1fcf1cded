#include "engine/command_handler.h"

#include <algorithm>

namespace mirror::engine {

namespace {

constexpr std::uint32_t kMaxTraffic = 10'000;
constexpr std::uint32_t kMaxEvents = 500;

/// The present configuration as others may see it: secrets masked.
Config masked(const Config& config) {
    LoadedConfig loaded = loadConfig(saveConfig(config, false, Secrets::mask));
    return std::move(loaded.config);
}

template <class T, class... Ts>
constexpr bool isOneOf = (std::is_same_v<T, Ts> || ...);
template <class T>
constexpr bool isAboutJournal = isOneOf<T, InitJournal, UnlockJournal, LockJournal, ListJournalKeys, ListJournalSegments, OpenJournalView, QueryJournal, StopJournalView,
                                        CloseJournalView, ReadDialogue, RevealValue, VerifyJournal, ExportJournal, ChangeJournalPassphrase, RotateJournalKey,
                                        ShredJournalSegment, ExportSegmentKey, QueryAudit>;

class Handler {
public:
    explicit Handler(Supervisor& supervisor) : m_supervisor(supervisor) {}

    Result<Receipt> operator()(const StartEngine&) {
        m_supervisor.start();
        return Done{};
    }
    Result<Receipt> operator()(const StopEngine&) {
        m_supervisor.stop();
        return Done{};
    }
    Result<Receipt> operator()(const DrainEngine&) {
        m_supervisor.drain();
        return Done{};
    }
    Result<Receipt> operator()(const RestartEngine&) {
        m_supervisor.drain(true);
        return Done{};
    }
    Result<Receipt> operator()(const ReloadNow&) {
        m_supervisor.reloadFiles(true);
        return Done{};
    }
    Result<Receipt> operator()(const GetConfig& command) {
        const std::uint64_t present = m_supervisor.revision().number;
        if (command.revision == 0 || command.revision == present) return ConfigDocument{present, masked(*m_supervisor.revision().config), m_supervisor.store().overlaid()};
        const auto old = m_supervisor.store().revision(command.revision);
        if (!old) return fail(old.error());
        return ConfigDocument{command.revision, masked(*old)};
    }
    Result<Receipt> operator()(ApplyConfig& command) {
        if (command.config.journal.enabled && !m_supervisor.journal().present())
            if (const auto usable = m_supervisor.journal().checkKey(); !usable) return fail(usable.error());
        auto outcome = m_supervisor.store().apply(command.baseRevision, std::move(command.config), command.note, command.origin);
        if (const auto* error = std::get_if<Error>(&outcome)) return fail(*error);
        if (auto* rejected = std::get_if<ConfigRejected>(&outcome)) return std::move(*rejected);
        m_supervisor.takeRevision(command.note);
        return std::move(std::get<Applied>(outcome));
    }
    Result<Receipt> operator()(const ListRevisions&) { return RevisionList{m_supervisor.store().revisions()}; }
    Result<Receipt> operator()(const QueryTraffic& command) {
        return m_supervisor.traffic().query(command.afterId, std::min(command.limit, kMaxTraffic));
    }
    Result<Receipt> operator()(const QueryTimeline& command) { return Timeline{m_supervisor.timeline().between(command.from, command.to)}; }
    Result<Receipt> operator()(const QueryEvents& command) {
        return EventPage{m_supervisor.events().after(command.afterId, std::min(command.limit, kMaxEvents))};
    }
    Result<Receipt> operator()(const CreateKey& command) {
        auto created = m_supervisor.createKey(command.name);
        if (!created) return fail(created.error());
        return std::move(*created);
    }

    Result<Receipt> operator()(const QueryWordHits&) { return m_supervisor.words().hits().words(); }
    Result<Receipt> operator()(const CancelWords& command) {
        m_supervisor.words().cancel(command.draft);
        return Done{};
    }

private:
    Supervisor& m_supervisor;
};

/// Dialogues are read with the keys of their session, which the journal's thread has.
void beginDryRun(Supervisor& supervisor, DryRunWords command, const std::function<void(Result<Receipt>)>& done) {
    if (command.journalDays == 0) return supervisor.words().submit(DryRun{std::move(command), {}}, done);
    const SystemTime from = std::chrono::system_clock::now() - std::chrono::hours(24) * std::int64_t{command.journalDays};
    std::string session = std::exchange(command.session, {});
    supervisor.journalDesk().lend(std::move(session), [&words = supervisor.words(), from, command = std::move(command), done](Result<JournalLoan> loan) {
        if (!loan) return done(fail(loan.error()));
        words.submit(DryRun{command, journalTexts(std::move(*loan), from, command.direction)}, done);
    });
}

}  // namespace

void handleCommand(Supervisor& supervisor, Command command, const std::function<void(Result<Receipt>)>& done) {
    Handler handler(supervisor);
    std::visit(
        [&](auto& chosen) {
            using Chosen = std::remove_cvref_t<decltype(chosen)>;
            if constexpr (requires { handler(chosen); })
                done(handler(chosen));
            else if constexpr (std::is_same_v<Chosen, DryRunWords>)
                beginDryRun(supervisor, std::move(chosen), done);
            else if constexpr (isAboutJournal<Chosen>)
                supervisor.journalDesk().submit(std::move(chosen), done);
            else  // about words: answered by the words thread
                supervisor.words().submit(std::move(chosen), done);
        },
        command);
}

}  // namespace mirror::engine
