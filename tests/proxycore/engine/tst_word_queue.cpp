#include "engine/word_queue.h"

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <future>
#include <vector>

#include "support/run_test.h"

using namespace mirror;
using namespace mirror::engine;

namespace {

/// Work that stays until it is let go, or cancelled.
struct Held {
    std::promise<void> begun;
    std::atomic<bool> goOn = false;
    WordQueue::Work work() {
        return [this](WordQueue::Ticket& ticket) {
            begun.set_value();
            while (!goOn && !ticket.isCancelled) std::this_thread::yield();
        };
    }
};

}  // namespace

/// The words thread by itself.
class TstWordQueue : public QObject {
    Q_OBJECT
private slots:
    void workIsDoneOneAfterTheOtherInItsOrder() {
        std::vector<int> order;
        {
            WordQueue queue;
            for (int i = 0; i < 50; ++i) QVERIFY(queue.add(WordsTask::none, 1, [&order, i](WordQueue::Ticket&) { order.push_back(i); }));
            std::promise<void> last;
            queue.addOwn(WordsTask::none, [&](WordQueue::Ticket&) { last.set_value(); });
            last.get_future().wait();
        }
        QCOMPARE(order.size(), 50u);
        QVERIFY(std::is_sorted(order.begin(), order.end()));
    }
    void requestsComeFirst() {
        const auto niceness = [] { return ::getpriority(PRIO_PROCESS, static_cast<id_t>(::gettid())); };
        const int ours = niceness();
        WordQueue queue;
        std::promise<int> its;
        queue.addOwn(WordsTask::none, [&](WordQueue::Ticket&) { its.set_value(niceness()); });
        QCOMPARE(its.get_future().get(), std::min(ours + 10, 19));
        QCOMPARE(niceness(), ours);
    }
    void whatRunsIsToldWithItsProgress() {
        Held held;
        WordQueue queue;
        QVERIFY(!queue.running());
        QVERIFY(queue.add(WordsTask::import, 7, [&](WordQueue::Ticket& ticket) {
            ticket.progress().tell(1, 4);
            held.work()(ticket);
        }));
        held.begun.get_future().wait();
        const auto running = queue.running();
        QVERIFY(running && running->task == WordsTask::import && running->draft == 7);
        QCOMPARE(running->permille, 250u);
        held.goOn = true;
    }
    void cancellingReachesWhatRunsAndWaitsForADraftAndNothingElse() {
        Held running, other;
        WordQueue queue;
        std::atomic<bool> waitingWasCancelled = false, otherWasCancelled = true, shortWasCancelled = true;
        QVERIFY(queue.add(WordsTask::dryRun, 3, running.work()));
        running.begun.get_future().wait();
        QVERIFY(queue.add(WordsTask::import, 3, [&](WordQueue::Ticket& ticket) { waitingWasCancelled = ticket.isCancelled.load(); }));
        QVERIFY(queue.add(WordsTask::none, 3, [&](WordQueue::Ticket& ticket) { shortWasCancelled = ticket.isCancelled.load(); }));
        QVERIFY(queue.add(WordsTask::import, 4, [&](WordQueue::Ticket& ticket) { otherWasCancelled = ticket.isCancelled.load(); }));
        queue.cancel(3);
        std::promise<void> last;
        queue.addOwn(WordsTask::none, [&](WordQueue::Ticket&) { last.set_value(); });
        last.get_future().wait();
        QVERIFY(waitingWasCancelled && !otherWasCancelled && !shortWasCancelled);
    }
    void nobodyCancelsTheEnginesOwnWork() {
        Held before;
        WordQueue queue;
        QVERIFY(queue.add(WordsTask::none, 1, before.work()));
        before.begun.get_future().wait();
        std::promise<bool> wasCancelled;
        queue.addOwn(WordsTask::compile, [&](WordQueue::Ticket& ticket) { wasCancelled.set_value(ticket.isCancelled); });
        queue.cancel(0);
        before.goOn = true;
        QVERIFY(!wasCancelled.get_future().get());
    }
    void onlySoMuchWaits() {
        Held held;
        WordQueue queue;
        const auto nothing = [](WordQueue::Ticket&) {};
        QVERIFY(queue.add(WordsTask::none, 1, held.work()));
        held.begun.get_future().wait();
        for (std::size_t i = 0; i < WordQueue::kMaxWaitingImports; ++i) QVERIFY(queue.add(WordsTask::import, 1, nothing));
        QVERIFY(!queue.add(WordsTask::import, 2, nothing));
        for (std::size_t i = WordQueue::kMaxWaitingImports; i < WordQueue::kMaxWaiting; ++i) QVERIFY(queue.add(WordsTask::none, 1, nothing));
        QVERIFY(!queue.add(WordsTask::none, 1, nothing));
        std::promise<void> own;
        queue.addOwn(WordsTask::compile, [&](WordQueue::Ticket&) { own.set_value(); });  // always taken
        held.goOn = true;
        own.get_future().wait();
        QVERIFY(queue.add(WordsTask::import, 2, nothing));
    }
    void itsEndStopsWhatRunsAndStillRunsWhatWaitsCancelled() {
        Held held;
        std::vector<bool> cancelled;
        {
            WordQueue queue;
            QVERIFY(queue.add(WordsTask::import, 1, held.work()));
            held.begun.get_future().wait();
            for (int i = 0; i < 3; ++i) QVERIFY(queue.add(WordsTask::none, 1, [&](WordQueue::Ticket& ticket) { cancelled.push_back(ticket.isCancelled); }));
        }
        QCOMPARE(cancelled, std::vector<bool>(3, true));
    }
};

MIRROR_TEST(TstWordQueue, tst_word_queue)
#include "tst_word_queue.moc"
