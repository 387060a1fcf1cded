#include "support/run_test.h"

#include <QApplication>
#include <QLabel>

#include "ui/models/word_change_model.h"
#include "ui/pages/filters/apply_pane.h"
#include "ui/pages/filters/word_change_table.h"
#include "ui/pages/filters/words_bench.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/words_state_chip.h"

using namespace mirror;
using mirror::ui::ApplyWordsPane;

class ApplyPaneTest : public QObject {
    Q_OBJECT
    struct Bench : test::WordsBench<ApplyWordsPane> {
        /// With one word added; the pane is shown.
        bool openWithAWord() {
            draft->open();
            if (!QTest::qWaitFor([this] { return draft->state() == ui::DraftOfWords::State::open; })) return false;
            WordDiff diff;
            diff.added = 1;
            diff.changes = {{Word{}, test::wordOf(3, "new")}};
            engine->answerNext<DiffWords>(Receipt(diff));
            add("new");
            if (!QTest::qWaitFor([this] { return draft->isSynced(); })) return false;
            return open() && QTest::qWaitFor([this] { return table().changes().rowCount() == 1; });
        }
        ui::WordChangeTable& table() const { return *pane->findChild<ui::WordChangeTable*>(); }
        bool says(const QString& text) const {
            for (const QLabel* label : pane->findChildren<QLabel*>())
                if (label->isVisible() && label->text().contains(text)) return true;
            return false;
        }
    };

private slots:
    void showsTheDifferenceTakesANoteAndApplies() {
        Bench bench;
        QVERIFY(bench.openWithAWord());
        QVERIFY(bench.says(QStringLiteral("Will change: 1 added")));
        QCOMPARE(bench.table().model()->index(0, ui::WordChangeModel::Entry).data().toString(), QStringLiteral("new"));
        QSignalSpy done(bench.pane.get(), &ApplyWordsPane::done);
        QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("as ordered"));
        QVERIFY(bench.press(QStringLiteral("Apply")));
        QTRY_COMPARE(done.size(), 1);
        const ApplyWords sent = bench.engine->sent<ApplyWords>().front();
        QCOMPARE(sent.draft, bench.draft->id());
        QCOMPARE(sent.note, std::string("as ordered"));
        QVERIFY(!sent.rebase);
        QCOMPARE(bench.engine->words.revision, std::uint64_t(2));
        QVERIFY(bench.engine->words.inForce.words.contains(3));
        QVERIFY(!bench.draft->isModified());
    }

    void nothingToApplyCannotBeApplied() {
        Bench bench;
        bench.engine->answerNext<DiffWords>(Receipt(WordDiff{}));
        QVERIFY(bench.open());
        QTRY_VERIFY(bench.says(QStringLiteral("Nothing differs")));
        QVERIFY(!bench.button(QStringLiteral("Apply"))->isEnabled());
        QSignalSpy cancelled(bench.pane.get(), &ApplyWordsPane::cancelled);
        QVERIFY(bench.press(QStringLiteral("Back to editing")));
        QCOMPARE(cancelled.size(), 1);
    }

    void aConflictOffersTheNewestRevision() {
        Bench bench;
        QVERIFY(bench.openWithAWord());
        bench.engine->answerNext<ApplyWords>(fail(ErrorCode::configConflict, {"7"}));
        QSignalSpy done(bench.pane.get(), &ApplyWordsPane::done);
        QVERIFY(bench.press(QStringLiteral("Apply")));
        QTRY_VERIFY(bench.pane->findChild<ui::MessageBar*>()->text().contains(QStringLiteral("revision 7")));
        QVERIFY(bench.draft->isModified());
        QVERIFY(bench.press(QStringLiteral("Make my changes on the newest")));
        QTRY_COMPARE(done.size(), 1);
        QVERIFY(bench.engine->sent<ApplyWords>().back().rebase);
    }

    void aConflictCanBeLeftToKeepEditing() {
        Bench bench;
        QVERIFY(bench.openWithAWord());
        bench.engine->answerNext<ApplyWords>(fail(ErrorCode::configConflict, {"7"}));
        QSignalSpy cancelled(bench.pane.get(), &ApplyWordsPane::cancelled);
        QVERIFY(bench.press(QStringLiteral("Apply")));
        QVERIFY(bench.press(QStringLiteral("Keep editing")));
        QCOMPARE(cancelled.size(), 1);
        QVERIFY(bench.draft->isModified());
        QCOMPARE(bench.engine->sent<ApplyWords>().size(), std::size_t(1));
    }

    void itCannotBeAppliedTwice() {
        Bench bench;
        QVERIFY(bench.openWithAWord());
        bench.engine->hold();
        QVERIFY(bench.press(QStringLiteral("Apply")));
        QVERIFY(bench.button(QStringLiteral("Applying …")) != nullptr && !bench.button(QStringLiteral("Applying …"))->isEnabled());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QCOMPARE(bench.engine->sent<ApplyWords>().size(), std::size_t(1));
        bench.engine->release();
    }

    void theChipFollowsTheLists() {
        Bench bench;
        ui::WordsStateChip chip(*bench.link, nullptr);
        QTRY_COMPARE(chip.text(), QStringLiteral("Active: revision 1"));
        bench.engine->publish([](Snapshot& s) {
            s.words.state = WordsState::compiling;
            s.words.task = WordsTask::compile;
            s.words.taskPermille = 420;
        });
        QTRY_COMPARE(chip.text(), QStringLiteral("Compiling … 42 %"));
        bench.engine->publish([](Snapshot& s) {
            s.words.state = WordsState::failed;
            s.words.error = makeError(ErrorCode::fileWrite, {"words"});
        });
        QTRY_COMPARE(chip.text(), QStringLiteral("Failed; revision 1 filters"));
        QCOMPARE(chip.tone(), ui::Tone::bad);
        QVERIFY(chip.toolTip().contains(QStringLiteral("words")));
        bench.engine->publish([](Snapshot& s) {
            s.words.state = WordsState::active;
            s.words.revision = 2;
        });
        QTRY_COMPARE(chip.text(), QStringLiteral("Active: revision 2"));
        QCOMPARE(chip.tone(), ui::Tone::good);
    }
};

MIRROR_TEST(ApplyPaneTest, tst_apply_pane)
#include "tst_apply_pane.moc"
