#include "support/run_test.h"

#include <QAbstractItemModelTester>
#include <QRandomGenerator>

#include "ui/models/dry_run_model.h"
#include "ui/models/rule_text.h"
#include "ui/models/trial_hit_model.h"
#include "ui/models/word_change_model.h"
#include "ui/models/word_revision_model.h"

using namespace mirror;
using namespace mirror::ui;

/// The models behind the panes of the Filters page.
class WordModelsTest : public QObject {
    Q_OBJECT
    static Word word(std::uint32_t id, const char* text, WordAction action = WordAction::block) {
        Word made;
        made.id = id;
        made.list = 1;
        made.text = text;
        made.action = action;
        return made;
    }
    static TrialHit hit(std::uint64_t begin, std::uint64_t end, const Word& rule, FoldSteps steps = 0) {
        TrialHit made;
        made.begin = begin;
        made.end = end;
        made.word = rule;
        made.steps = steps;
        return made;
    }
    static QString cell(const QAbstractItemModel& model, int row, int column) { return model.index(row, column).data().toString(); }

private slots:
    void hitsSayWhatWasFoundAndWhatItTook() {
        TrialHitModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const Utf8Text text(QStringLiteral("😀 賭*博 大麻烦"));
        TrialHit folded = hit(5, 12, word(1, "赌博"), foldBit(FoldStep::traditional) | foldBit(FoldStep::separators));
        TrialHit saved = hit(13, 19, word(2, "大麻"));
        saved.savedBy = 9;
        saved.savedByText = "大麻烦";
        model.setHits({folded, saved}, text);
        QCOMPARE(cell(model, 0, TrialHitModel::Found), QStringLiteral("賭*博"));
        QCOMPARE(cell(model, 0, TrialHitModel::Rule), QStringLiteral("赌博"));
        QCOMPARE(cell(model, 0, TrialHitModel::Action), QStringLiteral("Block"));
        QCOMPARE(cell(model, 0, TrialHitModel::How), QStringLiteral("traditional → simplified, separators removed"));
        QCOMPARE(cell(model, 1, TrialHitModel::Found), QStringLiteral("大麻"));
        QCOMPARE(cell(model, 1, TrialHitModel::Action), QStringLiteral("Saved"));
        QVERIFY(cell(model, 1, TrialHitModel::How).contains(QStringLiteral("大麻烦")));
        QCOMPARE(model.index(1, 0).data(kToneRole).toInt(), static_cast<int>(Tone::good));
    }

    void onlyTheRowsThatDifferComeAndGo() {
        TrialHitModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const Word a = word(1, "a"), b = word(2, "b"), c = word(3, "c");
        model.setHits({hit(0, 1, a), hit(2, 3, c)}, Utf8Text(QStringLiteral("a c")));
        QSignalSpy came(&model, &QAbstractItemModel::rowsInserted);
        QSignalSpy went(&model, &QAbstractItemModel::rowsRemoved);
        model.setHits({hit(0, 1, a), hit(2, 3, b), hit(4, 5, c)}, Utf8Text(QStringLiteral("a b c")));
        QCOMPARE(came.size(), 1);
        QCOMPARE(came.at(0).at(1).toInt(), 1);
        QCOMPARE(came.at(0).at(2).toInt(), 1);
        QCOMPARE(went.size(), 0);
        QCOMPARE(model.at(2)->begin, std::uint64_t(4));  // moved although its row stayed
    }

    void anySeriesOfHitsKeepsTheContract() {
        TrialHitModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QRandomGenerator random(5);
        const Utf8Text text(QStringLiteral("abcdefgh"));
        for (int round = 0; round < 300; ++round) {
            std::vector<TrialHit> hits;
            for (std::uint64_t at = 0; at < 8; ++at)
                if (random.bounded(2) == 0) hits.push_back(hit(at, at + 1, word(static_cast<std::uint32_t>(random.bounded(1, 4)), "x")));
            model.setHits(hits, text);
            QCOMPARE(model.hits(), hits);
            for (int row = 0; row < model.rowCount(); ++row)
                QCOMPARE(cell(model, row, TrialHitModel::Found), text.part(model.at(row)->begin, model.at(row)->end));
        }
    }

