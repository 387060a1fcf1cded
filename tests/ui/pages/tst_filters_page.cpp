#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDropEvent>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QTabBar>
#include <QTemporaryDir>
#include <QToolButton>

#include "support/run_test.h"
#include "ui/dialogs/import_words_dialog.h"
#include "ui/link/engine_link.h"
#include "ui/models/word_model.h"
#include "ui/pages/filters/words_panel.h"
#include "ui/pages/filters_page.h"
#include "ui/support/fake_engine.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/word_filter_edit.h"
#include "ui/widgets/word_table_view.h"
#include "ui/widgets/words_state_chip.h"

using namespace mirror;
using namespace mirror::ui;

/// The Filters page with a user's means; what is asserted stands on the screen or went to the engine.
class FiltersPageTest : public QObject {
    Q_OBJECT
    struct Bench {
        explicit Bench(std::size_t count, bool isHeld = false) {
            engine->words.fill(count);
            engine->publish([](Snapshot& s) {
                s.state = EngineState::running;
                s.words.revision = 1;
            });
            if (isHeld) engine->hold();
            link = std::make_unique<EngineLink>(engine);
            page = std::make_unique<FiltersPage>(*link);
            page->resize(1300, 800);
            page->show();
            page->activateWindow();
            page->activate();
        }
        WordModel& model() const { return page->words().model(); }
        WordTableView& table() const { return page->words().table(); }
        int rows() const { return model().rowCount(); }
        bool isReady() const { return page->draft().state() == DraftOfWords::State::open && !model().isBusy() && page->isActiveWindow(); }
        QString cell(int row, WordColumn column) const { return model().index(row, static_cast<int>(column)).data().toString(); }
        QPoint place(int row, WordColumn column) const { return table().visualRect(model().index(row, static_cast<int>(column))).center(); }
        void click(int row, WordColumn column = WordColumn::text, Qt::KeyboardModifiers keys = Qt::NoModifier) const {
            QTest::mouseClick(table().viewport(), Qt::LeftButton, keys, place(row, column));
        }
        template <class Widget>
        Widget* named(const char* name) const {
            return page->findChild<Widget*>(QLatin1String(name));
        }
        /// The open one: one that was closed lives until the event loop turns.
        QLineEdit* editor() const {
            for (auto* one : table().viewport()->findChildren<QLineEdit*>(QStringLiteral("cellEditor")))
                if (one->isVisible()) return one;
            return nullptr;
        }
        QString counts() const { return named<QLabel>("word-counts")->text(); }
        QString message() const { return page->words().message().isVisible() ? page->words().message().text() : QString(); }
        EmptyState* empty() const { return page->words().findChild<EmptyState*>(); }
        const test::FakeWords::Content& theirs() const { return *engine->words.draft(page->draft().id()); }
        std::shared_ptr<test::FakeEngine> engine = std::make_shared<test::FakeEngine>();
        std::unique_ptr<EngineLink> link;
        std::unique_ptr<FiltersPage> page;
    };

private slots:
    void showsTheListInForceAndWhichRevisionItIs() {
        Bench bench(30);
        QTRY_COMPARE(bench.rows(), 30);
        QCOMPARE(bench.counts(), QStringLiteral("30 entries"));
        QTRY_VERIFY(bench.page->findChild<WordsStateChip*>()->text().contains(QStringLiteral("1")));
        bench.engine->publish([](Snapshot& s) { s.words.state = WordsState::compiling; });
        QTRY_VERIFY(bench.page->findChild<WordsStateChip*>()->text().contains(QStringLiteral("Compiling")));
        QCOMPARE(bench.named<QTabBar>("filter-tabs")->tabText(0), QStringLiteral("Words (30)"));
    }

