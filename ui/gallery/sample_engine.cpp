#include "ui/gallery/sample_engine.h"

#include "ui/gallery/sample_data.h"

namespace mirror::ui {

namespace {

constexpr int kRecords = 400;
constexpr std::int64_t kGoesOn = 120;

std::int64_t secondsNow() {
    return std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch()).count();
}
constexpr std::uint64_t kRevision = 4;

void clearActivity(Snapshot& snapshot) {
    snapshot.workers.clear();
    snapshot.recent.clear();
    snapshot.connections = snapshot.activeRequests = snapshot.activeStreams = 0;
    snapshot.startedAt = {};
}

std::vector<RevisionInfo> revisions(std::int64_t now) {
    const SystemTime end{std::chrono::seconds(now)};
    using std::chrono::hours;
    return {{4, end - hours(3), "DeepSeek first, Qwen behind it", "console"},
            {3, end - hours(27), "", "file"},
            {2, end - hours(49), "给客服中心放宽超时", "console"},
            {1, end - hours(120), "", "first run"}};
}

}  // namespace

SampleEngine::SampleEngine(SampleState state, std::int64_t now)
    : m_isSilent(state == SampleState::silent), m_now(now), m_config(state == SampleState::empty ? defaultConfig() : sample::config()),
      m_words(state != SampleState::empty, SystemTime(std::chrono::seconds(now))),
      m_journal(state != SampleState::empty, SystemTime(std::chrono::seconds(now))) {
    if (state != SampleState::empty) {
        m_samples = sample::hour(now + kGoesOn);
        m_traffic = sample::traffic(now, kRecords);
    }
    Snapshot snapshot = sample::running(now, m_samples);
    snapshot.lastTrafficId = m_traffic.size();
    if (state != SampleState::empty) snapshot.words = sample::wordsStatus();
    snapshot.journal = m_journal.status();
    if (state == SampleState::empty) {
        clearActivity(snapshot);
        snapshot.startedAt = snapshot.time;
        snapshot.workers = {{0, WorkerState::running}, {1, WorkerState::running}};
    }
    if (state == SampleState::stopped || state == SampleState::failed) {
        clearActivity(snapshot);
        snapshot.state = state == SampleState::stopped ? EngineState::stopped : EngineState::failed;
    }
    if (state == SampleState::failed) {
        const Error inUse = makeError(ErrorCode::addressInUse, {"127.0.0.1:8080"});
        snapshot.failure = inUse;
        snapshot.listeners.front().error = inUse;
    }
    m_snapshot = std::move(snapshot);
}

std::shared_ptr<const Snapshot> SampleEngine::snapshot() const {
    const std::int64_t second = secondsNow();
    if (m_published != nullptr && m_published->sequence == static_cast<std::uint64_t>(second)) return m_published;
    Snapshot next = m_snapshot;
    next.sequence = static_cast<std::uint64_t>(second);
    next.time = SystemTime(std::chrono::seconds(second));
    next.recent.clear();
    if (next.state == EngineState::running)
        for (const SecondSample& sample : m_samples)
            if (sample.second < second && sample.second >= second - 15) next.recent.push_back(sample);
    m_published = std::make_shared<const Snapshot>(std::move(next));
    return m_published;
}

void SampleEngine::submit(Command command, std::function<void(Result<Receipt>)> done) {
    if (m_isSilent && std::holds_alternative<OpenWords>(command)) return;
    done(answer(command));
}

std::unique_ptr<Subscription> SampleEngine::onEvent(std::function<void(const Event&)>) { return std::make_unique<Subscription>(); }

std::vector<SecondSample> SampleEngine::past() const {
    std::vector<SecondSample> samples;
    const bool isRunning = m_snapshot.state == EngineState::running;
    const std::int64_t end = isRunning ? secondsNow() : m_now - 90;
    for (const SecondSample& sample : m_samples)
        if (sample.second < end) samples.push_back(sample);
    return samples;
}

Result<Receipt> SampleEngine::answer(const Command& command) const {
    if (const auto* query = std::get_if<GetConfig>(&command)) {
        Config older = m_config;
        if (query->revision != 0 && query->revision != kRevision) older.timeouts.firstToken = Milliseconds(15'000 + 5'000 * static_cast<int>(query->revision));
        return Receipt(ConfigDocument{query->revision == 0 ? kRevision : query->revision, older});
    }
    if (std::holds_alternative<ListRevisions>(command)) return Receipt(RevisionList{revisions(m_now)});
    if (std::holds_alternative<QueryTimeline>(command)) return Receipt(Timeline{past()});
    if (std::holds_alternative<QueryEvents>(command)) return Receipt(EventPage{});
    if (const auto* query = std::get_if<QueryTraffic>(&command)) {
        TrafficPage page;
        for (const TrafficRecord& record : m_traffic)
            if (record.id > query->afterId) page.records.push_back(record);
        return Receipt(page);
    }
    if (auto words = m_words.answer(command)) return std::move(*words);
    if (auto journal = m_journal.answer(command)) return std::move(*journal);
    return fail(ErrorCode::unsupported, {"sample"});
}

}  // namespace mirror::ui