    void rulesOfADryRunAreChosenByTheirBoxes() {
        DryRunModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setWords({{word(4, "old"), 9, 3, false}, {word(7, "new"), 5, 2, true}, {word(8, "newer"), 1, 1, true}});
        QSignalSpy chosen(&model, &DryRunModel::chosenChanged);
        QVERIFY(model.setData(model.index(0, 0), Qt::Checked, Qt::CheckStateRole));
        QCOMPARE(model.chosen(), (std::vector<std::uint32_t>{4}));
        model.chooseNew();
        QCOMPARE(model.chosen(), (std::vector<std::uint32_t>{4, 7, 8}));
        QVERIFY(model.setData(model.index(1, 0), Qt::Unchecked, Qt::CheckStateRole));
        QCOMPARE(model.chosen(), (std::vector<std::uint32_t>{4, 8}));
        QVERIFY(!model.setData(model.index(1, 1), Qt::Checked, Qt::CheckStateRole));
        QCOMPARE(chosen.size(), 3);
        model.setWords({});
        QVERIFY(model.chosen().empty());
    }

    void samplesAreThoseOfOneRuleOrAll() {
        DryRunSampleModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setSamples({{"a.txt", 3, "before ", "hit", " after", 7}, {"b.txt", 4, "", "other", "", 9}});
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(cell(model, 0, 0), QStringLiteral("before [hit] after (a.txt, line 3)"));
        model.showWord(9);
        QCOMPARE(model.rowCount(), 1);
        QCOMPARE(model.index(0, 0).data(DryRunSampleModel::HitRole).toString(), QStringLiteral("other"));
        model.showWord(0);
        QCOMPARE(model.rowCount(), 2);
    }

    void aDifferenceTellsWhatChangedOfAnEntry() {
        WordChangeModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        Word softer = word(3, "word", WordAction::observe);
        softer.enabled = false;
        WordDiff diff;
        diff.added = 1;
        diff.removed = 2;
        diff.changed = 1;
        diff.changes = {{Word{}, word(1, "come")}, {word(2, "gone"), Word{}}, {word(3, "word"), softer}};
        diff.lists = {{WordList{1, true, "legal", ""}, WordList{1, false, "legal", ""}}};
        model.setDiff(diff);
        QCOMPARE(model.rowCount(), 4);
        QCOMPARE(cell(model, 0, WordChangeModel::Entry), QStringLiteral("List “legal”"));
        QCOMPARE(cell(model, 0, WordChangeModel::After), QStringLiteral("off"));
        QCOMPARE(cell(model, 1, WordChangeModel::Kind), QStringLiteral("Added"));
        QCOMPARE(cell(model, 1, WordChangeModel::Before), QString());
        QCOMPARE(cell(model, 2, WordChangeModel::Kind), QStringLiteral("Removed"));
        QCOMPARE(cell(model, 3, WordChangeModel::Before), QStringLiteral("Block · on"));
        QCOMPARE(cell(model, 3, WordChangeModel::After), QStringLiteral("Observe · off"));
        QCOMPARE(model.beyond(), std::uint64_t(1));
        QCOMPARE(wordDiffText(2, 0, 1), QStringLiteral("2 added, 1 changed"));
        QCOMPARE(wordDiffText(0, 0, 0), QStringLiteral("nothing"));
    }

    void newRevisionsComeInAtTheTop() {
        WordRevisionModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const WordRevisionInfo first{1, {}, "", "first run", 40, 0, 0, 0};
        const WordRevisionInfo second{2, {}, "note", "command line", 41, 1, 0, 0};
        model.setRevisions({first}, 1);
        QSignalSpy came(&model, &QAbstractItemModel::rowsInserted);
        model.setRevisions({second, first}, 2);
        QCOMPARE(came.size(), 1);
        QCOMPARE(cell(model, 0, WordRevisionModel::Revision), QStringLiteral("2 (in force)"));
        QCOMPARE(cell(model, 0, WordRevisionModel::Origin), QStringLiteral("Command line"));
        QCOMPARE(cell(model, 0, WordRevisionModel::Changes), QStringLiteral("1 added"));
        QCOMPARE(cell(model, 1, WordRevisionModel::Revision), QStringLiteral("1"));
    }

    void foreignTextIsMadeVisible() {
        TrialHitModel model;
        model.setHits({hit(0, 9, word(1, "a\xe2\x80\x8b" "b"))}, Utf8Text(QStringLiteral("a\u202eb")));
        QCOMPARE(cell(model, 0, TrialHitModel::Found), QStringLiteral("a<U+202e>b"));
        QCOMPARE(cell(model, 0, TrialHitModel::Rule), QStringLiteral("a<U+200b>b"));
    }
};

MIRROR_TEST(WordModelsTest, tst_word_models)
#include "tst_word_models.moc"