    void insWritesANewEntryAndReturnTakesIt() {
        Bench bench(5);
        QTRY_VERIFY(bench.isReady());
        bench.click(0);
        QTest::keyClick(&bench.table(), Qt::Key_Insert);
        QTRY_VERIFY(bench.editor() != nullptr);
        QTest::keyClicks(bench.editor(), QStringLiteral("forbidden"));
        QTest::keyClick(bench.editor(), Qt::Key_Return);
        QTRY_COMPARE(bench.cell(5, WordColumn::text), QStringLiteral("forbidden"));
        QCOMPARE(bench.rows(), 6);
        QTRY_COMPARE(bench.theirs().words.size(), std::size_t{6});
        QVERIFY(bench.named<QLabel>("draft-state")->text().contains(QStringLiteral("1 change")));
    }

    void escGivesANewEntryUp() {
        Bench bench(5);
        QTRY_VERIFY(bench.isReady());
        QTest::mouseClick(bench.named<QToolButton>("word-add"), Qt::LeftButton);
        QTRY_VERIFY(bench.editor() != nullptr);
        QCOMPARE(bench.rows(), 6);
        QTest::keyClick(bench.editor(), Qt::Key_Escape);
        QTRY_COMPARE(bench.rows(), 5);
        QVERIFY(bench.engine->sent<EditWords>().empty());
    }

    void aRefusedEntryStandsInTheEditorAgainWithTheReason() {
        Bench bench(5);
        QTRY_VERIFY(bench.isReady());
        QTest::mouseClick(bench.named<QToolButton>("word-add"), Qt::LeftButton);
        QTRY_VERIFY(bench.editor() != nullptr);
        bench.editor()->setText(QStringLiteral("词语2"));
        QTest::keyClick(bench.editor(), Qt::Key_Return);
        QTRY_VERIFY(bench.message().contains(QStringLiteral("词语2")));
        QTRY_VERIFY(bench.editor() != nullptr);
        QCOMPARE(bench.editor()->text(), QStringLiteral("词语2"));
        QTest::keyClicks(bench.editor(), QStringLiteral("b"));
        QTest::keyClick(bench.editor(), Qt::Key_Return);
        QTRY_COMPARE(bench.theirs().words.size(), std::size_t{6});
    }

    void aRefusedChangeIsTakenBackAndStaysTyped() {
        Bench bench(5);
        QTRY_VERIFY(bench.isReady());
        bench.click(0);
        QTest::mouseDClick(bench.table().viewport(), Qt::LeftButton, {}, bench.place(0, WordColumn::text));
        QTRY_VERIFY(bench.editor() != nullptr);
        bench.editor()->setText(QStringLiteral("词语3"));
        QTest::keyClick(bench.editor(), Qt::Key_Return);
        QTRY_VERIFY(!bench.message().isEmpty());
        QCOMPARE(bench.cell(0, WordColumn::text), QStringLiteral("词语1"));
        QTRY_VERIFY(bench.editor() != nullptr);
        QCOMPARE(bench.editor()->text(), QStringLiteral("词语3"));
        QTest::keyClick(bench.editor(), Qt::Key_Escape);
        QTRY_VERIFY(bench.editor() == nullptr);
        QCOMPARE(bench.cell(0, WordColumn::text), QStringLiteral("词语1"));
    }

