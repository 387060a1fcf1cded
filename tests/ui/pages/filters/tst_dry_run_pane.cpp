#include "support/run_test.h"

#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QProgressBar>
#include <QSpinBox>
#include <QTableView>

#include "ui/models/dry_run_model.h"
#include "ui/models/journal_access.h"
#include "ui/pages/filters/dry_run_pane.h"
#include "ui/pages/filters/words_bench.h"
#include "ui/widgets/message_bar.h"

using namespace mirror;
using mirror::ui::DryRunPane;

class DryRunPaneTest : public QObject {
    Q_OBJECT
    struct Bench : test::WordsBench<DryRunPane> {
        static DryRunReport report() {
            DryRunReport report;
            report.documents = 24;
            report.bytes = 50'000;
            report.passages = 1204;
            report.blockedNow = 3;
            report.blockedThen = 40;
            report.newlyBlocked = 37;
            report.words = {{test::wordOf(2, "赌博", "gambling"), 30, 9, false}, {test::wordOf(1, "大麻", "drugs"), 7, 4, true}};
            report.samples = {{"a.txt", 3, "真是", "大麻", "烦", 1}, {"b.txt", 8, "禁止", "赌博", "", 2}};
            return report;
        }
        QTableView* table() const { return pane->findChild<QTableView*>(QStringLiteral("dryRunWords")); }
        QListView* samples() const { return pane->findChild<QListView*>(QStringLiteral("dryRunSamples")); }
        bool says(const QString& text) const {
            for (const QLabel* label : pane->findChildren<QLabel*>())
                if (label->isVisible() && label->text().contains(text)) return true;
            return false;
        }
        bool run() {
            engine->answerNext<DryRunWords>(Receipt(report()));
            return press(QStringLiteral("Run")) && QTest::qWaitFor([this] { return table()->model()->rowCount() == 2; });
        }
        void check(int row) const {
            table()->setFocus();
            table()->setCurrentIndex(table()->model()->index(row, 0));
            QTest::keyClick(table(), Qt::Key_Space);
        }
    };

private slots:
    void tellsTheImpact() {
        Bench bench;
        QVERIFY(bench.open());
        QVERIFY(bench.run());
        QVERIFY(bench.says(QStringLiteral("Would newly block 37 of 1,204 passages")));
        QVERIFY(bench.says(QStringLiteral("blocked by the list in force: 3, by the draft: 40")));
        QCOMPARE(bench.table()->model()->index(0, ui::DryRunModel::Hits).data().toString(), QStringLiteral("30"));
        QCOMPARE(bench.table()->model()->index(1, ui::DryRunModel::New).data().toString(), QStringLiteral("New"));
        QCOMPARE(bench.samples()->model()->rowCount(), 2);
        const DryRunWords sent = bench.engine->sent<DryRunWords>().front();
        QCOMPARE(sent.draft, bench.draft->id());
        QVERIFY(sent.bundled && sent.folder.empty());
    }

    void theJournalIsReadWhileItIsUnlocked() {
        Bench bench;
        QVERIFY(bench.open());
        ui::JournalAccess access(*bench.link);
        bench.pane->setJournal(access);
        auto* box = bench.pane->findChild<QCheckBox*>(QStringLiteral("dryRunJournal"));
        auto* days = bench.pane->findChild<QSpinBox*>();
        QVERIFY(box->isVisible() && !box->isEnabled());
        QVERIFY(box->toolTip().contains(QStringLiteral("Unlock")));
        access.unlock(QStringLiteral("correct horse"));
        QTRY_VERIFY(box->isEnabled());
        box->click();
        QVERIFY(days->isEnabled());
        days->setValue(30);
        QVERIFY(bench.run());
        const DryRunWords sent = bench.engine->sent<DryRunWords>().back();
        QCOMPARE(sent.journalDays, 30u);
        QVERIFY(!sent.session.empty());
        access.lock();
        QVERIFY(!box->isEnabled());
        QCOMPARE(bench.table()->model()->rowCount(), 0);  // passages of dialogues are forgotten with the rest
        QVERIFY(!bench.says(QStringLiteral("1,204")));
        QVERIFY(bench.run());
        QCOMPARE(bench.engine->sent<DryRunWords>().back().journalDays, 0u);
    }

