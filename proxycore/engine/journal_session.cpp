#include "engine/journal_session.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "crypto/base64url.h"
#include "engine/dialogue_view.h"
#include "engine/journal_export.h"
#include "engine/journal_verification.h"
#include "log/value_sealer.h"

namespace mirror::engine {

namespace {

constexpr std::uint32_t kMaxRows = 1'000;
const std::atomic<bool> kNeverStopped{false};

log::JournalQuery queryOf(const OpenJournalView& command) {
    return {command.from, command.to, command.text, command.requestId, command.keyName, command.model, command.outcomes, command.limit};
}

/// Values that were masked have names that tell their kind: "[PHONE_2]".
Result<std::string> valueIn(log::ValueSealer& sealer, const std::string& sealed, const std::string& name) {
    if (sealed.empty()) return fail(ErrorCode::unsupported, {"values were not kept (journal.keep_values)"});
    auto opened = sealer.open(sealed);
    if (!opened) return fail(opened.error());
    const nlohmann::json values = nlohmann::json::parse(*opened, nullptr, false);
    crypto::wipe(*opened);
    if (!values.is_object() || !values.contains(name) || !values[name].is_string()) return fail(ErrorCode::notFound, {name});
    return values[name].get<std::string>();
}

using Places = std::vector<JournalExportJob::Place>;

Result<Places> allPlaces(log::JournalView& rows) {
    Places places;
    if (static_cast<std::size_t>(rows.end() - rows.first()) > JournalExportJob::kMaxDialogues) return fail(ErrorCode::bodyTooLarge, {}, "more than 500,000 dialogues; choose fewer");
    for (std::int64_t at = rows.first(); at < rows.end(); at += kMaxRows) {
        const auto some = rows.rows(at, kMaxRows);
        if (!some) return fail(some.error());
        for (const JournalEntryRow& row : *some) places.push_back({row.request, row.answer});
    }
    return places;
}

Result<Places> placesAt(log::JournalView& rows, const std::vector<std::int64_t>& positions) {
    Places places;
    for (const std::int64_t position : positions) {
        const auto row = rows.rows(position, 1);
        if (!row) return fail(row.error());
        if (row->empty() || row->front().position != position) return fail(ErrorCode::notFound, {"row " + std::to_string(position)});
        places.push_back({row->front().request, row->front().answer});
    }
    return places;
}

}  // namespace

struct JournalSession::View {
    View(log::JournalReader& reader, const OpenJournalView& command) : rows(reader, queryOf(command)), isSearch(!command.text.empty()), isOpenEnded(command.to == SystemTime{}) {}
    log::JournalView rows;
    bool isSearch;
    bool isOpenEnded;
    bool isStopped = false;
    std::optional<Error> error;
    std::uint64_t used = 0;
    bool hasWork() const { return !isStopped && !error && !rows.isComplete(); }
    /// Written since: looked at when asked for, and not by itself.
    bool follows() const { return isOpenEnded && !isStopped && !error && rows.isComplete(); }
};

JournalSession::JournalSession(std::filesystem::path folder, log::JournalPrivateKeys keys) : m_keys(std::make_shared<log::JournalPrivateKeys>(std::move(keys))), m_reader(std::move(folder), *m_keys) {}

JournalSession::~JournalSession() {
    m_isEnded->store(true);
    if (m_job) m_job->stop();
}

JournalSession::View* JournalSession::find(std::uint64_t id) {
    const auto found = m_views.find(id);
    if (found == m_views.end()) return nullptr;
    found->second->used = ++m_uses;
    return found->second.get();
}

Result<JournalView> JournalSession::open(const OpenJournalView& command) {
    if (m_views.size() >= kMaxViews) {
        const auto oldest = std::min_element(m_views.begin(), m_views.end(), [](const auto& a, const auto& b) { return a.second->used < b.second->used; });
        m_views.erase(oldest);
    }
    auto view = std::make_unique<View>(m_reader, command);
    view->used = ++m_uses;
    m_views.emplace(++m_lastView, std::move(view));
    return JournalView{m_lastView};
}

Result<JournalPage> JournalSession::query(const QueryJournal& command) {
    View* view = find(command.view);
    if (!view) return fail(ErrorCode::notFound, {"view " + std::to_string(command.view)});
    if (view->follows()) {
        if (auto followed = view->rows.work(Milliseconds(20), kNeverStopped); !followed) view->error = followed.error();
    }
    if (view->error) return fail(*view->error);
    JournalPage page;
    page.first = view->rows.first();
    page.end = view->rows.end();
    auto rows = view->rows.rows(std::max(command.first, page.first), std::min(command.count, kMaxRows));
    if (!rows) return fail(rows.error());
    page.rows = std::move(*rows);
    page.isComplete = view->isStopped || view->rows.isComplete();
    page.isStopped = (view->isStopped && !view->rows.isComplete()) || view->rows.isLimited();
    page.looked = view->rows.looked();
    page.expected = view->rows.expected();
    page.problems = view->rows.problems();
    return page;
}

Result<void> JournalSession::stop(std::uint64_t id) {
    if (id == 0) {
        if (m_job) m_job->stop();
        m_job.reset();
        return {};
    }
    View* view = find(id);
    if (!view) return fail(ErrorCode::notFound, {"view " + std::to_string(id)});
    view->isStopped = true;
    return {};
}

void JournalSession::close(std::uint64_t view) { m_views.erase(view); }

Result<Dialogue> JournalSession::read(const ReadDialogue& command) {
    auto parts = m_reader.dialogue(command.request, command.answer);
    if (!parts) return fail(parts.error());
    Dialogue dialogue;
    dialogue.row.request = command.request;
    dialogue.row.answer = command.answer;
    dialogue.row.row = parts->row;
    if (!parts->request.empty()) showRequest(parts->request, dialogue);
    if (!parts->answer.empty()) showAnswer(parts->answer, dialogue);
    return dialogue;
}

Result<std::string> JournalSession::reveal(JournalPlace place, const std::string& name) {
    auto record = m_reader.record(place);
    if (!record) return fail(record.error());
    const std::string sealed(record->values);
    auto key = m_reader.valuesKey(place.segment);
    if (!key) return fail(key.error());
    log::ValueSealer sealer(*key);
    return valueIn(sealer, sealed, name);
}

Result<std::string> JournalSession::segmentKey(std::uint32_t segment) {
    auto key = m_reader.fernetKey(segment);
    if (!key) return fail(key.error());
    std::string text;
    crypto::appendBase64Url(text, key->view());
    return text;
}

void JournalSession::begin(std::unique_ptr<JournalJob> job) {
    if (m_job) m_job->stop();
    m_job = std::move(job);
}

Result<void> JournalSession::beginExport(const ExportJournal& command, JournalAnswer done) {
    View* view = find(command.view);
    if (!view) return fail(ErrorCode::notFound, {"view " + std::to_string(command.view)});
    auto places = command.positions.empty() ? allPlaces(view->rows) : placesAt(view->rows, command.positions);
    if (!places) return fail(places.error());
    begin(std::make_unique<JournalExportJob>(m_reader, std::move(*places), command.format, std::move(done)));
    return {};
}

void JournalSession::beginVerification(const VerifyJournal& command, const std::filesystem::path& anchorFile, JournalAnswer done) {
    log::VerifyOptions options;
    options.folder = m_reader.folder();
    options.anchorFile = anchorFile;
    options.from = command.from;
    options.to = command.to;
    begin(std::make_unique<JournalVerification>(std::move(options), m_reader.keys(), std::move(done)));
}

bool JournalSession::work(Milliseconds budget) {
    if (m_job) {
        if (!m_job->work(budget)) m_job.reset();
        return true;
    }
    for (auto& [id, view] : m_views) {
        if (!view->hasWork()) continue;
        if (auto worked = view->rows.work(budget, kNeverStopped); !worked) view->error = worked.error();
        return true;
    }
    return false;
}

JournalSession::Progress JournalSession::progress() const {
    if (m_job) return {m_job->task(), 0, m_job->permille()};
    for (const auto& [id, view] : m_views) {
        if (!view->hasWork()) continue;
        const std::uint64_t expected = std::max<std::uint64_t>(view->rows.expected(), 1);
        return {view->isSearch ? JournalTask::search : JournalTask::open, id, static_cast<std::uint32_t>(std::min<std::uint64_t>(view->rows.looked() * 1000 / expected, 1000))};
    }
    return {};
}

}  // namespace mirror::engine
