#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenuBar>
#include <QPushButton>
#include <QToolButton>

#include "support/run_test.h"
#include "ui/dialogs/command_palette.h"
#include "ui/dialogs/confirm_dialog.h"
#include "ui/dialogs/shortcut_sheet.h"
#include "ui/engine_notices.h"
#include "ui/link/engine_link.h"
#include "ui/main_window.h"
#include "ui/models/journal_model.h"
#include "ui/models/traffic_model.h"
#include "ui/pages/dialogues_page.h"
#include "ui/pages/journal/dialogue_list.h"
#include "ui/pages/page_list.h"
#include "ui/pages/settings_page.h"
#include "ui/pages/traffic_page.h"
#include "ui/shell_actions.h"
#include "ui/support/fake_engine.h"
#include "ui/support/switch_language.h"
#include "ui/theme/colors.h"
#include "ui/widgets/first_key_bar.h"
#include "ui/widgets/live_table.h"
#include "ui/widgets/message_bar.h"

using namespace mirror;

namespace {

/// A page that counts what reaches it.
class CountingPage : public ui::Page {
public:
    explicit CountingPage(QWidget* parent) : ui::Page(parent), field(new QLineEdit(this)), button(new QPushButton(this)) {
        field->setGeometry(0, 0, 100, 30);
        button->setGeometry(0, 40, 100, 30);
    }
    QString title() const override { return QStringLiteral("Counting"); }
    QString iconName() const override { return QStringLiteral("traffic"); }
    void focusFilter() override { field->setFocus(); }
    void clearFilter() override { ++cleared; }
    void togglePause() override { ++paused; }
    void followNewest() override { ++followed; }
    void exportData() override { ++exported; }
    QLineEdit* field;
    QPushButton* button;
    int cleared = 0, paused = 0, followed = 0, exported = 0;
};

}  // namespace

class TestMainWindow : public QObject {
    Q_OBJECT
private slots:
    void init();
    void cleanup();
    void keysChooseThePage();
    void noTwoActionsShareAShortcut();
    void spaceAndEndReachThePageButNotATextField();
    void paletteFindsAndRunsAnAction();
    void paletteLeadsToASetting();
    void shortcutSheetListsTheKeys();
    void startsStopsAndDrainsTheEngine();
    void restartAsksFirst();
    void theJournalIsLockedFromAnyPage();
    void aRequestLeadsToItsDialogue();
    void shiftTabGoesBackWithinThePage();
    void aStalledWorkerIsReportedWithAWayOut();
    void wordListsThatCannotBeUsedAreTold();
    void anAddressInUseLeadsToItsSetting();
    void theFirstKeyIsShownOnceAndCopied();
    void switchingTheLanguageEqualsAFreshStart();
    void everyFocusableWidgetHasAName();
    void closingWithRunningRequestsAsks();
    void colorsKeepTheirContrast();

private:
    template <class Bar>
    Bar* visibleBar() const;
    std::shared_ptr<test::FakeEngine> m_engine;
    std::unique_ptr<ui::EngineLink> m_link;
    std::unique_ptr<ui::MainWindow> m_window;
};

void TestMainWindow::init() {
    m_engine = std::make_shared<test::FakeEngine>();
    m_engine->config = defaultConfig();
    m_engine->publish([](Snapshot& s) { s.state = EngineState::running; });
    m_link = std::make_unique<ui::EngineLink>(m_engine);
    m_window = std::make_unique<ui::MainWindow>(*m_link, ui::WindowFacts{});
    ui::addAllPages(*m_window, *m_link);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    m_window->activateWindow();
    QTRY_VERIFY(m_window->isActiveWindow());
}

void TestMainWindow::cleanup() {
    m_window.reset();
    m_link.reset();
}

template <class Bar>
Bar* TestMainWindow::visibleBar() const {
    for (Bar* bar : m_window->findChildren<Bar*>())
        if (bar->isVisible()) return bar;
    return nullptr;
}

void TestMainWindow::shiftTabGoesBackWithinThePage() {
    m_engine->journal.hasKey = false;
    m_window->showPage(3);
    auto* first = m_window->findChild<QLineEdit*>(QStringLiteral("journal-passphrase"));
    auto* second = m_window->findChild<QLineEdit*>(QStringLiteral("journal-repeat"));
    QTRY_VERIFY(second->isVisible());
    QTRY_VERIFY(first->hasFocus());
    QTest::keyClick(first, Qt::Key_Tab);
    QVERIFY(second->hasFocus());
    QTest::keyClick(second, Qt::Key_Backtab, Qt::ShiftModifier);
    QVERIFY(first->hasFocus());
}