    void delRemovesAndCtrlZBringsBack() {
        Bench bench(10);
        QTRY_VERIFY(bench.isReady());
        bench.click(2);
        bench.click(5, WordColumn::text, Qt::ShiftModifier);
        QTest::keyClick(&bench.table(), Qt::Key_Delete);
        QCOMPARE(bench.rows(), 6);
        QTRY_COMPARE(bench.theirs().words.size(), std::size_t{6});
        QTest::keyClick(&bench.table(), Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(bench.rows(), 10);
        QCOMPARE(bench.cell(2, WordColumn::text), QStringLiteral("词语3"));
        QTRY_COMPARE(bench.theirs().words.size(), std::size_t{10});
        QTest::keyClick(&bench.table(), Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_COMPARE(bench.theirs().words.size(), std::size_t{6});
        QTest::keyClick(&bench.table(), Qt::Key_Z, Qt::ControlModifier);
        QTest::keyClick(&bench.table(), Qt::Key_Y, Qt::ControlModifier);
        QCOMPARE(bench.rows(), 6);
    }

    void spaceSwitchesTheSelectionOffAndOn() {
        Bench bench(4);
        QTRY_VERIFY(bench.isReady());
        bench.click(0);
        QTest::keyClick(&bench.table(), Qt::Key_A, Qt::ControlModifier);
        QTest::keyClick(&bench.table(), Qt::Key_Space);
        QTRY_VERIFY(std::none_of(bench.theirs().words.begin(), bench.theirs().words.end(), [](const auto& one) { return one.second.enabled; }));
        QTest::keyClick(&bench.table(), Qt::Key_Space);
        QTRY_VERIFY(std::all_of(bench.theirs().words.begin(), bench.theirs().words.end(), [](const auto& one) { return one.second.enabled; }));
    }

    void thePanelChangesWhatIsSelected() {
        Bench bench(6);
        QTRY_VERIFY(bench.isReady());
        bench.click(1);
        bench.click(3, WordColumn::text, Qt::ShiftModifier);
        auto* action = bench.named<QComboBox>("bulk-action");
        QVERIFY(action->isEnabled());
        action->setFocus();
        QTest::keyClick(action, Qt::Key_Down);
        QTest::keyClick(action, Qt::Key_Return);
        auto* category = bench.named<QLineEdit>("bulk-category");
        category->setFocus();
        QTest::keyClicks(category, QStringLiteral("ads"));
        QTest::keyClick(category, Qt::Key_Return);
        QTRY_COMPARE(bench.theirs().words.at(2).category, std::string("ads"));
        QCOMPARE(bench.theirs().words.at(4).category, std::string("ads"));
        QVERIFY(bench.theirs().words.at(1).category != "ads");
    }

    void theFilterSaysHowManyMatchAndEscClearsIt() {
        Bench bench(40);
        QTRY_VERIFY(bench.isReady());
        auto* filter = bench.page->findChild<WordFilterEdit*>();
        bench.page->focusFilter();
        QTest::keyClicks(filter, QStringLiteral("category:fraud"));
        QTRY_COMPARE(bench.counts(), QStringLiteral("10 of 40 match"));
        filter->setText(QStringLiteral("nothing-like-this"));
        QTRY_VERIFY(bench.empty()->isVisible());
        QCOMPARE(bench.empty()->title(), QStringLiteral("0 of 40 match"));
        QTest::mouseClick(bench.empty()->findChild<QPushButton*>(), Qt::LeftButton);
        QTRY_COMPARE(bench.rows(), 40);
        filter->setText(QStringLiteral("action:shout"));
        QVERIFY(!bench.named<QLabel>("word-filter-problem")->text().isEmpty());
    }

    void listsAreSwitchedRenamedAddedAndRemoved() {
        Bench bench(8);
        QTRY_VERIFY(bench.isReady());
        auto* lists = bench.named<QListWidget>("word-lists");
        QCOMPARE(lists->item(1)->text(), QStringLiteral("Default"));
        lists->setFocus();
        QTest::keyClick(lists, Qt::Key_Down);
        QSignalSpy repainted(&bench.model(), &QAbstractItemModel::dataChanged);
        QTest::keyClick(lists, Qt::Key_Space);
        QTRY_VERIFY(!bench.theirs().lists.front().enabled);
        QVERIFY(!bench.model().index(7, 0).data(WordModel::ActiveRole).toBool());
        QVERIFY(!repainted.isEmpty() && repainted.first().at(1).toModelIndex().row() == 7);
        QTest::keyClick(lists, Qt::Key_F2);
        auto* name = lists->findChild<QLineEdit*>();
        QVERIFY(name != nullptr);
        name->setText(QStringLiteral("Basics"));
        QTest::keyClick(name, Qt::Key_Return);
        QTRY_COMPARE(bench.theirs().lists.front().name, std::string("Basics"));
        const auto button = [&bench](const char* tip) -> QToolButton* {
            for (QToolButton* one : bench.page->findChildren<QToolButton*>())
                if (one->toolTip().startsWith(QLatin1String(tip))) return one;
            return nullptr;
        };
        QTest::mouseClick(button("Add a list"), Qt::LeftButton);
        QTRY_COMPARE(bench.theirs().lists.size(), std::size_t{2});
        QTest::keyClick(lists->findChild<QLineEdit*>(), Qt::Key_Escape);
        QTest::mouseClick(button("Remove the list"), Qt::LeftButton);
        QTRY_COMPARE(bench.theirs().lists.size(), std::size_t{1});
        QVERIFY(bench.message().contains(QStringLiteral("New list")));
    }

    void categoriesAreCountedAndNarrowTheTable() {
        Bench bench(8);
        QTRY_VERIFY(bench.isReady());
        auto* categories = bench.named<QListWidget>("word-categories");
        QCOMPARE(categories->count(), 5);
        categories->setFocus();
        QTest::keyClick(categories, Qt::Key_Down);
        QTRY_COMPARE(bench.counts(), QStringLiteral("2 of 8 match"));
    }

    void exceptionsAndExpressionsHaveTheirTabs() {
        Bench bench(3);
        QTRY_VERIFY(bench.isReady());
        auto* tabs = bench.named<QTabBar>("filter-tabs");
        tabs->setFocus();
        QTest::keyClick(tabs, Qt::Key_Right);
        QTRY_VERIFY(bench.empty()->isVisible());
        QTRY_COMPARE(bench.empty()->title(), QStringLiteral("No exception yet"));
        QVERIFY(bench.table().isColumnHidden(static_cast<int>(WordColumn::action)));
        QTest::mouseClick(bench.empty()->findChild<QPushButton*>(), Qt::LeftButton);
        QTRY_VERIFY(bench.editor() != nullptr);
        QTest::keyClicks(bench.editor(), QStringLiteral("phrase"));
        QTest::keyClick(bench.editor(), Qt::Key_Return);
        QTRY_VERIFY(bench.theirs().words.contains(4));
        QCOMPARE(bench.theirs().words.at(4).kind, WordKind::exception);
        QTest::keyClick(tabs, Qt::Key_Right);
        QTRY_VERIFY(bench.isReady() && bench.empty()->isVisible());
        QCOMPARE(bench.empty()->title(), QStringLiteral("No rule yet"));
        QTest::mouseClick(bench.empty()->findChild<QPushButton*>(), Qt::LeftButton);
        QTRY_VERIFY(bench.editor() != nullptr);
        QTest::keyClicks(bench.editor(), QStringLiteral("a(b"));
        QTest::keyClick(bench.editor(), Qt::Key_Return);
        QTRY_VERIFY(bench.message().contains(QStringLiteral("missing )")));
    }

    void loadingShowsItselfAndCanBeCancelled() {
        Bench bench(10, true);
        QVERIFY(bench.empty()->isVisible());
        QCOMPARE(bench.empty()->title(), QStringLiteral("Loading the word lists"));
        QTest::mouseClick(bench.empty()->findChild<QPushButton*>(), Qt::LeftButton);
        QCOMPARE(bench.empty()->title(), QStringLiteral("The word lists are not loaded"));
        bench.engine->release();
        QCoreApplication::processEvents();
        QCOMPARE(bench.rows(), 0);
        QTest::mouseClick(bench.empty()->findChild<QPushButton*>(), Qt::LeftButton);
        QTRY_COMPARE(bench.rows(), 10);
    }

    void anEmptyListAndALostEngineReadDifferently() {
        Bench bench(0);
        QTRY_COMPARE(bench.empty()->title(), QStringLiteral("No word yet"));
        bench.engine->answerNext<OpenWords>(fail(ErrorCode::notRunning));
        bench.engine->publish([](Snapshot& s) { s.state = EngineState::stopped; });
        QTRY_COMPARE(bench.link->snapshot()->state, EngineState::stopped);
        bench.page->draft().revert();
        QTRY_COMPARE(bench.empty()->title(), QStringLiteral("The engine is stopped"));
    }

    void aDroppedFileIsShownBeforeItIsTaken() {
        Bench bench(5);
        QTRY_VERIFY(bench.isReady());
        QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("words.txt")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("甲方\n乙方\n词语1\n");
        file.close();
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(file.fileName())});
        QDragEnterEvent enter({50, 50}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(bench.page.get(), &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent drop({50, 50}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(bench.page.get(), &drop);
        auto* dialog = bench.page->findChild<ImportWordsDialog*>();
        QVERIFY(dialog != nullptr);
        auto* commit = dialog->findChild<QPushButton*>(QStringLiteral("import-commit"));
        QTRY_VERIFY(commit->isEnabled());
        QVERIFY(!bench.engine->sent<ImportWords>().front().commit);
        QCOMPARE(commit->text(), QStringLiteral("Import 2 entries"));
        QVERIFY(dialog->findChild<QLabel*>(QStringLiteral("import-summary"))->text().contains(QStringLiteral("3 lines: 2 new, 1 there already")));
        auto* problems = dialog->findChild<QTableView*>(QStringLiteral("import-problems"))->model();
        QCOMPARE(problems->rowCount(), 1);
        QCOMPARE(problems->index(0, 0).data().toString(), QStringLiteral("3"));
        QTest::mouseClick(commit, Qt::LeftButton);
        QTRY_COMPARE(bench.rows(), 7);
        bench.page->activateWindow();
        QTRY_VERIFY(bench.isReady());
        QTest::keyClick(&bench.table(), Qt::Key_Z, Qt::ControlModifier);
        QTRY_COMPARE(bench.rows(), 5);
    }

    void anImportIsCancelledAtTheEngine() {
        Bench bench(5);
        QTRY_VERIFY(bench.isReady());
        auto* dialog = new ImportWordsDialog(bench.page->draft(), test::wordOf(0, {}), bench.page.get());
        dialog->open();
        dialog->setContent(QStringLiteral("clipboard.txt"), "甲方\n乙方\n");
        auto* commit = dialog->findChild<QPushButton*>(QStringLiteral("import-commit"));
        QTRY_VERIFY(commit->isEnabled());
        bench.engine->hold();
        bench.engine->answerNext<ImportWords>(fail(ErrorCode::cancelled));
        QTest::mouseClick(commit, Qt::LeftButton);
        for (QPushButton* button : dialog->findChildren<QPushButton*>())
            if (button->text() == QLatin1String("Cancel")) QTest::mouseClick(button, Qt::LeftButton);
        QCOMPARE(bench.engine->sent<CancelWords>().size(), std::size_t{1});
        bench.engine->release();
        QTRY_VERIFY(dialog->findChild<MessageBar*>()->isVisible());
        QCOMPARE(bench.rows(), 5);
        // What was found is shown again, and it can be begun anew.
        QVERIFY(dialog->findChild<QLabel*>(QStringLiteral("import-summary"))->text().contains(QStringLiteral("2 new")));
        QVERIFY(commit->isEnabled());
        QTest::mouseClick(commit, Qt::LeftButton);
        QTRY_COMPARE(bench.rows(), 7);
    }

    void whatTheEngineTookInBeforeItHeardOfTheCancelIsShown() {
        Bench bench(5);
        QTRY_VERIFY(bench.isReady());
        auto* dialog = new ImportWordsDialog(bench.page->draft(), test::wordOf(0, {}), bench.page.get());
        dialog->open();
        dialog->setContent(QStringLiteral("clipboard.txt"), "甲方\n乙方\n");
        auto* commit = dialog->findChild<QPushButton*>(QStringLiteral("import-commit"));
        QTRY_VERIFY(commit->isEnabled());
        bench.engine->hold();
        QTest::mouseClick(commit, Qt::LeftButton);
        QTest::keyClick(dialog, Qt::Key_Escape);
        QVERIFY(dialog->isVisible());
        QCOMPARE(bench.engine->sent<CancelWords>().size(), std::size_t{1});
        bench.engine->release();
        QTRY_COMPARE(bench.rows(), 7);
    }

    void manyPastedLinesAreAnImportAndOneIsAnEntry() {
        Bench bench(5);
        QTRY_VERIFY(bench.isReady());
        bench.click(0);
        QApplication::clipboard()->setText(QStringLiteral("einzeln"));
        QTest::keyClick(&bench.table(), Qt::Key_V, Qt::ControlModifier);
        QTRY_COMPARE(bench.theirs().words.size(), std::size_t{6});
        QApplication::clipboard()->setText(QStringLiteral("one\r\ntwo\r\n"));
        QTest::keyClick(&bench.table(), Qt::Key_V, Qt::ControlModifier);
        QTRY_VERIFY(bench.page->findChild<ImportWordsDialog*>() != nullptr);
        QTRY_VERIFY(!bench.engine->sent<ImportWords>().empty());
        QCOMPARE(bench.engine->sent<ImportWords>().front().content, std::string("one\ntwo"));
    }

    void copiesLinesThatCanBePastedBack() {
        Bench bench(3);
        QTRY_VERIFY(bench.isReady());
        bench.click(1);
        QTest::keyClick(&bench.table(), Qt::Key_C, Qt::ControlModifier);
        const QStringList lines = QApplication::clipboard()->text().split(u'\n');
        QVERIFY(lines.at(0).startsWith(QStringLiteral("text\tcategory\taction")));
        QVERIFY(lines.at(1).startsWith(QStringLiteral("词语2\t广告\tblock\tboth\ttrue\tfalse\tword")));
    }

    void exportAsksTheEngineForWhatIsSelected() {
        Bench bench(5);
        QTRY_VERIFY(bench.isReady());
        bench.click(1);
        bench.click(2, WordColumn::text, Qt::ControlModifier);
        QTest::mouseClick(bench.named<QPushButton>("words-export"), Qt::LeftButton);
        auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
        QVERIFY(menu != nullptr);
        QAction* selected = nullptr;
        for (QAction* action : menu->actions())
            if (action->text().contains(QStringLiteral("2 selected as CSV"))) selected = action;
        QVERIFY(selected != nullptr);
        selected->trigger();
        menu->close();
        QTRY_COMPARE(bench.engine->sent<ExportWords>().size(), std::size_t{1});
        QCOMPARE(bench.engine->sent<ExportWords>().front().ids, (std::vector<std::uint32_t>{2, 3}));
    }

    void hitsAreAskedForWhileThePageIsSeen() {
        Bench bench(5);
        bench.engine->words.hits = {{2, 77}};
        QTRY_VERIFY(bench.isReady());
        QTRY_COMPARE_WITH_TIMEOUT(bench.cell(1, WordColumn::hits), QStringLiteral("77"), 8000);
    }

    void anotherRevisionIsLoadedUnlessSomethingWasEdited() {
        Bench bench(5);
        QTRY_VERIFY(bench.isReady());
        bench.engine->words.fill(9);
        bench.engine->words.revision = 2;
        bench.engine->publish([](Snapshot& s) { s.words.revision = 2; });
        QTRY_COMPARE(bench.rows(), 9);
        bench.click(0);
        QTest::keyClick(&bench.table(), Qt::Key_Delete);
        bench.engine->words.revision = 3;
        bench.engine->publish([](Snapshot& s) { s.words.revision = 3; });
        QTRY_COMPARE(bench.link->snapshot()->words.revision, std::uint64_t{3});
        QCOMPARE(bench.page->draft().baseRevision(), std::uint64_t{2});
        QCOMPARE(bench.rows(), 8);
    }
};

MIRROR_TEST(FiltersPageTest, tst_filters_page)
#include "tst_filters_page.moc"
