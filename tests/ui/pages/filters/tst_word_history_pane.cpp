#include "support/run_test.h"

#include <QLabel>
#include <QLineEdit>
#include <QTableView>

#include "ui/dialogs/confirm_dialog.h"
#include "ui/models/word_change_model.h"
#include "ui/pages/filters/word_change_table.h"
#include "ui/pages/filters/word_history_pane.h"
#include "ui/pages/filters/words_bench.h"
#include "ui/widgets/message_bar.h"

using namespace mirror;
using mirror::ui::WordHistoryPane;

class WordHistoryPaneTest : public QObject {
    Q_OBJECT
    struct Bench : test::WordsBench<WordHistoryPane> {
        Bench() {
            engine->words.revision = 2;
            engine->publish([](Snapshot& s) { s.words.revision = 2; });
        }
        static WordRevisionList list() {
            return {{{2, {}, "as ordered", "console", 2, 1, 0, 0}, {1, {}, "", "first run", 1, 0, 0, 0}}};
        }
        bool openWithRevisions(int answers = 4) {
            for (int i = 0; i < answers; ++i) engine->answerNext<ListWordRevisions>(Receipt(list()));
            return QTest::qWaitFor([this] { return link->snapshot()->words.revision == 2; }) && open() &&
                   QTest::qWaitFor([this] { return table()->model()->rowCount() == 2; });
        }
        QTableView* table() const { return pane->findChild<QTableView*>(QStringLiteral("wordRevisions")); }
        ui::WordChangeModel& changes() const { return pane->findChild<ui::WordChangeTable*>()->changes(); }
        void clickRow(int row) const {
            QTest::mouseClick(table()->viewport(), Qt::LeftButton, {}, table()->visualRect(table()->model()->index(row, 0)).center());
        }
        bool chooseFirst() {
            WordDiff diff;
            diff.removed = 1;
            diff.changes = {{test::wordOf(2, "赌博"), Word{}}};
            engine->answerNext<DiffWords>(Receipt(diff));
            clickRow(1);
            return QTest::qWaitFor([this] { return changes().rowCount() == 1; });
        }
        bool confirm() const {
            auto* dialog = pane->findChild<ui::ConfirmDialog*>();
            if (dialog == nullptr) return false;
            for (QPushButton* button : dialog->findChildren<QPushButton*>())
                if (button->property("role").toString() == QLatin1String("danger")) QTest::mouseClick(button, Qt::LeftButton);
            return true;
        }
    };

private slots:
    void showsWhatWouldChangeIfARevisionCameBack() {
        Bench bench;
        QVERIFY(bench.openWithRevisions());
        QVERIFY(bench.chooseFirst());
        QCOMPARE(bench.engine->sent<OpenWords>().back().revision, std::uint64_t(1));
        QCOMPARE(bench.engine->sent<DiffWords>().back().against, std::uint64_t(0));
        QCOMPARE(bench.engine->sent<CloseWords>().size(), std::size_t(1));  // the draft it was opened as is given back
        QVERIFY(bench.engine->sent<CloseWords>().front().draft != bench.draft->id());
        bool isTold = false;
        for (const QLabel* label : bench.pane->findChildren<QLabel*>()) isTold = isTold || label->text() == QStringLiteral("If revision 1 came back: 1 removed");
        QVERIFY(isTold);
    }

    void theOneInForceCannotBeRestored() {
        Bench bench;
        QVERIFY(bench.openWithRevisions());
        bench.clickRow(0);
        QVERIFY(!bench.button(QStringLiteral("Restore …"))->isEnabled());
        // Nor is it compared with itself.
        QTest::qWait(0);
        QCOMPARE(bench.engine->sent<OpenWords>().size(), std::size_t(1));
        QVERIFY(bench.engine->sent<DiffWords>().empty());
    }