void TestMainWindow::keysChooseThePage() {
    QCOMPARE(m_window->currentPage(), 0);
    QTest::keyClick(m_window.get(), Qt::Key_3, Qt::ControlModifier);
    QCOMPARE(m_window->currentPage(), 2);
    QTest::keyClick(m_window.get(), Qt::Key_2, Qt::ControlModifier);
    QCOMPARE(m_window->currentPage(), 1);
    QVERIFY(m_window->windowTitle().startsWith(m_window->pages().at(1)->title()));
}

void TestMainWindow::noTwoActionsShareAShortcut() {
    QMap<QString, QString> seen;
    for (const QAction* action : m_window->findChildren<QAction*>()) {
        for (const QKeySequence& keys : action->shortcuts()) {
            if (keys.isEmpty() || action->shortcutContext() != Qt::WindowShortcut) continue;
            const QString name = keys.toString();
            QVERIFY2(!seen.contains(name), qPrintable(name + QStringLiteral(": ") + seen.value(name) + QStringLiteral(" and ") + action->text()));
            seen.insert(name, action->text());
            QVERIFY2(name != QLatin1String("Ctrl+Space"), "input methods need it");
        }
    }
    for (const char* needed : {"Ctrl+K", "Ctrl+/", "Ctrl+F", "Ctrl+E", "Ctrl+L", "F1", "F11", "Ctrl+Q", "Ctrl+,", "Ctrl+1", "Ctrl+2", "Ctrl+3"})
        QVERIFY2(seen.contains(QString::fromLatin1(needed)), needed);
}

void TestMainWindow::spaceAndEndReachThePageButNotATextField() {
    auto* page = new CountingPage(m_window.get());
    m_window->addPage(page);
    m_window->showPage(5);
    QTRY_VERIFY(page->hasFocus());
    QTest::keyClick(page, Qt::Key_Space);
    QTest::keyClick(page, Qt::Key_End);
    QTest::keyClick(page, Qt::Key_Escape);
    QCOMPARE(page->paused, 1);
    QCOMPARE(page->followed, 1);
    QCOMPARE(page->cleared, 1);
    QTest::keyClick(m_window.get(), Qt::Key_F, Qt::ControlModifier);
    QVERIFY(page->field->hasFocus());
    QTest::keyClicks(page->field, QStringLiteral("a b"));
    QTest::keyClick(page->field, Qt::Key_End);
    QCOMPARE(page->field->text(), QStringLiteral("a b"));
    QCOMPARE(page->paused, 1);
    QCOMPARE(page->followed, 1);
    page->button->setFocus();
    QSignalSpy pressed(page->button, &QPushButton::clicked);
    QTest::keyClick(page->button, Qt::Key_Space);
    QCOMPARE(pressed.size(), 1);
    QCOMPARE(page->paused, 1);
    QTest::keyClick(m_window.get(), Qt::Key_E, Qt::ControlModifier);
    QCOMPARE(page->exported, 1);
}

void TestMainWindow::paletteFindsAndRunsAnAction() {
    QTest::keyClick(m_window.get(), Qt::Key_K, Qt::ControlModifier);
    auto* palette = m_window->findChild<ui::CommandPalette*>();
    QVERIFY(palette->isVisible());
    auto* field = palette->findChild<QLineEdit*>();
    QTest::keyClicks(field, QStringLiteral("drain"));
    QTest::keyClick(field, Qt::Key_Return);
    QVERIFY(!palette->isVisible());
    QTRY_COMPARE(m_engine->sent<DrainEngine>().size(), std::size_t{1});
    QTest::keyClick(m_window.get(), Qt::Key_K, Qt::ControlModifier);
    QTest::keyClick(field, Qt::Key_Escape);
    QVERIFY(!palette->isVisible());
}

void TestMainWindow::paletteLeadsToASetting() {
    QTest::keyClick(m_window.get(), Qt::Key_K, Qt::ControlModifier);
    auto* field = m_window->findChild<ui::CommandPalette*>()->findChild<QLineEdit*>();
    QTest::keyClicks(field, QStringLiteral("retry.attempts"));
    QTest::keyClick(field, Qt::Key_Return);
    QCOMPARE(m_window->currentPage(), 4);
    const FieldInfo* info = findField("retry.attempts");
    const QString label = QString::fromUtf8(info->label.data(), static_cast<qsizetype>(info->label.size()));
    QTRY_VERIFY(QApplication::focusWidget() != nullptr && QApplication::focusWidget()->accessibleName() == label);
}

