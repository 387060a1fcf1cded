#pragma once
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <vector>

#include "proxycore/api/engine.h"
#include "ui/support/fake_journal.h"
#include "ui/support/fake_words.h"

namespace mirror::test {

/// An Engine whose every answer the test writes. Commands are recorded and answered at once on the caller's thread, unless
/// held; queries are answered from `timeline`, `traffic`, `words` and `journal`.
class FakeEngine : public Engine {
public:
    FakeEngine();

    void submit(Command command, std::function<void(Result<Receipt>)> done) override;
    std::shared_ptr<const Snapshot> snapshot() const override;
    std::unique_ptr<Subscription> onEvent(std::function<void(const Event&)> handler) override;

    /// Publishes a changed snapshot with the next sequence number.
    void publish(const std::function<void(Snapshot&)>& change);
    /// Adds finished requests (ids are given in order) and publishes the new lastTrafficId.
    void addTraffic(std::vector<TrafficRecord> records);
    /// Adds seconds to the history and, the last 15 of it, to the snapshot.
    void addSeconds(const std::vector<SecondSample>& samples);
    /// Calls every living subscription on the calling thread.
    void emitEvent(const Event& event);

    /// The next command of this kind is answered so instead.
    template <class CommandKind>
    void answerNext(Result<Receipt> answer) {
        m_scripted[Command(CommandKind{}).index()].push_back(std::move(answer));
    }
    /// While held, commands are recorded but not answered; release() answers them in order.
    void hold() { m_held = true; }
    void release();

    /// Everything that was submitted, oldest first.
    std::vector<Command> commands;
    /// The commands of one kind.
    template <class CommandKind>
    std::vector<CommandKind> sent() const {
        std::vector<CommandKind> found;
        for (const Command& command : commands)
            if (const auto* match = std::get_if<CommandKind>(&command)) found.push_back(*match);
        return found;
    }
    std::size_t subscriptions() const { return m_handlers->size(); }

    Config config;
    std::uint64_t revision = 1;
    std::vector<RevisionInfo> revisions;
    std::map<std::uint64_t, Config> olderConfigs;
    std::vector<SecondSample> timeline;
    std::vector<TrafficRecord> traffic;
    FakeWords words;
    FakeJournal journal;

private:
    struct Waiting {
        Command command;
        std::function<void(Result<Receipt>)> done;
    };
    using Handlers = std::map<int, std::function<void(const Event&)>>;
    Result<Receipt> answer(const Command& command);
    Result<Receipt> answerConfig(const GetConfig& query) const;
    Result<Receipt> answerApply(const ApplyConfig& apply);
    Result<Receipt> answerTraffic(const QueryTraffic& query) const;

    mutable std::mutex m_mutex;
    std::shared_ptr<const Snapshot> m_snapshot;
    std::shared_ptr<Handlers> m_handlers = std::make_shared<Handlers>();
    int m_nextHandler = 0;
    bool m_held = false;
    std::deque<Waiting> m_waiting;
    std::map<std::size_t, std::deque<Result<Receipt>>> m_scripted;
};

}  // namespace mirror::test
