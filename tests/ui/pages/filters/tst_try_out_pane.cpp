#include "support/run_test.h"

#include <QComboBox>
#include <QElapsedTimer>
#include <QLabel>
#include <QLineEdit>
#include <QTableView>

#include "ui/models/trial_hit_model.h"
#include "ui/pages/filters/phrase_bar.h"
#include "ui/pages/filters/try_out_pane.h"
#include "ui/pages/filters/words_bench.h"
#include "ui/widgets/marked_text_edit.h"
#include "ui/widgets/status_badge.h"

using namespace mirror;
using mirror::ui::TryOutPane;

namespace {

TrialHit hitOf(std::uint64_t begin, std::uint64_t end, const Word& word, FoldSteps steps = 0) {
    TrialHit hit;
    hit.begin = begin;
    hit.end = end;
    hit.word = word;
    hit.steps = steps;
    return hit;
}

WordTrial trialOf(std::vector<TrialHit> hits, bool blocked = true) {
    WordTrial trial;
    trial.hitCount = hits.size();
    trial.hits = std::move(hits);
    trial.blocked = blocked;
    return trial;
}

}  // namespace

class TryOutPaneTest : public QObject {
    Q_OBJECT
    struct Bench : test::WordsBench<TryOutPane> {
        ui::MarkedTextEdit* text() const { return pane->findChild<ui::MarkedTextEdit*>(); }
        QString verdict() const { return pane->findChild<ui::StatusBadge*>()->text(); }
        QTableView* hits() const { return pane->findChild<QTableView*>(QStringLiteral("tryHits")); }
        QString cell(int row, int column) const { return hits()->model()->index(row, column).data().toString(); }
        void answer(const WordTrial& trial) { engine->answerNext<TryWords>(Receipt(trial)); }
        void clickHit(int row) const {
            QTest::mouseClick(hits()->viewport(), Qt::LeftButton, {}, hits()->visualRect(hits()->model()->index(row, 0)).center());
        }
    };

private slots:
    void marksHitsWhileOneTypesAlsoBehindEmoji() {
        Bench bench;
        QVERIFY(bench.open());
        TrialHit saved = hitOf(14, 20, test::wordOf(1, "大麻"));
        saved.savedBy = 9;
        saved.savedByText = "大麻烦";
        bench.answer(trialOf({hitOf(4, 11, test::wordOf(2, "赌博"), foldBit(FoldStep::traditional) | foldBit(FoldStep::separators)), saved}));
        bench.text()->insertPlainText(QStringLiteral("😀賭*博，大麻烦"));
        QTRY_COMPARE(bench.verdict(), QStringLiteral("Would be blocked by 1 rule(s)"));
        QCOMPARE(bench.engine->sent<TryWords>().back().text, std::string("😀賭*博，大麻烦"));
        QCOMPARE(bench.text()->extraSelections().size(), 2);
        QCOMPARE(bench.text()->extraSelections().at(0).cursor.selectedText(), QStringLiteral("賭*博"));
        QCOMPARE(bench.text()->extraSelections().at(1).cursor.selectedText(), QStringLiteral("大麻"));
        QCOMPARE(bench.cell(0, ui::TrialHitModel::How), QStringLiteral("traditional → simplified, separators removed"));
        QCOMPARE(bench.cell(1, ui::TrialHitModel::Action), QStringLiteral("Saved"));
    }

    void asksOnceForManyKeysAndPassesOverWhatIsOld() {
        Bench bench;
        QVERIFY(bench.open());
        bench.engine->hold();
        bench.answer(trialOf({hitOf(0, 1, test::wordOf(1, "old"))}));
        bench.answer(trialOf({}, false));
        QTest::keyClicks(bench.text(), QStringLiteral("abcdef"));
        QTRY_COMPARE(bench.engine->sent<TryWords>().size(), std::size_t(1));
        QTest::keyClicks(bench.text(), QStringLiteral("g"));
        bench.engine->release();
        QTRY_COMPARE(bench.verdict(), QStringLiteral("Passes"));
        QCOMPARE(bench.hits()->model()->rowCount(), 0);
        QCOMPARE(bench.engine->sent<TryWords>().back().text, std::string("abcdefg"));
        QVERIFY(bench.engine->sent<TryWords>().size() <= 3);
    }

    void anEditOfTheDraftIsSeenWithoutTyping() {
        Bench bench;
        QVERIFY(bench.open());
        bench.answer(trialOf({}, false));
        QTest::keyClicks(bench.text(), QStringLiteral("fresh"));
        QTRY_COMPARE(bench.verdict(), QStringLiteral("Passes"));
        bench.answer(trialOf({hitOf(0, 5, test::wordOf(3, "fresh"))}));
        QElapsedTimer clock;
        clock.start();
        bench.add("fresh");
        QTRY_COMPARE_WITH_TIMEOUT(bench.verdict(), QStringLiteral("Would be blocked by 1 rule(s)"), 1000);
        qInfo("an edit was seen after %lld ms", static_cast<long long>(clock.elapsed()));
    }