void TestMainWindow::shortcutSheetListsTheKeys() {
    QTest::keyClick(m_window.get(), Qt::Key_Slash, Qt::ControlModifier);
    auto* sheet = m_window->findChild<ui::ShortcutSheet*>();
    QVERIFY(sheet != nullptr && sheet->isVisible());
    QStringList texts;
    for (const QLabel* label : sheet->findChildren<QLabel*>()) texts << label->text();
    for (const char* key : {"Ctrl+K", "Ctrl+1", "Space", "End", "Esc", "F1"}) QVERIFY2(texts.contains(QString::fromLatin1(key)), key);
    QTest::keyClick(sheet, Qt::Key_Escape);
    QVERIFY(!sheet->isVisible());
}

void TestMainWindow::startsStopsAndDrainsTheEngine() {
    ui::ShellActions& actions = m_window->actions();
    QVERIFY(!actions.start->isEnabled() && actions.stop->isEnabled() && actions.drain->isEnabled());
    actions.stop->trigger();
    QTRY_COMPARE(m_engine->sent<StopEngine>().size(), std::size_t{1});
    m_engine->publish([](Snapshot& s) { s.state = EngineState::stopped; });
    QTRY_VERIFY(actions.start->isEnabled());
    QVERIFY(!actions.stop->isEnabled() && !actions.restart->isEnabled());
    actions.start->trigger();
    QTRY_COMPARE(m_engine->sent<StartEngine>().size(), std::size_t{1});
}

void TestMainWindow::theJournalIsLockedFromAnyPage() {
    auto* journal = m_window->findChild<ui::DialoguesPage*>();
    auto* countdown = m_window->findChild<QToolButton*>(QStringLiteral("lock-countdown"));
    QVERIFY(!countdown->isVisible());
    for (const bool byKey : {true, false}) {
        journal->access().unlock(QStringLiteral("correct horse"));
        QTRY_VERIFY(journal->access().isUnlocked());
        m_window->showPage(0);
        QTRY_VERIFY(countdown->isVisible());
        QVERIFY(countdown->text().contains(QStringLiteral("15:00")) || countdown->text().contains(QStringLiteral("14:")));
        if (byKey) QTest::keyClick(m_window.get(), Qt::Key_L, Qt::ControlModifier);
        else QTest::mouseClick(countdown, Qt::LeftButton);
        QVERIFY(!journal->access().isUnlocked());
        QVERIFY(!countdown->isVisible());
    }
}

void TestMainWindow::aRequestLeadsToItsDialogue() {
    m_engine->journal.end = std::chrono::system_clock::now();
    TrafficRecord record;
    record.requestId = test::FakeJournal::requestIdOf(990);
    record.time = m_engine->journal.end;
    record.status = 200;
    m_engine->addTraffic({record});
    m_window->showPage(1);
    auto* traffic = m_window->findChild<ui::TrafficPage*>();
    QTRY_COMPARE(traffic->model()->rowCount(), 1);
    traffic->table()->selectRow(0);
    auto* button = m_window->findChild<QPushButton*>(QStringLiteral("detail-dialogue"));
    QTRY_VERIFY(button->isVisible());
    QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(m_window->currentPage(), 3);
    auto* passphrase = m_window->findChild<QLineEdit*>(QStringLiteral("journal-passphrase"));
    QTRY_VERIFY(passphrase->hasFocus());
    QTest::keyClicks(passphrase, QStringLiteral("correct horse"));
    QTest::keyClick(passphrase, Qt::Key_Return);
    auto* journal = m_window->findChild<ui::DialoguesPage*>();
    QTRY_COMPARE(journal->dialogues().model().rowCount(), 1);
    QCOMPARE(m_engine->sent<OpenJournalView>().back().requestId, record.requestId);
}

void TestMainWindow::restartAsksFirst() {
    m_engine->publish([](Snapshot& s) { s.activeRequests = 3; });
    QTRY_COMPARE(m_link->snapshot()->activeRequests, 3);
    m_window->actions().restart->trigger();
    auto* dialog = m_window->findChild<ui::ConfirmDialog*>();
    QVERIFY(dialog != nullptr && dialog->isVisible());
    QVERIFY(m_engine->sent<RestartEngine>().empty());
    for (QPushButton* button : dialog->findChildren<QPushButton*>())
        if (button->property("role").toString() == QLatin1String("danger")) QTest::mouseClick(button, Qt::LeftButton);
    QTRY_COMPARE(m_engine->sent<RestartEngine>().size(), std::size_t{1});
}

