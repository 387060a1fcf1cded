#include <QApplication>
#include <QClipboard>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPushButton>
#include <QTabBar>
#include <QTableWidget>
#include <QTextEdit>

#include "support/run_test.h"
#include "ui/link/engine_link.h"
#include "ui/models/journal_model.h"
#include "ui/models/segment_model.h"
#include "ui/pages/dialogues_page.h"
#include "ui/pages/journal/dialogue_list.h"
#include "ui/pages/journal/dialogue_pane.h"
#include "ui/pages/journal/journal_gate.h"
#include "ui/pages/journal/segments_pane.h"
#include "ui/support/fake_engine.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/live_table.h"
#include "ui/widgets/message_bar.h"

using namespace mirror;
using ui::DialoguesPage;
using ui::JournalGate;

/// The page by a user's means: keys, clicks, and what stands on the screen.
class DialoguesPageTest : public QObject {
    Q_OBJECT
    struct Bench {
        explicit Bench(JournalState state = JournalState::writing) {
            engine->config = defaultConfig();
            engine->journal.end = std::chrono::system_clock::now();
            engine->publish([state](Snapshot& s) {
                s.state = EngineState::running;
                s.journal.state = state;
                if (state == JournalState::writing || state == JournalState::failing) s.journal.keyId = "00112233aabbccdd";
            });
            link = std::make_unique<ui::EngineLink>(engine);
            page = std::make_unique<DialoguesPage>(*link);
            page->resize(1280, 760);
            page->show();
            page->activate();
        }
        template <class Widget>
        Widget* find(const char* name) const { return page->findChild<Widget*>(QLatin1String(name)); }
        JournalGate* gate() const { return page->findChild<JournalGate*>(); }
        QString problem() const { return find<QLabel>("journal-problem")->text(); }
        void type(const char* name, const QString& text) const {
            auto* edit = find<QLineEdit>(name);
            edit->setFocus();
            QTest::keyClicks(edit, text);
        }
        void click(const char* name) const { QTest::mouseClick(find<QPushButton>(name), Qt::LeftButton); }
        void unlock(const QString& passphrase = QStringLiteral("correct horse")) const {
            type("journal-passphrase", passphrase);
            QTest::keyClick(find<QLineEdit>("journal-passphrase"), Qt::Key_Return);
        }
        void unlocked(int rows = 1000) const {
            unlock();
            QTRY_COMPARE(model().rowCount(), rows);
        }
        ui::JournalModel& model() const { return page->dialogues().model(); }
        void clickRow(int row) const {
            QTRY_VERIFY(model().entryAt(row) != nullptr);
            auto& table = page->dialogues().table();
            QTest::mouseClick(table.viewport(), Qt::LeftButton, Qt::NoModifier, table.visualRect(model().index(row, 1)).center());
        }
        QString counts() const { return find<QLabel>("journal-counts")->text(); }
        QString everything() const {
            QStringList texts;
            for (const auto* label : page->findChildren<QLabel*>()) texts << label->text();
            for (const auto* edit : page->findChildren<QLineEdit*>()) texts << edit->text();
            for (const auto* edit : page->findChildren<QTextEdit*>()) texts << edit->toPlainText();
            for (const auto* view : page->findChildren<QAbstractItemView*>())
                for (int row = 0; view->model() != nullptr && row < std::min(50, view->model()->rowCount()); ++row)
                    for (int column = 0; column < view->model()->columnCount(); ++column) texts << view->model()->index(row, column).data().toString();
            return texts.join(u'\n');
        }
        std::shared_ptr<test::FakeEngine> engine = std::make_shared<test::FakeEngine>();
        std::unique_ptr<ui::EngineLink> link;
        std::unique_ptr<DialoguesPage> page;
    };

private slots:
    // -- the gate ----------------------------------------------------------------------------------------------------------
    void aPassphraseSwitchesTheJournalOnAndOpensIt() {
        Bench bench(JournalState::off);
        bench.engine->journal.hasKey = false;
        bench.engine->publish([](Snapshot&) {});
        bench.page->activate();
        QTRY_COMPARE(bench.gate()->mode(), JournalGate::NoKey);
        bench.type("journal-passphrase", QStringLiteral("a long sentence"));
        bench.type("journal-repeat", QStringLiteral("a long sentense"));
        bench.click("journal-open");
        QVERIFY(bench.problem().contains(QStringLiteral("differ")));
        QVERIFY(bench.engine->sent<InitJournal>().empty());
        bench.find<QLineEdit>("journal-repeat")->clear();
        bench.type("journal-repeat", QStringLiteral("a long sentence"));
        bench.click("journal-open");
        QTRY_VERIFY(bench.engine->config.journal.enabled);
        QCOMPARE(bench.engine->sent<InitJournal>().front().passphrase, std::string("a long sentence"));
        QTRY_VERIFY(bench.page->access().isUnlocked());
    }

