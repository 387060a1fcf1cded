#include "engine/word_desk.h"

#include <atomic>

#include "proxycore/engine/words_kit.h"
#include "support/run_test.h"
#include "support/test_loop.h"

using namespace mirror;
using namespace mirror::engine;
using namespace mirror::test;

namespace {

/// A desk on this thread's reactor, and what it tells.
struct Room {
    explicit Room(WordFolder& words) : folder(words), events(std::make_shared<EventBus>()) { restart(); }
    void restart() {
        desk.reset();
        desk = std::make_unique<WordDesk>(loop.reactor(), folder.path(), *events, [this] { ++given; });
    }
    template <class Command>
    std::optional<Result<Receipt>> ask(Command command) {
        auto answer = std::make_shared<Locked>();
        desk->submit(std::move(command), [answer](Result<Receipt> receipt) { answer->set(std::move(receipt)); });
        loop.turnUntil([&] { return answer->isSet(); });
        return answer->take();
    }
    template <class R, class Command>
    R get(Command command) {
        auto receipt = ask(std::move(command));
        return receipt && *receipt && std::holds_alternative<R>(**receipt) ? std::get<R>(std::move(**receipt)) : R{};
    }
    int told(EventKind kind) const {
        const auto all = events->after(0, 100);
        return static_cast<int>(std::count_if(all.begin(), all.end(), [&](const Event& event) { return event.kind == kind; }));
    }
    std::uint64_t revision() const { return desk->rules() ? desk->rules()->revision() : 0; }
    bool comesIntoForce(std::uint64_t number) {
        return loop.turnUntil([&] {
            desk->look();
            return revision() == number;
        });
    }
    bool blocks(std::string_view text) const {
        filter::ScanRoom room;
        std::vector<filter::Hit> hits;
        desk->rules()->scan(text, WordScope::input, room, hits);
        return !hits.empty();
    }

    struct Locked {
        void set(Result<Receipt> receipt) {
            const std::lock_guard lock(mutex);
            value = std::move(receipt);
        }
        bool isSet() {
            const std::lock_guard lock(mutex);
            return value.has_value();
        }
        std::optional<Result<Receipt>> take() {
            const std::lock_guard lock(mutex);
            return std::move(value);
        }
        std::mutex mutex;
        std::optional<Result<Receipt>> value;
    };

    WordFolder& folder;
    TestLoop loop;
    std::shared_ptr<EventBus> events;
    int given = 0;
    std::unique_ptr<WordDesk> desk;
};

ImportWords bigImport(std::uint64_t draft, std::size_t words) {
    ImportWords command;
    command.draft = draft;
    command.fileName = "big.txt";
    for (std::size_t i = 0; i < words; ++i) command.content += "词条" + std::to_string(i) + "\n";
    command.defaults.list = 1;
    command.commit = true;
    return command;
}

}  // namespace