void TestMainWindow::aStalledWorkerIsReportedWithAWayOut() {
    m_engine->publish([](Snapshot& s) {
        s.workers.resize(2);
        s.workers[1] = {1, WorkerState::stalled};
    });
    QTRY_VERIFY(visibleBar<ui::MessageBar>() != nullptr);
    ui::MessageBar* bar = visibleBar<ui::MessageBar>();
    QCOMPARE(bar->tone(), ui::Tone::bad);
    auto* restart = bar->findChild<QPushButton*>();
    QVERIFY(restart != nullptr);
    QTest::mouseClick(restart, Qt::LeftButton);
    QVERIFY(m_window->findChild<ui::ConfirmDialog*>() != nullptr);
    m_window->findChild<ui::ConfirmDialog*>()->close();
    m_engine->publish([](Snapshot& s) { s.workers[1].state = WorkerState::running; });
    QTRY_VERIFY(visibleBar<ui::MessageBar>() == nullptr);
}

void TestMainWindow::wordListsThatCannotBeUsedAreTold() {
    Event rejected;
    rejected.kind = EventKind::wordsRejected;
    rejected.severity = Severity::warning;
    rejected.args = {"words.db"};
    rejected.errors = {makeError(ErrorCode::fileRead, {"words.db"})};
    m_engine->emitEvent(rejected);
    QTRY_VERIFY(visibleBar<ui::MessageBar>() != nullptr);
    QVERIFY(visibleBar<ui::MessageBar>()->text().contains(QStringLiteral("words.db")));
    Event applied;
    applied.kind = EventKind::wordsApplied;
    applied.args = {"13", "note"};
    m_engine->emitEvent(applied);
    QTRY_VERIFY(visibleBar<ui::MessageBar>() == nullptr);
    m_engine->publish([](Snapshot& s) {
        s.words.state = WordsState::failed;
        s.words.revision = 12;
        s.words.error = makeError(ErrorCode::fileRead, {"words.db"});
    });
    QTRY_VERIFY(visibleBar<ui::MessageBar>() != nullptr);
    QVERIFY(visibleBar<ui::MessageBar>()->text().contains(QStringLiteral("revision 12")));
    m_engine->publish([](Snapshot& s) { s.words = {}; });
    QTRY_VERIFY(visibleBar<ui::MessageBar>() == nullptr);
}

void TestMainWindow::anAddressInUseLeadsToItsSetting() {
    m_engine->publish([](Snapshot& s) {
        s.state = EngineState::failed;
        s.failure = makeError(ErrorCode::addressInUse, {"0.0.0.0:8443"});
        s.listeners = {{"plain", "http://127.0.0.1:8080", false, false, {}, {}}, {"tls", "", true, false, {}, s.failure}};
    });
    QTRY_VERIFY(visibleBar<ui::MessageBar>() != nullptr);
    ui::MessageBar* bar = visibleBar<ui::MessageBar>();
    QVERIFY(bar->text().contains(QStringLiteral("0.0.0.0:8443")));
    QTest::mouseClick(bar->findChildren<QPushButton*>().first(), Qt::LeftButton);
    QCOMPARE(m_window->currentPage(), 4);
    QCOMPARE(ui::settingToMend(*m_link->snapshot(), *m_link->snapshot()->failure), QStringLiteral("listeners[1].port"));
}

void TestMainWindow::theFirstKeyIsShownOnceAndCopied() {
    const QString key = QStringLiteral("sk-mirror-once");
    m_window->showFirstKey(key);
    auto* bar = m_window->findChild<ui::FirstKeyBar*>();
    QVERIFY(bar->isVisible());
    QTest::mouseClick(bar->findChild<QPushButton*>(), Qt::LeftButton);
    QCOMPARE(QApplication::clipboard()->text(), key);
    for (const QWidget* child : bar->findChildren<QWidget*>()) QVERIFY(!child->toolTip().contains(key) && !child->accessibleName().contains(key));
    QTest::mouseClick(bar->findChild<QToolButton*>(), Qt::LeftButton);
    QVERIFY(!bar->isVisible());
    QCOMPARE(bar->findChild<QLineEdit*>()->text(), QString());
}

namespace {

/// Everything a user can read or hear in a window, in the order of the widget tree.
QStringList visibleTexts(const QWidget& window) {
    QStringList texts{window.windowTitle()};
    for (const QAction* action : window.findChildren<QAction*>()) texts << action->text() << action->toolTip();
    for (const QWidget* widget : window.findChildren<QWidget*>()) {
        texts << widget->toolTip() << widget->accessibleName() << widget->accessibleDescription();
        for (const char* name : {"text", "title", "placeholderText"}) texts << widget->property(name).toString();
    }
    texts.removeAll(QString());
    texts.sort();
    return texts;
}

/// The texts one window has and the other has not; empty when both say the same.
QString difference(const QStringList& switched, const QStringList& started) {
    QStringList found;
    for (const QString& text : started)
        if (!switched.contains(text)) found << QStringLiteral("only after a fresh start: ") + text;
    for (const QString& text : switched)
        if (!started.contains(text)) found << QStringLiteral("only after switching: ") + text;
    return found.join(QLatin1Char('\n'));
}

}  // namespace