    void aJournalThatIsOffCanBeSwitchedOnAndRead() {
        Bench bench(JournalState::off);
        QTRY_COMPARE(bench.gate()->mode(), JournalGate::Off);
        bench.click("journal-switch-on");
        QTRY_VERIFY(bench.engine->config.journal.enabled);
        QTRY_VERIFY(bench.find<QPushButton>("journal-switch-on")->isEnabled());
        bench.unlocked();
    }

    void aWrongPassphraseAndADamagedFileAreDifferentSentences() {
        Bench bench;
        bench.unlock(QStringLiteral("wrong"));
        QTRY_VERIFY(!bench.problem().isEmpty());
        const QString wrong = bench.problem();
        QVERIFY(wrong.contains(QStringLiteral("passphrase")));
        QVERIFY(bench.find<QLineEdit>("journal-passphrase")->text().isEmpty());
        bench.engine->journal.damage = makeError(ErrorCode::journalDamaged, {"journal.key", "its checksum is wrong"});
        bench.unlock();
        QTRY_VERIFY(bench.problem() != wrong && !bench.problem().isEmpty());
        QVERIFY(bench.problem().contains(QStringLiteral("journal.key")));
        QVERIFY(bench.problem().contains(QStringLiteral("copy")));
    }

    void aPassphraseIsHiddenWhateverItBeginsWith() {
        Bench bench;
        bench.type("journal-passphrase", QStringLiteral("env:"));
        QCOMPARE(bench.find<QLineEdit>("journal-passphrase")->echoMode(), QLineEdit::Password);
    }

    void aStoppedEngineIsSaidToBeStopped() {
        Bench bench;
        QCOMPARE(bench.gate()->mode(), JournalGate::Locked);
        bench.engine->publish([](Snapshot& s) { s.state = EngineState::stopped; });
        QTRY_COMPARE(bench.gate()->mode(), JournalGate::Stopped);
        QVERIFY(bench.find<QLineEdit>("journal-passphrase")->isHidden());
    }

    void aJournalThatCannotBeWrittenSaysWhy() {
        Bench bench;
        bench.engine->publish([](Snapshot& s) {
            s.journal.state = JournalState::failing;
            s.journal.error = makeError(ErrorCode::fileWrite, {"journal"}, "No space left on device");
            s.journal.refused = 12;
        });
        QTRY_VERIFY(bench.everything().contains(QStringLiteral("No space left on device")));
        QVERIFY(bench.everything().contains(QStringLiteral("12")));
    }

    // -- the list ----------------------------------------------------------------------------------------------------------
    void showsTheDialoguesOfTodayNewestFirst() {
        Bench bench;
        bench.unlocked();
        QVERIFY(bench.counts().contains(QStringLiteral("1,000")));
        const OpenJournalView query = bench.engine->sent<OpenJournalView>().back();
        QVERIFY(query.from != SystemTime{});
        QCOMPARE(query.to, SystemTime{});
    }

    void aFilterAsksTheEngineAnewAndSaysWhatDoesNotMatch() {
        Bench bench;
        bench.unlocked();
        bench.page->focusFilter();
        bench.type("journal-filter", QStringLiteral("key:nobody"));
        QTRY_COMPARE(bench.model().rowCount(), 0);
        auto* empty = bench.page->findChild<ui::EmptyState*>();
        QTRY_VERIFY(empty->isVisible());
        QTRY_COMPARE(empty->title(), QStringLiteral("0 of 1,000 match"));
        bench.page->clearFilter();
        QTRY_COMPARE(bench.model().rowCount(), 1000);
    }

    void anEmptyRangeOffersALongerOne() {
        Bench bench;
        bench.engine->journal.count = 0;
        bench.unlock();
        auto* empty = bench.page->findChild<ui::EmptyState*>();
        QTRY_VERIFY(empty->isVisible());
        bench.engine->journal.count = 5;
        QTest::mouseClick(empty->findChild<QPushButton*>(), Qt::LeftButton);
        QTRY_COMPARE(bench.model().rowCount(), 5);
    }