    void whatWasChosenStaysChosenInAListMadeAnew() {
        Bench bench;
        QVERIFY(bench.openWithRevisions(1));
        QVERIFY(bench.chooseFirst());
        WordRevisionList other = Bench::list();
        other.revisions.front() = WordRevisionInfo{3, {}, "", "console", 3, 1, 0, 0};
        bench.engine->answerNext<ListWordRevisions>(Receipt(other));
        bench.engine->answerNext<DiffWords>(Receipt(WordDiff{}));
        bench.engine->publish([](Snapshot& s) { s.words.revision = 3; });
        QTRY_COMPARE(bench.table()->model()->index(0, 0).data().toString(), QStringLiteral("3 (in force)"));
        QTRY_COMPARE(bench.table()->currentIndex().row(), 1);
        QVERIFY(bench.button(QStringLiteral("Restore …"))->isEnabled());
    }

    void restoresWithANoteAfterAQuestion() {
        Bench bench;
        QVERIFY(bench.openWithRevisions());
        QVERIFY(bench.chooseFirst());
        bench.add("mine");
        QTRY_VERIFY(bench.draft->isModified());
        QTest::keyClicks(bench.pane->findChild<QLineEdit*>(QStringLiteral("restoreNote")), QStringLiteral("too strict"));
        QVERIFY(bench.press(QStringLiteral("Restore …")));
        QVERIFY(bench.engine->sent<RestoreWords>().empty());
        bool warns = false;
        for (const QLabel* label : bench.pane->findChild<ui::ConfirmDialog*>()->findChildren<QLabel*>())
            warns = warns || label->text().contains(QStringLiteral("given up"));
        QVERIFY(warns);
        bench.engine->answerNext<RestoreWords>(Receipt(WordsApplied{3, 0, 1, 0}));
        QSignalSpy restored(bench.pane.get(), &WordHistoryPane::restored);
        QVERIFY(bench.confirm());
        QTRY_COMPARE(restored.size(), 1);
        QCOMPARE(bench.engine->sent<RestoreWords>().front().revision, std::uint64_t(1));
        QCOMPARE(bench.engine->sent<RestoreWords>().front().note, std::string("too strict"));
        QTRY_VERIFY(bench.draft->state() == ui::DraftOfWords::State::open && !bench.draft->isModified());
        QVERIFY(bench.pane->findChild<ui::MessageBar*>()->text().contains(QStringLiteral("Revision 3")));
    }

    void aRefusalIsToldAndNothingIsLost() {
        Bench bench;
        QVERIFY(bench.openWithRevisions());
        QVERIFY(bench.chooseFirst());
        bench.add("mine");
        QTRY_VERIFY(bench.draft->isModified());
        bench.engine->answerNext<RestoreWords>(fail(ErrorCode::revisionUnknown, {"1"}));
        QVERIFY(bench.press(QStringLiteral("Restore …")));
        QVERIFY(bench.confirm());
        QTRY_COMPARE(bench.pane->findChild<ui::MessageBar*>()->tone(), ui::Tone::bad);
        QVERIFY(bench.draft->isModified());
    }

    void aNewRevisionComesIntoTheList() {
        Bench bench;
        QVERIFY(bench.openWithRevisions());
        WordRevisionList longer = Bench::list();
        longer.revisions.insert(longer.revisions.begin(), WordRevisionInfo{3, {}, "", "command line", 3, 1, 0, 0});
        Bench fresh;
        for (int i = 0; i < 4; ++i) fresh.engine->answerNext<ListWordRevisions>(Receipt(longer));
        QTRY_COMPARE(fresh.link->snapshot()->words.revision, std::uint64_t(2));
        QVERIFY(fresh.open());
        fresh.engine->publish([](Snapshot& s) { s.words.revision = 3; });
        QTRY_COMPARE(fresh.table()->model()->index(0, 0).data().toString(), QStringLiteral("3 (in force)"));
    }
};

MIRROR_TEST(WordHistoryPaneTest, tst_word_history_pane)
#include "tst_word_history_pane.moc"