void TestMainWindow::switchingTheLanguageEqualsAFreshStart() {
    for (int page = 0; page < 5; ++page) m_window->showPage(page);
    auto* settings = qobject_cast<ui::SettingsPage*>(m_window->pages().at(4));
    QTRY_VERIFY(settings->draft().isLoaded());
    test::SwitchLanguage language(QStringLiteral("zh_CN"));
    QCoreApplication::processEvents();
    ui::MainWindow fresh(*m_link, ui::WindowFacts{});
    ui::addAllPages(fresh, *m_link);
    fresh.show();
    for (int page = 0; page < 5; ++page) fresh.showPage(page);
    auto* freshSettings = qobject_cast<ui::SettingsPage*>(fresh.pages().at(4));
    QTRY_VERIFY(freshSettings->draft().isLoaded());
    QTRY_COMPARE(difference(visibleTexts(*m_window), visibleTexts(fresh)), QString());
}

void TestMainWindow::everyFocusableWidgetHasAName() {
    m_window->showPage(4);
    QTRY_VERIFY(qobject_cast<ui::SettingsPage*>(m_window->pages().at(4))->draft().isLoaded());
    for (int page = 0; page < 5; ++page) {
        m_window->showPage(page);
        for (const QWidget* widget : m_window->findChildren<QWidget*>()) {
            if (widget->focusPolicy() == Qt::NoFocus || !widget->isVisible() || widget->focusProxy() != nullptr) continue;
            const bool isScroller = QByteArray(widget->metaObject()->className()).contains("ScrollArea") || widget->objectName() == QLatin1String("qt_spinbox_lineedit");
            const bool isNamed = !widget->accessibleName().isEmpty() || !widget->property("text").toString().isEmpty();
            const QByteArray where = QByteArray(widget->metaObject()->className()) + " in " +
                                     (widget->parentWidget() != nullptr ? widget->parentWidget()->metaObject()->className() : "nothing");
            QVERIFY2(isNamed || isScroller || qobject_cast<const QMenuBar*>(widget) != nullptr, where.constData());
        }
    }
}

void TestMainWindow::closingWithRunningRequestsAsks() {
    m_engine->publish([](Snapshot& s) { s.activeRequests = 2; });
    QTRY_COMPARE(m_link->snapshot()->activeRequests, 2);
    m_window->close();
    QVERIFY(m_window->isVisible());
    auto* dialog = m_window->findChild<ui::ConfirmDialog*>();
    QVERIFY(dialog != nullptr);
    for (QPushButton* button : dialog->findChildren<QPushButton*>())
        if (button->property("role").toString() == QLatin1String("danger")) QTest::mouseClick(button, Qt::LeftButton);
    QTRY_VERIFY(!m_window->isVisible());
    QCOMPARE(m_engine->sent<StopEngine>().size(), std::size_t{1});
}

void TestMainWindow::colorsKeepTheirContrast() {
    for (const ui::Colors* c : {&ui::lightColors(), &ui::darkColors()}) {
        for (const QColor& back : {c->window, c->surface, c->raised})
            for (const QColor& text : {c->text, c->muted, c->accent, c->good, c->warning, c->bad})
                QVERIFY2(ui::contrast(text, back) >= 4.5, qPrintable(text.name() + QStringLiteral(" on ") + back.name()));
        QVERIFY(ui::contrast(c->onAccent, c->accent) >= 4.5);
        QVERIFY(ui::contrast(c->good, c->goodSoft) >= 4.5);
        QVERIFY(ui::contrast(c->warning, c->warningSoft) >= 4.5);
        QVERIFY(ui::contrast(c->bad, c->badSoft) >= 4.5);
        QVERIFY(ui::contrast(c->muted, c->neutralSoft) >= 4.5);
        QVERIFY(ui::contrast(c->text, c->accentSoft) >= 4.5);
        QVERIFY(ui::contrast(c->accent, c->accentSoft) >= 4.5);
        QCOMPARE(&ui::colorsFor(ui::paletteFor(*c)), c);
    }
}

MIRROR_TEST(TestMainWindow, tst_main_window)
#include "tst_main_window.moc"