    void aSearchShowsPassagesAndCanBeStopped() {
        Bench bench;
        bench.unlocked();
        bench.engine->journal.workedOn = 3;
        bench.type("journal-search", QStringLiteral("77"));
        QVERIFY(bench.engine->sent<OpenJournalView>().back().text.empty());  // not at every letter
        bench.click("journal-find");
        QTRY_COMPARE(bench.model().rowCount(), 3);
        QVERIFY(!bench.page->dialogues().table().isColumnHidden(ui::JournalModel::Passage));
        QTRY_VERIFY(bench.counts().contains(QStringLiteral("looked at")));
        bench.click("journal-stop");
        QTRY_VERIFY(bench.counts().contains(QStringLiteral("there may be more")));
        QCOMPARE(bench.engine->sent<StopJournalView>().size(), std::size_t{1});
    }

    void aBoundIsNotPassedOffAsTheEnd() {
        Bench bench;
        bench.engine->journal.reachesBound = true;
        bench.unlocked();
        QTRY_VERIFY(bench.counts().contains(QStringLiteral("there may be more")));
    }

    void spaceHoldsTheListStill() {
        Bench bench;
        bench.unlocked();
        bench.page->togglePause();
        bench.engine->journal.write();
        auto* fresh = bench.find<QPushButton>("journal-new");
        QTRY_VERIFY(fresh->isVisible());
        QCOMPARE(bench.model().rowCount(), 1000);
        bench.page->followNewest();
        QCOMPARE(bench.model().rowCount(), 1001);
        QVERIFY(!fresh->isVisible());
    }

    // -- one dialogue ------------------------------------------------------------------------------------------------------
    void showsAConversationWithWhatIsInvisibleMadeVisible() {
        Bench bench;
        bench.unlocked();
        bench.clickRow(2);
        auto* text = bench.find<QTextEdit>("conversation");
        QTRY_VERIFY(text->toPlainText().contains(QStringLiteral("My number is [PHONE_1]")));
        const QString said = text->toPlainText();
        QVERIFY(said.contains(QStringLiteral("abc<U+202e>gnp.exe <b>997</b>")));  // markup is text
        QVERIFY(said.contains(QStringLiteral("Reasoning")));
        QVERIFY(said.contains(QStringLiteral("Tool call")));
        QVERIFY(said.contains(QStringLiteral("choice 2")));
    }

