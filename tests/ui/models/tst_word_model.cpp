#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QSignalSpy>
#include <random>

#include "support/run_test.h"
#include "ui/link/engine_link.h"
#include "ui/models/draft_of_words.h"
#include "ui/models/word_model.h"
#include "ui/support/fake_engine.h"

using namespace mirror;
using namespace mirror::ui;

class WordModelTest : public QObject {
    Q_OBJECT
    struct Bench {
        explicit Bench(std::size_t count) {
            engine->words.fill(count);
            engine->publish([](Snapshot& s) { s.words.revision = 1; });
            link = std::make_unique<EngineLink>(engine);
            draft = std::make_unique<DraftOfWords>(*link);
            model = std::make_unique<WordModel>(*draft);
            draft->open();
        }
        bool isReady() const { return draft->state() == DraftOfWords::State::open && !model->isBusy(); }
        QString cell(int row, WordColumn column) const { return model->index(row, static_cast<int>(column)).data().toString(); }
        QStringList texts() const {
            QStringList all;
            for (int row = 0; row < model->rowCount(); ++row) all << cell(row, WordColumn::text);
            return all;
        }
        void filter(const char* text) const { model->setFilter(*WordFilter::parse(QString::fromUtf8(text))); }
        std::uint32_t add(const std::string& text, WordKind kind = WordKind::word) const {
            const std::uint32_t id = draft->takeWordId();
            draft->edit({{test::wordOf(id, text, {}, kind)}, {}, {}, {}}, QStringLiteral("add"));
            return id;
        }
        std::shared_ptr<test::FakeEngine> engine = std::make_shared<test::FakeEngine>();
        std::unique_ptr<EngineLink> link;
        std::unique_ptr<DraftOfWords> draft;
        std::unique_ptr<WordModel> model;
    };
    static QModelIndex at(const Bench& bench, int row, WordColumn column) { return bench.model->index(row, static_cast<int>(column)); }

private slots:
    void showsTheWordsAndCountsThem() {
        Bench bench(12);
        QAbstractItemModelTester tester(bench.model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        QTRY_COMPARE(bench.model->rowCount(), 12);
        QCOMPARE(bench.cell(0, WordColumn::text), QStringLiteral("词语1"));
        QCOMPARE(bench.cell(0, WordColumn::list), QStringLiteral("Default"));
        QCOMPARE(bench.model->total(), std::size_t{12});
        QCOMPARE(bench.model->counts().categories.size(), std::size_t{4});
        QCOMPARE(bench.model->counts().lists.front().words, std::size_t{12});
    }

    void filtersAndSortsElsewhereAndSwapsTheRowsIn() {
        Bench bench(40);
        QTRY_COMPARE(bench.model->rowCount(), 40);
        bench.filter("category:fraud");
        QCOMPARE(bench.model->rowCount(), 40);  // until the worker has answered
        QTRY_COMPARE(bench.model->rowCount(), 10);
        bench.model->sort(static_cast<int>(WordColumn::text), Qt::DescendingOrder);
        QTRY_VERIFY(bench.isReady());
        QStringList sorted = bench.texts();
        std::sort(sorted.begin(), sorted.end(), std::greater<>());
        QCOMPARE(bench.texts(), sorted);
        bench.filter("");
        QTRY_COMPARE(bench.model->rowCount(), 40);
    }

    void theLastFilterWins() {
        Bench bench(2000);
        QTRY_COMPARE(bench.model->rowCount(), 2000);
        for (const char* text : {"1", "12", "123", "词语1234"}) bench.filter(text);
        QTRY_COMPARE(bench.texts(), QStringList{QStringLiteral("词语1234")});
        QTRY_VERIFY(bench.isReady());
        QCOMPARE(bench.model->rowCount(), 1);
    }

    void narrowsToAListOrACategory() {
        Bench bench(20);
        QTRY_COMPARE(bench.model->rowCount(), 20);
        bench.model->narrow(0, std::string());
        QTRY_COMPARE(bench.model->rowCount(), 5);  // those without a category
        bench.model->narrow(9, std::nullopt);
        QTRY_COMPARE(bench.model->rowCount(), 0);
        QCOMPARE(bench.model->total(), std::size_t{20});
    }

    void anEditStaysWhereItIsAlthoughTheFilterNoLongerHolds() {
        Bench bench(20);
        bench.filter("is:enabled");
        QTRY_COMPARE(bench.model->rowCount(), 20);
        QVERIFY(bench.model->setData(at(bench, 3, WordColumn::enabled), Qt::Unchecked, Qt::CheckStateRole));
        QCOMPARE(at(bench, 3, WordColumn::enabled).data(Qt::CheckStateRole).toInt(), static_cast<int>(Qt::Unchecked));
        QTRY_VERIFY(bench.isReady());
        QCOMPARE(bench.model->rowCount(), 20);
        QTRY_VERIFY(!bench.engine->words.draft(bench.draft->id())->words.at(4).enabled);
    }

    void cellsBecomeEdits() {
        Bench bench(5);
        QTRY_COMPARE(bench.model->rowCount(), 5);
        QVERIFY(bench.model->setData(at(bench, 0, WordColumn::text), QStringLiteral("  新词 "), Qt::EditRole));
        QVERIFY(bench.model->setData(at(bench, 0, WordColumn::category), QStringLiteral("x"), Qt::EditRole));
        QVERIFY(bench.model->setData(at(bench, 0, WordColumn::action), static_cast<int>(WordAction::mask), Qt::EditRole));
        QVERIFY(bench.model->setData(at(bench, 0, WordColumn::scope), static_cast<int>(WordScope::output), Qt::EditRole));
        QVERIFY(bench.model->setData(at(bench, 0, WordColumn::note), QStringLiteral("n"), Qt::EditRole));
        QVERIFY(bench.model->setData(at(bench, 0, WordColumn::exact), Qt::Checked, Qt::CheckStateRole));
        Word wanted = test::wordOf(1, "新词", "x");
        wanted.action = WordAction::mask;
        wanted.scope = WordScope::output;
        wanted.note = "n";
        wanted.exact = true;
        QTRY_VERIFY(bench.engine->words.draft(bench.draft->id())->words.at(1) == wanted);
        QVERIFY(bench.model->setData(at(bench, 0, WordColumn::text), QString(), Qt::EditRole));
        QCOMPARE(bench.cell(0, WordColumn::text), QStringLiteral("新词"));  // emptied is not removed
    }

    void aNewRowBecomesAnEntryWithItsText() {
        Bench bench(5);
        QAbstractItemModelTester tester(bench.model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        QTRY_COMPARE(bench.model->rowCount(), 5);
        QModelIndex cell = bench.model->beginNew(test::wordOf(0, {}, "fraud"));
        QCOMPARE(bench.model->rowCount(), 6);
        bench.model->dropNew();
        QCOMPARE(bench.model->rowCount(), 5);
        cell = bench.model->beginNew(test::wordOf(0, {}, "fraud"));
        QVERIFY(bench.engine->sent<EditWords>().empty());
        QVERIFY(bench.model->setData(cell, QStringLiteral("新词"), Qt::EditRole));
        QCOMPARE(bench.model->rowCount(), 6);
        QVERIFY(!bench.model->hasNew());
        QTRY_COMPARE(bench.engine->words.draft(bench.draft->id())->words.at(6).category, std::string("fraud"));
        bench.draft->undoStack().undo();
        QCOMPARE(bench.model->rowCount(), 5);
        bench.draft->undoStack().redo();
        QCOMPARE(bench.model->rowCount(), 6);
    }

    void rowsThatComeWhileANewEntryIsWrittenWaitForIt() {
        Bench bench(40);
        QTRY_COMPARE(bench.model->rowCount(), 40);
        QSignalSpy resets(bench.model.get(), &QAbstractItemModel::modelReset);
        bench.filter("category:fraud");
        const QPersistentModelIndex cell = bench.model->beginNew(test::wordOf(0, {}, "fraud"));
        QTRY_VERIFY(!bench.model->isBusy());
        QCOMPARE(resets.count(), 0);
        QVERIFY(cell.isValid() && bench.model->hasNew());
        QVERIFY(bench.model->setData(cell, QStringLiteral("新词"), Qt::EditRole));
        QTRY_COMPARE(bench.model->rowCount(), 11);
        QVERIFY(bench.texts().contains(QStringLiteral("新词")));
        bench.filter("category:politics");
        bench.model->beginNew(test::wordOf(0, {}, "fraud"));
        QTRY_VERIFY(!bench.model->isBusy());
        bench.model->dropNew();  // given up: the answer comes all the same
        QTRY_COMPARE(bench.model->rowCount(), 10);
    }

    void invisibleCharactersAreShown() {
        Bench bench(1);
        QTRY_COMPARE(bench.model->rowCount(), 1);
        bench.model->setData(at(bench, 0, WordColumn::text), QStringLiteral("a\u200bb\u202ec"), Qt::EditRole);
        QCOMPARE(bench.cell(0, WordColumn::text), QStringLiteral("a<U+200b>b<U+202e>c"));
        QCOMPARE(at(bench, 0, WordColumn::text).data(Qt::EditRole).toString(), QStringLiteral("a\u200bb\u202ec"));
        bench.model->setData(at(bench, 0, WordColumn::note), QStringLiteral("<b>bold</b>"), Qt::EditRole);
        QCOMPARE(at(bench, 0, WordColumn::note).data(Qt::ToolTipRole).toString(), QStringLiteral("&lt;b&gt;bold&lt;/b&gt;"));
    }

    void eachKindHasItsRows() {
        Bench bench(5);
        QTRY_COMPARE(bench.model->rowCount(), 5);
        bench.add("大麻烦", WordKind::exception);
        QTRY_COMPARE(bench.model->counts().kinds.at(1), std::size_t{1});
        QCOMPARE(bench.model->rowCount(), 5);
        bench.model->setKind(WordKind::exception);
        QTRY_COMPARE(bench.texts(), QStringList{QStringLiteral("大麻烦")});
    }

    void showsHitsAndSortsByThem() {
        Bench bench(5);
        QTRY_COMPARE(bench.model->rowCount(), 5);
        QCOMPARE(bench.cell(2, WordColumn::hits), QStringLiteral("–"));
        bench.model->setHits({{3, 1234}});
        QCOMPARE(bench.cell(2, WordColumn::hits), QLocale().toString(1234));
        QCOMPARE(bench.cell(1, WordColumn::hits), QStringLiteral("0"));
        bench.model->sort(static_cast<int>(WordColumn::hits), Qt::DescendingOrder);
        QTRY_COMPARE(bench.model->idAt(0), 3U);
        bench.model->clearHits();
        QCOMPARE(bench.cell(0, WordColumn::hits), QStringLiteral("–"));
    }

    void staysTrueUnderRandomEditsAndUndo() {
        Bench bench(300);
        QAbstractItemModelTester tester(bench.model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        QTRY_COMPARE(bench.model->rowCount(), 300);
        std::mt19937 generator(5);
        const auto random = [&generator] { return static_cast<std::uint32_t>(generator()); };
        for (int round = 0; round < 250; ++round) {
            const int rows = bench.model->rowCount();
            const auto row = rows > 0 ? static_cast<int>(random() % static_cast<unsigned>(rows)) : 0;
            switch (random() % 9) {
                case 0: bench.add("neu" + std::to_string(round)); break;
                case 1: bench.draft->removeMany({bench.model->idAt(row)}, QStringLiteral("r")); break;
                case 2: {
                    WordTable::Ids ids;
                    for (int i = 0; i < 90; ++i) ids.push_back(1 + random() % 300);
                    if (random() % 2 == 0) bench.draft->removeMany(ids, QStringLiteral("r"));
                    else bench.draft->editMany(ids, WordPatch{.category = "c" + std::to_string(round)}, QStringLiteral("m"));
                    break;
                }
                case 3: bench.draft->undoStack().undo(); break;
                case 4: bench.draft->undoStack().redo(); break;
                case 5: bench.model->sort(static_cast<int>(random() % kWordColumns), random() % 2 == 0 ? Qt::AscendingOrder : Qt::DescendingOrder); break;
                case 6: bench.filter(random() % 2 == 0 ? "category:fraud" : ""); break;
                case 7: if (rows > 0) bench.model->setData(bench.model->index(row, static_cast<int>(WordColumn::note)), QString::number(round), Qt::EditRole); break;
                default: QCoreApplication::processEvents();
            }
            for (int i = 0; i < bench.model->rowCount(); i += 17) QVERIFY2(bench.model->wordAt(i) != nullptr, qPrintable(QString::number(round)));
        }
        bench.filter("");
        QTRY_VERIFY(bench.isReady());
        QCOMPARE(static_cast<std::size_t>(bench.model->rowCount()), bench.draft->words().size());
        QTRY_VERIFY(bench.draft->isSynced());
        QCOMPARE(bench.engine->words.draft(bench.draft->id())->words.size(), bench.draft->words().size());
    }

    void aHundredThousandOpenFilterAndChangeWithoutAFreeze() {
        Bench bench(100'000);
        QElapsedTimer clock;
        QElapsedTimer turn;
        qint64 longest = 0;
        QTimer probe;
        connect(&probe, &QTimer::timeout, this, [&] {
            longest = std::max(longest, turn.elapsed());
            turn.restart();
        });
        clock.start();
        turn.start();
        probe.start(0);
        const auto tell = [&](const char* what) {
            qInfo("%s: %lld ms, longest turn %lld ms", what, static_cast<long long>(clock.restart()), static_cast<long long>(longest));
            return std::exchange(longest, 0);
        };
        QTRY_COMPARE(bench.model->rowCount(), 100'000);
        const qint64 opened = clock.elapsed();
        const qint64 openTurn = tell("open");
        bench.filter("词语99");
        QTRY_COMPARE(bench.model->rowCount(), 1111);
        const qint64 filtered = clock.elapsed();
        const qint64 filterTurn = tell("filter");
        WordTable::Ids all;
        bench.draft->words().forEach([&all](const Word& word) { return all.push_back(word.id), true; });
        clock.restart();
        turn.restart();
        bench.draft->editMany(all, WordPatch{.action = WordAction::mask}, QStringLiteral("mask"));
        const qint64 edited = turn.elapsed();
        QTRY_VERIFY(bench.draft->isSynced());
        tell("change all");
        turn.restart();
        bench.draft->undoStack().undo();
        const qint64 undone = turn.elapsed();
        QTRY_VERIFY(bench.draft->isSynced());
        tell("undo");
        qInfo("change all: %lld ms in one turn, undo %lld ms", static_cast<long long>(edited), static_cast<long long>(undone));
        // Limits for a busy machine with checks on; the release build is measured by hand.
        QVERIFY2(opened < 5000 && filtered < 2000, "the promise is 1 s and 0.3 s");
        QVERIFY2(openTurn < 500 && filterTurn < 500 && edited < 500 && undone < 500, "the promise is 100 ms");
    }

    void aMillionIsFilteredElsewhere() {
        WordQuery query;
        std::vector<Word> words;
        for (std::uint32_t id = 1; id <= 1'000'000; ++id) words.push_back(test::wordOf(id, "词语" + std::to_string(id), "politics"));
        query.words.put(std::move(words));
        query.filter = *WordFilter::parse(QStringLiteral("词语99999"));
        QElapsedTimer clock;
        clock.start();
        const std::atomic<bool> cancelled{false};
        const auto found = answer(query, cancelled);
        qInfo("1,000,000 filtered in %lld ms", static_cast<long long>(clock.restart()));
        QCOMPARE(found->ids.size(), std::size_t{11});
        query.filter = {};
        query.sortedBy = WordColumn::text;
        const auto sorted = answer(query, cancelled);
        qInfo("1,000,000 sorted in %lld ms", static_cast<long long>(clock.restart()));
        QCOMPARE(sorted->ids.size(), std::size_t{1'000'000});
        const std::atomic<bool> stopped{true};
        QVERIFY(!answer(query, stopped).has_value());
    }
};

MIRROR_TEST(WordModelTest, tst_word_model)
#include "tst_word_model.moc"