    void theCursorStaysWhileHitsComeAndGo() {
        Bench bench;
        QVERIFY(bench.open());
        bench.answer(trialOf({hitOf(0, 1, test::wordOf(1, "a")), hitOf(2, 3, test::wordOf(2, "c"))}));
        QTest::keyClicks(bench.text(), QStringLiteral("a c"));
        QTRY_COMPARE(bench.hits()->model()->rowCount(), 2);
        bench.clickHit(1);
        QCOMPARE(bench.text()->textCursor().position(), 2);  // shown where it is
        bench.text()->setFocus();
        bench.text()->moveCursor(QTextCursor::End);
        bench.answer(trialOf({hitOf(0, 1, test::wordOf(1, "a"))}));
        QTest::keyClick(bench.text(), Qt::Key_Backspace);
        QTRY_COMPARE(bench.hits()->model()->rowCount(), 1);
        QCOMPARE(bench.text()->textCursor().position(), 2);
    }

    void aPhraseIsAdjustedAndAllowed() {
        Bench bench;
        QVERIFY(bench.open());
        QSignalSpy allowed(bench.pane.get(), &TryOutPane::allowPhraseRequested);
        bench.answer(trialOf({hitOf(6, 12, test::wordOf(1, "大麻"))}));
        bench.text()->insertPlainText(QStringLiteral("真是大麻烦，好吧"));
        QTRY_COMPARE(bench.hits()->model()->rowCount(), 1);
        bench.clickHit(0);
        QVERIFY(bench.press(QStringLiteral("Allow this phrase …")));
        auto* edit = bench.pane->findChild<QLineEdit*>(QStringLiteral("phrase"));
        QCOMPARE(edit->text(), QStringLiteral("是大麻烦"));
        edit->setText(QStringLiteral("大麻"));  // would switch the word off
        QVERIFY(!bench.button(QStringLiteral("Add exception"))->isEnabled());
        edit->setText(QStringLiteral("麻烦"));
        QVERIFY(!bench.button(QStringLiteral("Add exception"))->isEnabled());
        edit->selectAll();
        QTest::keyClicks(edit, QString());
        edit->setText(QStringLiteral("大麻烦"));
        QVERIFY(bench.press(QStringLiteral("Add exception")));
        QCOMPARE(allowed.size(), 1);
        QCOMPARE(allowed.at(0).at(0).toString(), QStringLiteral("大麻烦"));
        QVERIFY(!bench.pane->findChild<ui::PhraseBar*>()->isVisible());
    }

    void aLatinPhraseBeginsWithItsWholeWord() {
        ui::PhraseBar bar(nullptr);
        bar.ask(QStringLiteral("my classroom, ok"), 5, 8);
        QCOMPARE(bar.phrase(), QStringLiteral("classroom"));
        bar.ask(QStringLiteral("😀大麻\n烦"), 2, 4);
        QCOMPARE(bar.phrase(), QStringLiteral("😀大麻"));  // not over the end of a line, and never half of an emoji
    }

    void aWordIsRemovedFromItsHit() {
        Bench bench;
        QVERIFY(bench.open());
        QSignalSpy removed(bench.pane.get(), &TryOutPane::removeWordRequested);
        bench.answer(trialOf({hitOf(0, 6, test::wordOf(2, "赌博"))}));
        bench.text()->insertPlainText(QStringLiteral("赌博"));
        QTRY_COMPARE(bench.hits()->model()->rowCount(), 1);
        QVERIFY(!bench.button(QStringLiteral("Remove this word"))->isEnabled());  // nothing is chosen
        bench.clickHit(0);
        QVERIFY(bench.press(QStringLiteral("Remove this word")));
        QCOMPARE(removed.size(), 1);
        QCOMPARE(removed.at(0).at(0).toUInt(), 2U);
    }

    void theDirectionIsAskedFor() {
        Bench bench;
        QVERIFY(bench.open());
        bench.answer(trialOf({}, false));
        QTest::keyClicks(bench.text(), QStringLiteral("x"));
        QTRY_COMPARE(bench.engine->sent<TryWords>().size(), std::size_t(1));
        QCOMPARE(bench.engine->sent<TryWords>().back().direction, WordScope::both);
        bench.answer(trialOf({}, false));
        auto* direction = bench.pane->findChild<QComboBox*>();
        direction->setFocus();
        QTest::keyClick(direction, Qt::Key_Down);
        QTest::keyClick(direction, Qt::Key_Down);
        QTRY_COMPARE(bench.engine->sent<TryWords>().back().direction, WordScope::output);
    }

    void whatPassesMaskedIsShownMasked() {
        Bench bench;
        QVERIFY(bench.open());
        WordTrial masked = trialOf({hitOf(0, 6, test::wordOf(2, "赌博"))}, false);
        masked.hits[0].word.action = WordAction::mask;
        masked.masked = "**!";
        bench.answer(masked);
        bench.text()->insertPlainText(QStringLiteral("赌博!"));
        QTRY_COMPARE(bench.verdict(), QStringLiteral("Passes masked"));
        bool isShown = false;
        for (const QLabel* label : bench.pane->findChildren<QLabel*>()) isShown = isShown || (label->isVisible() && label->text() == QStringLiteral("It goes on as: **!"));
        QVERIFY(isShown);
    }

    void aRefusalIsToldAndTypingGoesOn() {
        Bench bench;
        QVERIFY(bench.open());
        bench.engine->answerNext<TryWords>(fail(ErrorCode::notRunning));
        QTest::keyClicks(bench.text(), QStringLiteral("a"));
        QTRY_COMPARE(bench.verdict(), QStringLiteral("Could not be tried"));
        bench.answer(trialOf({}, false));
        QTest::keyClicks(bench.text(), QStringLiteral("b"));
        QTRY_COMPARE(bench.verdict(), QStringLiteral("Passes"));
    }
};

MIRROR_TEST(TryOutPaneTest, tst_try_out_pane)
#include "tst_try_out_pane.moc"