/// Which rules are in force, and the door to the words thread.
class TstWordDesk : public QObject {
    Q_OBJECT
private slots:
    void theNewestRevisionFilters() {
        WordFolder folder;
        folder.put({entry(1, "大麻")});
        folder.put({entry(1, "大麻"), entry(2, "象牙")});
        Room room(folder);
        QVERIFY(!room.desk->rules());
        QVERIFY(room.desk->open({}).has_value());
        QCOMPARE(room.revision(), 2u);
        QVERIFY(room.loop.turnUntil([&] { return room.desk->status().task == WordsTask::none; }));
        const WordsStatus status = room.desk->status();
        QVERIFY(status.state == WordsState::active && status.revision == 2 && status.words == 2 && status.matcherBytes.value > 0 && !status.error);
        QVERIFY(room.desk->open({}).has_value());  // nothing more to do
    }
    void whatIsAppliedIsInForceWhenTheAnswerComes() {
        WordFolder folder;
        folder.put({entry(1, "大麻")});
        Room room(folder);
        QVERIFY(room.desk->open({}).has_value());
        const std::uint64_t draft = room.get<WordDraft>(OpenWords{}).draft;
        QVERIFY(room.get<WordsEdited>(EditWords{draft, {.put = {entry(2, "象牙")}, .remove = {}, .putLists = {}, .removeLists = {}}}).problems.empty());
        QCOMPARE(room.get<WordsApplied>(ApplyWords{draft, "note"}).revision, 2u);
        QVERIFY(room.blocks("象牙"));
        QCOMPARE(room.given, 1);
        room.desk->look();  // its own revision is no news
        QVERIFY(room.ask(ListWordRevisions{}).has_value());
        room.loop.settle();
        QCOMPARE(room.given, 1);
        QCOMPARE(room.told(EventKind::wordsApplied), 1);
        const Event event = room.events->after(0, 10).back();
        QCOMPARE(event.args, (std::vector<std::string>{"2", "note"}));
    }
    void theRevisionOfAnotherProgramIsTaken() {
        WordFolder folder;
        folder.put({entry(1, "大麻")});
        Room room(folder);
        QVERIFY(room.desk->open({}).has_value());
        folder.put({entry(2, "象牙")}, "by hand");
        QVERIFY(room.comesIntoForce(2));
        QVERIFY(room.blocks("象牙") && !room.blocks("大麻"));
        QCOMPARE(room.events->after(0, 10).back().args, (std::vector<std::string>{"2", "by hand"}));
        folder.put({entry(3, "犀角")});
        folder.put({entry(4, "鹿茸")});
        QVERIFY(room.comesIntoForce(4));
    }
    void aDamagedOneOfAnotherProgramLeavesTheRulesAndIsTold() {
        WordFolder folder;
        folder.put({entry(1, "大麻")});
        Room room(folder);
        QVERIFY(room.desk->open({}).has_value());
        const auto whole = folder.put({entry(2, "象牙")});
        const auto copy = folder.path() / "copy";
        std::filesystem::copy_file(folder.store().file(whole), copy);
        folder.damage(2);
        QVERIFY(room.loop.turnUntil([&] {
            room.desk->look();
            return room.desk->status().error.has_value();
        }));
        QCOMPARE(room.revision(), 1u);
        QVERIFY(room.loop.turnUntil([&] { return room.desk->status().state == WordsState::failed; }));
        QCOMPARE(room.told(EventKind::wordsRejected), 1);
        room.desk->look();
        QVERIFY(room.ask(ListWordRevisions{}).has_value());
        QCOMPARE(room.told(EventKind::wordsRejected), 1);  // told once
        // mended and asked for: taken
        std::filesystem::rename(copy, folder.store().file(2));
        room.desk->look(true);
        QVERIFY(room.loop.turnUntil([&] { return room.revision() == 2; }));
        QVERIFY(!room.desk->status().error);
    }
    void takingADamagedRevisionAwayMendsIt() {
        WordFolder folder;
        folder.put({entry(1, "大麻")});
        folder.put({entry(2, "象牙")});
        folder.damage(2);
        Room room(folder);
        QVERIFY(room.desk->open({}).has_value());
        QCOMPARE(room.revision(), 1u);
        QVERIFY(room.desk->status().error);
        QCOMPARE(room.told(EventKind::wordsRejected), 1);
        std::filesystem::remove(folder.store().file(2));
        room.desk->look();
        QVERIFY(!room.desk->status().error);
        QCOMPARE(folder.put({entry(3, "犀角")}), 2u);  // the number is used again
        QVERIFY(room.comesIntoForce(2));
        QVERIFY(room.blocks("犀角"));
    }
    void withNoneToReadThereAreNoRules() {
        WordFolder folder;
        folder.put({entry(1, "大麻")});
        folder.damage(1);
        Room room(folder);
        const auto opened = room.desk->open({});
        QVERIFY(!opened && opened.error().code == ErrorCode::fileRead);
        QVERIFY(!room.desk->rules());
        QVERIFY(room.loop.turnUntil([&] { return room.desk->status().state == WordsState::failed; }));  // not before the words thread is done
        room.desk->look();
        room.desk->setConfig({});
        QVERIFY(!room.desk->rules());
    }
    void otherStepsOfFoldingMakeTheRulesAnew() {
        WordFolder folder;
        folder.put({entry(1, "大麻")});
        Room room(folder);
        QVERIFY(room.desk->open({}).has_value());
        QVERIFY(room.blocks("大 麻"));
        FilterConfig config;
        config.foldSeparators = false;
        room.desk->setConfig(config);
        QVERIFY(room.loop.turnUntil([&] { return room.given == 1; }));
        QVERIFY(!room.blocks("大 麻") && room.blocks("大麻"));
        QCOMPARE(room.desk->rules()->steps(), filter::stepsOf(config));
        room.desk->setConfig(config);
        QVERIFY(room.ask(ListWordRevisions{}).has_value());
        QCOMPARE(room.given, 1);
        // to and fro before the first is done: the last counts
        room.desk->setConfig({});
        room.desk->setConfig(config);
        room.desk->setConfig({});
        QVERIFY(room.ask(ListWordRevisions{}).has_value());
        QVERIFY(room.loop.turnUntil([&] { return room.blocks("大 麻"); }));
        room.loop.settle();
        QCOMPARE(room.desk->rules()->steps(), kAllFoldSteps);
    }
    /// Made under the old steps while the new ones wait their turn.
    void aRevisionAppliedMeanwhileHasTheNewStepsInTheEnd() {
        WordFolder folder;
        folder.put({entry(1, "大麻")});
        Room room(folder);
        QVERIFY(room.desk->open({}).has_value());
        const std::uint64_t draft = room.get<WordDraft>(OpenWords{}).draft;
        FilterConfig config;
        config.foldSeparators = false;
        auto answered = std::make_shared<std::atomic<bool>>(false);
        room.desk->submit(EditWords{draft, {.put = {entry(2, "象牙")}, .remove = {}, .putLists = {}, .removeLists = {}}}, [](const Result<Receipt>&) {});
        room.desk->submit(ApplyWords{draft}, [answered](const Result<Receipt>&) { *answered = true; });
        room.desk->setConfig(config);
        QVERIFY(room.loop.turnUntil([&] { return answered->load() && room.desk->rules()->steps() == filter::stepsOf(config); }));
        QCOMPARE(room.revision(), 2u);
        QVERIFY(room.blocks("象牙") && !room.blocks("象 牙"));
    }
    void nobodyCancelsTheTakingOfARevision() {
        WordFolder folder;
        folder.put({entry(1, "大麻")});
        Room room(folder);
        QVERIFY(room.desk->open({}).has_value());
        folder.put({entry(2, "象牙")});
        room.desk->look();
        room.desk->cancel(0);
        QVERIFY(room.comesIntoForce(2));
    }
    void aLongImportIsToldAndCanBeCancelled() {
        WordFolder folder;
        folder.put({entry(1, "大麻")});
        Room room(folder);
        QVERIFY(room.desk->open({}).has_value());
        const std::uint64_t draft = room.get<WordDraft>(OpenWords{}).draft;
        auto answer = std::make_shared<Room::Locked>();
        room.desk->submit(bigImport(draft, 300'000), [answer](Result<Receipt> receipt) { answer->set(std::move(receipt)); });
        QVERIFY(room.loop.turnUntil([&] { return room.desk->status().task == WordsTask::import || answer->isSet(); }));
        QCOMPARE(room.desk->status().taskDraft, draft);
        room.desk->cancel(draft);
        QVERIFY(room.loop.turnUntil([&] { return answer->isSet(); }));
        const auto receipt = answer->take();
        QVERIFY(receipt && !*receipt && receipt->error().code == ErrorCode::cancelled);
        QCOMPARE(room.get<WordPage>(QueryWords{draft}).words.size(), 1u);
    }
    void itsEndIsPromptAndEverybodyIsAnswered() {
        WordFolder folder;
        folder.put({entry(1, "大麻")});
        Room room(folder);
        QVERIFY(room.desk->open({}).has_value());
        const std::uint64_t draft = room.get<WordDraft>(OpenWords{}).draft;
        auto answers = std::make_shared<std::atomic<int>>(0);
        auto cancelled = std::make_shared<std::atomic<int>>(0);
        const auto count = [answers, cancelled](const Result<Receipt>& receipt) {
            if (!receipt && receipt.error().code == ErrorCode::cancelled) ++*cancelled;
            ++*answers;
        };
        room.desk->submit(bigImport(draft, 300'000), count);
        room.desk->submit(ApplyWords{draft}, count);
        room.desk->submit(QueryWords{draft}, count);
        const auto begun = std::chrono::steady_clock::now();
        room.desk.reset();
        const auto took = std::chrono::steady_clock::now() - begun;
        QVERIFY2(took < std::chrono::milliseconds(1'500), qPrintable(QString::number(std::chrono::duration<double>(took).count())));
        QCOMPARE(answers->load(), 3);
        QCOMPARE(cancelled->load(), 3);
        QCOMPARE(folder.store().newest(), 1u);
        QVERIFY(folder.store().load(1).has_value());
    }
    /// The control thread ends while a revision is made: it is on the disk, so whoever asked is told so.
    void whatWasAppliedAtTheEndIsAnsweredToo() {
        WordFolder folder;
        folder.put({entry(1, "大麻")});
        Room room(folder);
        QVERIFY(room.desk->open({}).has_value());
        const std::uint64_t draft = room.get<WordDraft>(OpenWords{}).draft;
        auto applied = std::make_shared<Room::Locked>();
        auto after = std::make_shared<Room::Locked>();
        room.desk->submit(EditWords{draft, {.put = {entry(2, "象牙")}, .remove = {}, .putLists = {}, .removeLists = {}}}, [](const Result<Receipt>&) {});
        room.desk->submit(ApplyWords{draft}, [applied](Result<Receipt> receipt) { applied->set(std::move(receipt)); });
        room.desk->submit(ListWordRevisions{}, [after](Result<Receipt> receipt) { after->set(std::move(receipt)); });
        while (!after->isSet()) std::this_thread::yield();  // the words thread has done it, the control thread does not turn
        QVERIFY(!applied->isSet());
        room.desk.reset();
        const auto receipt = applied->take();
        QVERIFY(receipt && *receipt && std::get<WordsApplied>(**receipt).revision == 2);
        QCOMPARE(folder.store().newest(), 2u);
        room.loop.settle();  // what was posted comes too late and touches nothing
    }
    void tooManyCommandsAreRefusedAtOnce() {
        WordFolder folder;
        folder.put({entry(1, "大麻")});
        Room room(folder);
        QVERIFY(room.desk->open({}).has_value());
        auto refused = std::make_shared<std::atomic<int>>(0);
        auto answers = std::make_shared<std::atomic<int>>(0);
        const auto count = [=](const Result<Receipt>& receipt) {
            if (!receipt && !receipt.error().cause.empty()) ++*refused;
            ++*answers;
        };
        const std::uint64_t draft = room.get<WordDraft>(OpenWords{}).draft;
        room.desk->submit(bigImport(draft, 200'000), count);
        for (int i = 0; i < 150; ++i) room.desk->submit(ListWordRevisions{}, count);
        QVERIFY(refused->load() >= 49);
        room.desk->cancel(draft);
        QVERIFY(room.loop.turnUntil([&] { return answers->load() == 151; }));
    }
};

MIRROR_TEST(TstWordDesk, tst_word_desk)
#include "tst_word_desk.moc"
