#include <algorithm>

#include "engine/journal_unlock.h"
#include "log/journal_verify.h"
#include "log/journal_view.h"
#include "proxycore/journal_tools.h"

namespace mirror {

namespace {

using engine::note;
using engine::unlock;
using engine::UnlockedJournal;

constexpr Milliseconds kTurn{100};
constexpr std::uint32_t kPage = 500;

/// Walks over the rows of a view and hands them over, with what they are made of.
class Reading {
public:
    Reading(log::JournalReader& reader, log::JournalView& view, bool withContents, const std::function<bool(const FoundDialogue&)>& take)
        : m_reader(reader), m_view(view), m_withContents(withContents), m_take(take) {}

    Result<JournalReading> run(JournalOrder order) {
        const std::atomic<bool> stop = false;
        while (!m_view.isComplete() && !m_isEnough) {
            if (const Result<void> worked = m_view.work(kTurn, stop); !worked) return fail(worked.error());
            if (order == JournalOrder::newestFirst)
                if (const Result<void> given = giveFound(); !given) return fail(given.error());
        }
        if (order == JournalOrder::oldestFirst)
            if (const Result<void> given = giveBackwards(); !given) return fail(given.error());
        m_done.isLimited = m_view.isLimited() || m_isEnough;
        m_done.problems.insert(m_done.problems.end(), m_view.problems().begin(), m_view.problems().end());
        return std::move(m_done);
    }

private:
    Result<void> giveFound() {
        while (m_given < m_view.end() && !m_isEnough) {
            const auto rows = m_view.rows(m_given, kPage);
            if (!rows) return fail(rows.error());
            if (rows->empty()) break;
            for (const JournalEntryRow& row : *rows) give(row);
            m_given += static_cast<std::int64_t>(rows->size());
        }
        return {};
    }

    Result<void> giveBackwards() {
        for (std::int64_t end = m_view.end(); end > 0 && !m_isEnough;) {
            const std::int64_t first = std::max<std::int64_t>(0, end - kPage);
            const auto rows = m_view.rows(first, static_cast<std::uint32_t>(end - first));
            if (!rows) return fail(rows.error());
            for (auto row = rows->rbegin(); row != rows->rend(); ++row) give(*row);
            end = first;
        }
        return {};
    }

    void give(const JournalEntryRow& row) {
        if (m_isEnough) return;
        FoundDialogue found{.row = row, .request = {}, .answer = {}};
        if (m_withContents && !readContents(found)) return;
        ++m_done.dialogues;
        m_isEnough = !m_take(found);
    }

    /// What cannot be read is a problem of that one: the others are still wanted.
    bool readContents(FoundDialogue& found) {
        auto parts = m_reader.dialogue(found.row.request, found.row.answer);
        if (parts) {
            found.request = std::move(parts->request);
            found.answer = std::move(parts->answer);
            return true;
        }
        const JournalPlace& place = found.row.request.segment != 0 ? found.row.request : found.row.answer;
        if (m_done.problems.size() < 100) m_done.problems.push_back({JournalFlaw::unreadable, place.segment, place.record, describe(parts.error())});
        return false;
    }

    log::JournalReader& m_reader;
    log::JournalView& m_view;
    bool m_withContents;
    const std::function<bool(const FoundDialogue&)>& m_take;
    JournalReading m_done;
    std::int64_t m_given = 0;
    bool m_isEnough = false;
};

}  // namespace

Result<JournalReport> verifyJournalFiles(const JournalProfile& profile, std::string& passphrase, const JournalRange& range, const std::function<void(std::uint32_t)>& progress,
                                         const std::atomic<bool>& stop) {
    const crypto::Secret secret = engine::taken(passphrase);
    const Result<UnlockedJournal> journal = unlock(profile, secret);
    if (!journal) return fail(journal.error());
    const Result<JournalConfig> config = engine::journalConfig(profile, journal->profile.paths);
    if (!config) return fail(config.error());
    if (const Result<void> noted = note(journal->profile, "verify", {}); !noted) return fail(noted.error());
    const log::VerifyOptions options{.folder = journal->profile.paths.journal(), .anchorFile = config->anchorFile, .from = range.from, .to = range.to};
    return log::verifyJournal(options, journal->keys, progress, stop);
}

Result<JournalReading> readJournal(const JournalProfile& profile, std::string& passphrase, const JournalFind& find, JournalOrder order, bool withContents,
                                   const std::function<bool(const FoundDialogue&)>& take) {
    const crypto::Secret secret = engine::taken(passphrase);
    const Result<UnlockedJournal> journal = unlock(profile, secret);
    if (!journal) return fail(journal.error());
    if (const Result<void> noted = note(journal->profile, withContents ? "export" : "unlock", withContents ? "dialogues" : journal->file.current().id); !noted) return fail(noted.error());
    log::JournalReader reader(journal->profile.paths.journal(), journal->keys);
    log::JournalView view(reader, {.from = find.range.from,
                                   .to = find.range.to,
                                   .text = find.text,
                                   .requestId = find.requestId,
                                   .keyName = find.keyName,
                                   .model = find.model,
                                   .outcomes = {},
                                   .limit = find.limit});
    return Reading(reader, view, withContents, take).run(order);
}

}  // namespace mirror
