#include "ui/support/fake_engine.h"

#include <algorithm>

namespace mirror::test {

namespace {

class FakeSubscription : public Subscription {
public:
    explicit FakeSubscription(std::function<void()> end) : m_end(std::move(end)) {}
    ~FakeSubscription() override { m_end(); }

private:
    std::function<void()> m_end;
};

}  // namespace

FakeEngine::FakeEngine() {
    Snapshot first;
    first.sequence = 1;
    first.state = EngineState::stopped;
    first.version = "0.0.0";
    m_snapshot = std::make_shared<const Snapshot>(std::move(first));
}

void FakeEngine::submit(Command command, std::function<void(Result<Receipt>)> done) {
    commands.push_back(command);
    if (m_held) {
        m_waiting.push_back({std::move(command), std::move(done)});
        return;
    }
    done(answer(command));
}

void FakeEngine::release() {
    m_held = false;
    while (!m_waiting.empty()) {
        Waiting waiting = std::move(m_waiting.front());
        m_waiting.pop_front();
        waiting.done(answer(waiting.command));
    }
}

std::shared_ptr<const Snapshot> FakeEngine::snapshot() const {
    const std::lock_guard lock(m_mutex);
    return m_snapshot;
}

std::unique_ptr<Subscription> FakeEngine::onEvent(std::function<void(const Event&)> handler) {
    const int id = m_nextHandler++;
    m_handlers->emplace(id, std::move(handler));
    return std::make_unique<FakeSubscription>([handlers = m_handlers, id] { handlers->erase(id); });
}

void FakeEngine::publish(const std::function<void(Snapshot&)>& change) {
    Snapshot next = *snapshot();
    change(next);
    ++next.sequence;
    const std::lock_guard lock(m_mutex);
    m_snapshot = std::make_shared<const Snapshot>(std::move(next));
}

void FakeEngine::addTraffic(std::vector<TrafficRecord> records) {
    for (TrafficRecord& record : records) {
        record.id = traffic.empty() ? 1 : traffic.back().id + 1;
        traffic.push_back(std::move(record));
    }
    publish([this](Snapshot& s) { s.lastTrafficId = traffic.empty() ? 0 : traffic.back().id; });
}

void FakeEngine::addSeconds(const std::vector<SecondSample>& samples) {
    timeline.insert(timeline.end(), samples.begin(), samples.end());
    publish([this](Snapshot& s) {
        const auto count = static_cast<std::ptrdiff_t>(std::min<std::size_t>(timeline.size(), 15));
        s.recent.assign(timeline.end() - count, timeline.end());
    });
}

void FakeEngine::emitEvent(const Event& event) {
    const Handlers handlers = *m_handlers;
    for (const auto& [id, handler] : handlers) handler(event);
}

Result<Receipt> FakeEngine::answer(const Command& command) {
    auto& scripted = m_scripted[command.index()];
    if (!scripted.empty()) {
        Result<Receipt> next = std::move(scripted.front());
        scripted.pop_front();
        return next;
    }
    if (auto answered = words.answer(command)) return std::move(*answered);
    if (auto answered = journal.answer(command)) return std::move(*answered);
    if (const auto* query = std::get_if<GetConfig>(&command)) return answerConfig(*query);
    if (const auto* apply = std::get_if<ApplyConfig>(&command)) return answerApply(*apply);
    if (const auto* query = std::get_if<QueryTraffic>(&command)) return answerTraffic(*query);
    if (std::holds_alternative<ListRevisions>(command)) return Receipt(RevisionList{revisions});
    if (std::holds_alternative<QueryEvents>(command)) return Receipt(EventPage{});
    if (const auto* create = std::get_if<CreateKey>(&command)) return Receipt(CreatedKey{create->name, "sk-mirror-fake"});
    if (const auto* query = std::get_if<QueryTimeline>(&command)) {
        Timeline page;
        for (const SecondSample& sample : timeline)
            if (sample.second >= query->from && sample.second <= query->to) page.samples.push_back(sample);
        return Receipt(page);
    }
    return Receipt(Done{});
}

Result<Receipt> FakeEngine::answerConfig(const GetConfig& query) const {
    if (query.revision == 0 || query.revision == revision) return Receipt(ConfigDocument{revision, config});
    const auto found = olderConfigs.find(query.revision);
    if (found == olderConfigs.end()) return fail(ErrorCode::revisionUnknown, {std::to_string(query.revision)});
    return Receipt(ConfigDocument{query.revision, found->second});
}

Result<Receipt> FakeEngine::answerApply(const ApplyConfig& apply) {
    if (apply.baseRevision != revision) return fail(ErrorCode::configConflict, {std::to_string(revision)});
    olderConfigs[revision] = config;
    Applied applied;
    applied.changes = diffConfig(config, apply.config);
    config = apply.config;
    applied.revision = ++revision;
    revisions.insert(revisions.begin(), RevisionInfo{revision, std::chrono::system_clock::now(), apply.note, "console"});
    return Receipt(applied);
}

Result<Receipt> FakeEngine::answerTraffic(const QueryTraffic& query) const {
    TrafficPage page;
    page.firstAvailableId = traffic.empty() ? 0 : traffic.front().id;
    for (const TrafficRecord& record : traffic) {
        if (record.id <= query.afterId) continue;
        if (page.records.size() == query.limit) {
            page.more = true;
            break;
        }
        page.records.push_back(record);
    }
    return Receipt(page);
}

}  // namespace mirror::test