    void aFolderIsReadInsteadOrToo() {
        Bench bench;
        QVERIFY(bench.open());
        for (QCheckBox* box : bench.pane->findChildren<QCheckBox*>()) {
            box->setFocus();
            QTest::keyClick(box, Qt::Key_Space);  // the bundled texts off, the folder on
        }
        QVERIFY(!bench.button(QStringLiteral("Run"))->isEnabled());  // no folder is named yet
        auto* folder = bench.pane->findChild<QLineEdit*>(QStringLiteral("dryRunFolder"));
        QTest::keyClicks(folder, QStringLiteral("/srv/texts"));
        QVERIFY(bench.run());
        QVERIFY(!bench.engine->sent<DryRunWords>().front().bundled);
        QCOMPARE(bench.engine->sent<DryRunWords>().front().folder, std::string("/srv/texts"));
    }

    void chosenRulesAreExcludedInOneClick() {
        Bench bench;
        QVERIFY(bench.open());
        QVERIFY(bench.run());
        QSignalSpy asked(bench.pane.get(), &DryRunPane::disableWordsRequested);
        QVERIFY(!bench.button(QStringLiteral("Exclude the chosen rules"))->isEnabled());
        QVERIFY(bench.press(QStringLiteral("Choose all new ones")));
        bench.check(0);
        QVERIFY(bench.press(QStringLiteral("Exclude 2 rule(s)")));
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked.at(0).at(0).value<std::vector<quint32>>(), (std::vector<quint32>{1, 2}));
    }

    void aChangedDraftMakesTheReportOld() {
        Bench bench;
        QVERIFY(bench.open());
        QVERIFY(bench.run());
        const QString old = QStringLiteral("The draft has changed since");
        QVERIFY(!bench.says(old));
        bench.add("new");
        QTRY_VERIFY(bench.says(old));
        QTRY_VERIFY(bench.draft->isSynced());
        bench.engine->answerNext<DryRunWords>(Receipt(Bench::report()));
        QVERIFY(bench.press(QStringLiteral("Run")));
        QTRY_VERIFY(!bench.says(old));
    }

    void samplesFollowTheChosenRule() {
        Bench bench;
        QVERIFY(bench.open());
        QVERIFY(bench.run());
        const QModelIndex row = bench.table()->model()->index(1, 1);
        QTest::mouseClick(bench.table()->viewport(), Qt::LeftButton, {}, bench.table()->visualRect(row).center());
        QCOMPARE(bench.samples()->model()->rowCount(), 1);
        QVERIFY(bench.samples()->model()->index(0, 0).data().toString().contains(QStringLiteral("真是[大麻]烦")));
    }

    void progressIsShownAndARunCanBeCancelled() {
        Bench bench;
        QVERIFY(bench.open());
        bench.engine->hold();
        QVERIFY(bench.press(QStringLiteral("Run")));
        auto* progress = bench.pane->findChild<QProgressBar*>();
        QVERIFY(progress->isVisible());
        QVERIFY(!bench.button(QStringLiteral("Run"))->isEnabled());
        bench.engine->publish([&bench](Snapshot& s) {
            s.words.task = WordsTask::dryRun;
            s.words.taskDraft = bench.draft->id();
            s.words.taskPermille = 420;
        });
        QTRY_COMPARE(progress->value(), 420);
        QVERIFY(bench.press(QStringLiteral("Cancel")));
        QCOMPARE(bench.engine->sent<CancelWords>().size(), std::size_t(1));
        bench.engine->answerNext<DryRunWords>(fail(ErrorCode::cancelled));
        bench.engine->release();
        QTRY_COMPARE(bench.pane->findChild<ui::MessageBar*>()->text(), QStringLiteral("The dry run was cancelled."));
        QVERIFY(!progress->isVisible());
        QVERIFY(bench.button(QStringLiteral("Run"))->isEnabled());
        QCOMPARE(bench.table()->model()->rowCount(), 0);
    }

    void aFolderThatCannotBeReadIsTold() {
        Bench bench;
        QVERIFY(bench.open());
        bench.engine->answerNext<DryRunWords>(fail(ErrorCode::fileRead, {"/srv/none"}));
        QVERIFY(bench.press(QStringLiteral("Run")));
        QTRY_VERIFY(bench.pane->findChild<ui::MessageBar*>()->text().contains(QStringLiteral("/srv/none")));
    }
};

MIRROR_TEST(DryRunPaneTest, tst_dry_run_pane)
#include "tst_dry_run_pane.moc"