    void aVeryLongDialogueDoesNotHoldTheWindowUp() {
        Bench bench;
        for (int i = 0; i < 60'000; ++i) bench.engine->journal.longText += i % 40 == 39 ? "镜台。\n" : "对话里的一段长文字 and some words, ";
        bench.unlocked();
        bench.clickRow(0);
        auto* text = bench.find<QTextEdit>("conversation");
        QElapsedTimer turn;
        qint64 longest = 0;
        for (int i = 0; i < 400 && !text->toPlainText().contains(QStringLiteral("镜台")); ++i) {
            turn.start();
            QCoreApplication::processEvents(QEventLoop::AllEvents, 20);
            longest = std::max(longest, turn.elapsed());
        }
        turn.start();
        text->grab();
        qInfo("longest turn %lld ms, painted in %lld ms, %lld characters", longest, turn.elapsed(), static_cast<qint64>(text->toPlainText().size()));
        QVERIFY(text->toPlainText().contains(QStringLiteral("Export the dialogue")));
        QVERIFY(text->toPlainText().size() < 25'000);
    }

    void revealingAValueTakesAReasonAndIsHiddenAgain() {
        Bench bench;
        bench.unlocked();
        bench.clickRow(0);
        auto* tabs = bench.find<QTabBar>("dialogue-tabs");
        QTRY_VERIFY(tabs->isVisible());
        tabs->setCurrentIndex(ui::DialoguePane::Masked);
        bench.find<QListWidget>("masked-values")->setCurrentRow(0);
        bench.click("reveal");
        auto* show = bench.find<QPushButton>("reveal-show");
        QVERIFY(!show->isEnabled());
        bench.type("reveal-reason", QStringLiteral("ticket 7"));
        QVERIFY(show->isEnabled());
        QTest::mouseClick(show, Qt::LeftButton);
        auto* value = bench.find<QLabel>("revealed-value");
        QTRY_VERIFY(value->text().contains(QStringLiteral("13800138000")));
        QVERIFY(bench.find<QLabel>("reveal-note")->text().contains(QStringLiteral("audit trail")));
        QCOMPARE(bench.engine->sent<RevealValue>().front().reason, std::string("ticket 7"));
        QCOMPARE(bench.engine->sent<RevealValue>().front().place.record, 1000u);
        bench.clickRow(1);
        QVERIFY(!bench.everything().contains(QStringLiteral("13800138000")));
    }

    // -- locking -----------------------------------------------------------------------------------------------------------
    void lockingForgetsWhatWasShownAndBringsBackWhatWasTyped() {
        Bench bench;
        bench.unlocked();
        bench.type("journal-search", QStringLiteral("97"));
        bench.click("journal-find");
        QTRY_VERIFY(bench.model().rowCount() > 0 && bench.model().rowCount() < 1000);
        bench.clickRow(0);
        QTRY_VERIFY(bench.find<QTextEdit>("conversation")->toPlainText().contains(QStringLiteral("My number")));
        bench.click("dialogue-copy");
        QVERIFY(QApplication::clipboard()->text().contains(QStringLiteral("My number")));
        bench.engine->hold();  // nothing is waited for
        bench.click("journal-lock");
        QVERIFY(bench.gate()->isVisible());
        QCOMPARE(bench.model().rowCount(), 0);
        const QString left = bench.everything();
        for (const char* gone : {"My number", "qwen-plus", "alice", "97"}) QVERIFY2(!left.contains(QLatin1String(gone)), gone);
        QVERIFY(QApplication::clipboard()->text().isEmpty());
        bench.engine->release();
        bench.unlock();
        QTRY_COMPARE(bench.find<QLineEdit>("journal-search")->text(), QStringLiteral("97"));
        QTRY_VERIFY(bench.model().rowCount() > 0);
        QCOMPARE(bench.engine->sent<OpenJournalView>().back().text, std::string("97"));
    }

    void lockingDoesNotWaitForADialogAndSavesNothing() {
        Bench bench;
        bench.unlocked();
        QMenu* menu = bench.page->dialogues().makeExportMenu();
        menu->actions().front()->trigger();
        QTRY_VERIFY(bench.page->findChild<QFileDialog*>() != nullptr);
        bench.page->lock();
        QTRY_VERIFY(bench.page->findChild<QFileDialog*>() == nullptr);
        QVERIFY(bench.gate()->isVisible());
    }

    void lockingLeavesOtherPeoplesClipboardAlone() {
        Bench bench;
        bench.unlocked();
        bench.clickRow(0);
        QTRY_VERIFY(bench.find<QPushButton>("dialogue-copy")->isVisible());
        bench.click("dialogue-copy");
        QApplication::clipboard()->setText(QStringLiteral("something else"));
        bench.page->lock();
        QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("something else"));
    }

    void tellsHowLongItStaysOpen() {
        Bench bench;
        QSignalSpy seconds(bench.page.get(), &ui::Page::lockCountdownChanged);
        bench.unlocked();
        QTRY_VERIFY(seconds.size() > 0);
        QVERIFY(seconds.front().at(0).toInt() > 890);
        bench.page->lock();
        QCOMPARE(seconds.back().at(0).toInt(), -1);
    }

    void aRequestThatIsAskedForWhileLockedIsShownAfterUnlocking() {
        Bench bench;
        bench.page->openRequest(QStringLiteral("req-990"), std::chrono::system_clock::now());
        bench.unlock();
        QTRY_COMPARE(bench.model().rowCount(), 1);
        QCOMPARE(bench.engine->sent<OpenJournalView>().back().requestId, std::string("req-990"));
        QVERIFY(bench.engine->sent<OpenJournalView>().back().to != SystemTime{});
    }

    // -- integrity and segments --------------------------------------------------------------------------------------------
    void theCheckReportsInWordsAndSaysWhatItCannotSee() {
        Bench bench;
        bench.engine->journal.report = {3, 5000, {{JournalFlaw::gap, 2, 340, {}}, {JournalFlaw::missing, 1, 0, {}}}, 2, 0, 0, {}, true, Milliseconds(1200)};
        bench.unlocked();
        bench.find<QTabBar>("journal-tabs")->setCurrentIndex(1);
        QVERIFY(bench.everything().contains(QStringLiteral("whoever has the passphrase")));
        bench.click("verify-start");
        auto* table = bench.find<QTableWidget>("verify-problems");
        QTRY_COMPARE(table->rowCount(), 2);
        QCOMPARE(table->item(0, 0)->text(), QStringLiteral("Segment 2, record 340"));
        QVERIFY(table->item(0, 1)->text().contains(QStringLiteral("missing")));
        QVERIFY(bench.find<QLabel>("verify-facts")->text().contains(QStringLiteral("no anchors")));
        bench.page->lock();
        QCOMPARE(table->rowCount(), 0);
    }

    void aCheckCanBeStopped() {
        Bench bench;
        bench.unlocked();
        bench.find<QTabBar>("journal-tabs")->setCurrentIndex(1);
        bench.engine->answerNext<VerifyJournal>(fail(ErrorCode::cancelled));
        bench.engine->hold();
        bench.click("verify-start");
        QTRY_VERIFY(bench.find<QPushButton>("verify-stop")->isVisible());
        bench.click("verify-stop");
        bench.engine->release();
        QTRY_VERIFY(!bench.find<QPushButton>("verify-stop")->isVisible());
        QCOMPARE(bench.engine->sent<StopJournalView>().back().view, 0u);
        QTRY_VERIFY(bench.everything().contains(QStringLiteral("was stopped")));
    }

    void aSegmentIsShreddedOnlyWithItsNumberAndAReason() {
        Bench bench;
        bench.engine->journal.segments = {{3, {}, {1000}, "k", true, false}, {2, {}, {900}, "k", false, false}};
        bench.unlocked();
        bench.find<QTabBar>("journal-tabs")->setCurrentIndex(2);
        auto* table = bench.find<QTableView>("segments");
        QTRY_COMPARE(table->model()->rowCount(), 2);
        table->selectRow(0);
        QVERIFY(!bench.find<QPushButton>("segment-shred")->isEnabled());  // it is being written
        table->selectRow(1);
        bench.click("segment-shred");
        auto* agree = bench.find<QPushButton>("segment-agree");
        bench.type("segment-reason", QStringLiteral("retention"));
        bench.type("segment-number", QStringLiteral("3"));
        QVERIFY(!agree->isEnabled());
        bench.find<QLineEdit>("segment-number")->clear();
        bench.type("segment-number", QStringLiteral("2"));
        QVERIFY(agree->isEnabled());
        QTest::mouseClick(agree, Qt::LeftButton);
        QTRY_VERIFY(bench.engine->journal.segments.at(1).isShredded);
        QCOMPARE(bench.engine->sent<ShredJournalSegment>().front().reason, std::string("retention"));
        QTRY_VERIFY(bench.page->findChild<ui::SegmentsPane*>()->model().at(1)->isShredded);
    }

    void aSegmentsKeyIsExportedWithAReason() {
        Bench bench;
        bench.engine->journal.segments = {{3, {}, {1000}, "k", true, false}, {2, {}, {900}, "k", false, false}};
        bench.unlocked();
        bench.find<QTabBar>("journal-tabs")->setCurrentIndex(2);
        auto* table = bench.find<QTableView>("segments");
        QTRY_COMPARE(table->model()->rowCount(), 2);
        table->selectRow(1);
        bench.click("segment-export");
        bench.type("segment-reason", QStringLiteral("for the auditor"));
        QTest::keyClick(bench.find<QLineEdit>("segment-reason"), Qt::Key_Return);
        QTRY_VERIFY(bench.page->findChild<QFileDialog*>() != nullptr);
        QCOMPARE(bench.engine->sent<ExportSegmentKey>().front().segment, 2u);
        bench.page->lock();
    }

    void exportsWhatIsSelected() {
        Bench bench;
        bench.unlocked();
        bench.clickRow(1);
        QMenu* menu = bench.page->dialogues().makeExportMenu();
        menu->actions().at(5)->trigger();  // the selection as CSV
        QTRY_COMPARE(bench.engine->sent<ExportJournal>().size(), std::size_t{1});
        QCOMPARE(bench.engine->sent<ExportJournal>().front().positions, std::vector<std::int64_t>{1});
        QCOMPARE(bench.engine->sent<ExportJournal>().front().format, JournalExportFormat::csv);
        QTRY_VERIFY(bench.page->findChild<QFileDialog*>() != nullptr);
        bench.page->lock();
    }

    void everyFocusableWidgetHasAName() {
        Bench bench;
        bench.unlocked();
        bench.clickRow(0);
        for (int view = 0; view < 3; ++view) {
            bench.find<QTabBar>("journal-tabs")->setCurrentIndex(view);
            for (const QWidget* widget : bench.page->findChildren<QWidget*>()) {
                if (!widget->isVisible() || widget->focusPolicy() == Qt::NoFocus || widget->focusPolicy() == Qt::ClickFocus) continue;
                if (widget->objectName().startsWith(QLatin1String("qt_"))) continue;
                const auto* button = qobject_cast<const QAbstractButton*>(widget);
                const bool isNamed = !widget->accessibleName().isEmpty() || (button != nullptr && !button->text().isEmpty()) ||
                                     widget->inherits("QScrollArea") || widget->inherits("QSpinBox");
                QVERIFY2(isNamed, widget->metaObject()->className());
            }
        }
    }
};

MIRROR_TEST(DialoguesPageTest, tst_dialogues_page)
#include "tst_dialogues_page.moc"
