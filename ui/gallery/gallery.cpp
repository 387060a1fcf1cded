#include "ui/gallery/gallery.h"

#include <QDialog>
#include <QDir>
#include <QPixmap>
#include <QTableView>
#include <QTimer>
#include <algorithm>

#include "ui/charts/plot_view.h"
#include "ui/dialogs/command_palette.h"
#include "ui/gallery/filters_tour.h"
#include "ui/gallery/journal_tour.h"
#include "ui/link/engine_link.h"
#include "ui/main_window.h"
#include "ui/pages/dialogues_page.h"
#include "ui/pages/filters_page.h"
#include "ui/pages/page.h"
#include "ui/pages/settings_page.h"
#include "ui/shell_actions.h"
#include "ui/widgets/filter_edit.h"

namespace mirror::ui {

namespace {

constexpr QSize kSize(1360, 860);
constexpr int kPages = 5;
constexpr int kLoad = 900;    // the first snapshot, the history, the traffic
constexpr int kSettle = 260;  // a repaint of everything
constexpr int kDrawWait = 50, kDrawTries = 60;  // for charts that are still being drawn

std::int64_t nowSeconds() {
    return std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch()).count();
}

}  // namespace

Gallery::Gallery(QString folder, Tools tools, QObject* parent) : QObject(parent), m_folder(std::move(folder)), m_tools(std::move(tools)) {}

Gallery::~Gallery() = default;

void Gallery::start() {
    if (!QDir().mkpath(m_folder)) m_problem = m_folder;
    planState(SampleState::running, QStringLiteral("running"));
    planOverlays(QStringLiteral("en"), ThemeChoice::dark);
    planOverlays(QStringLiteral("zh_CN"), ThemeChoice::light);
    planState(SampleState::stopped, QStringLiteral("stopped"));
    planState(SampleState::empty, QStringLiteral("empty"));
    planState(SampleState::failed, QStringLiteral("failed"));
    planLoading();
    then(0, [this] { closeWindow(); });
    next();
}

void Gallery::then(int milliseconds, std::function<void()> step) { m_steps.push_back({milliseconds, std::move(step)}); }

void Gallery::next() {
    if (m_steps.empty()) {
        emit finished(static_cast<int>(m_written.size()), m_problem);
        return;
    }
    const Step step = std::move(m_steps.front());
    m_steps.pop_front();
    QTimer::singleShot(step.wait, this, [this, step] { runWhenDrawn(step, kDrawTries); });
}

/// Charts are drawn one after the other: on a busy machine that takes longer than a step's wait.
void Gallery::runWhenDrawn(const Step& step, int tries) {
    const auto charts = m_window ? m_window->findChildren<PlotView*>() : QList<PlotView*>();
    const bool drawing = std::any_of(charts.begin(), charts.end(), [](const PlotView* chart) { return chart->isVisible() && chart->isStale(); });
    if (step.wait > 0 && drawing && tries > 0) {
        QTimer::singleShot(kDrawWait, this, [this, step, tries] { runWhenDrawn(step, tries - 1); });
        return;
    }
    step.run();
    next();
}

void Gallery::openWindow(SampleState state) {
    closeWindow();
    m_link = std::make_unique<EngineLink>(std::make_shared<SampleEngine>(state, nowSeconds()));
    m_window = std::make_unique<MainWindow>(*m_link, WindowFacts{QStringLiteral("sample"), {}, {}, {}, state == SampleState::empty});
    m_tools.addPages(*m_window, *m_link);
    m_window->resize(kSize);
    m_window->show();
}

void Gallery::closeWindow() {
    m_window.reset();
    m_link.reset();
}

void Gallery::planState(SampleState state, const QString& name) {
    then(0, [this, state] {
        openWindow(state);
        // Each page is visited once, so that all have their data before the first picture.
        for (int i = static_cast<int>(m_window->pages().size()) - 1; i >= 0; --i) m_window->showPage(i);
        if (state == SampleState::empty) m_window->showFirstKey(QStringLiteral("sk-mirror-5h2Q8nTzWcVb3yLk7RjXe0aGdM4sPu1f"));
    });
    then(kLoad, [] {});
    for (const char* language : {"zh_CN", "en"}) {
        for (const ThemeChoice theme : {ThemeChoice::light, ThemeChoice::dark}) {
            then(0, [this, language, theme] {
                m_tools.setLanguage(QString::fromLatin1(language));
                m_tools.setTheme(theme);
            });
            for (int page = 0; page < kPages; ++page) {
                then(kSettle, [this, page] { m_window->showPage(page); });
                then(kSettle, [this, page, name, language, theme] {
                    if (page >= m_window->pages().size()) return;
                    save(QStringLiteral("%1-%2-%3-%4").arg(m_window->pages().at(page)->iconName(), QString::fromLatin1(language), themeChoiceName(theme), name));
                });
            }
        }
    }
}

/// What does not stay on the screen by itself: an hour of charts, a filter without matches, inline errors, the difference before
/// applying, revisions compared, the palette, the shortcut sheet.
void Gallery::planOverlays(const QString& language, ThemeChoice theme) {
    const QString dress = language + QLatin1Char('-') + themeChoiceName(theme);
    then(0, [this, language, theme] {
        m_tools.setLanguage(language);
        m_tools.setTheme(theme);
        m_window->showPage(0);
        m_window->pages().first()->pageActions().at(1)->trigger();  // an hour, with the hole in it
    });
    then(2 * kSettle, [this, dress] {
        save(QStringLiteral("hour-") + dress);
        m_window->pages().first()->pageActions().at(1)->trigger();
        m_window->showPage(1);
        if (auto* filter = m_window->findChild<FilterEdit*>()) filter->setText(QStringLiteral("status:418"));
    });
    then(kSettle, [this, dress] {
        save(QStringLiteral("filtered-out-") + dress);
        m_window->pages().at(1)->clearFilter();
    });
    planFilters(dress);
    planJournal(dress);
    planSettings(dress);
    then(0, [this] { m_window->actions().palette->trigger(); });
    then(kSettle, [this, dress] {
        save(QStringLiteral("palette-") + dress);
        m_window->findChild<CommandPalette*>()->hide();
        m_window->actions().shortcuts->trigger();
    });
    then(kSettle, [this, dress] { saveDialogs(QStringLiteral("shortcuts-") + dress); });
}

FiltersPage* Gallery::filters() const { return m_window->findChild<FiltersPage*>(); }

/// Every tab and pane of the Filters page.
void Gallery::planFilters(const QString& dress) {
    then(0, [this] {
        m_window->showPage(static_cast<int>(m_window->pages().indexOf(filters())));
        m_tour = std::make_shared<FiltersTour>(*filters());
    });
    // The names stand before there is a page; what is done is asked of the tour when it is on the screen.
    for (std::size_t stop = 0; stop < FiltersTour::kStops; ++stop) {
        then(kSettle, [this, stop] { m_tour->show(stop); });
        then(kSettle, [this, stop, dress] {
            const QString name = FiltersTour::name(stop) + QLatin1Char('-') + dress;
            m_tour->isDialog(stop) ? saveDialogs(name) : save(name);
        });
    }
    then(kSettle, [this] {
        m_tour->leave();
        m_tour.reset();
    });
}

DialoguesPage* Gallery::journal() const { return m_window->findChild<DialoguesPage*>(); }

/// The journal behind its lock.
void Gallery::planJournal(const QString& dress) {
    then(0, [this] {
        if (journal() == nullptr) return;
        m_window->showPage(static_cast<int>(m_window->pages().indexOf(journal())));
        m_journalTour = std::make_shared<JournalTour>(*journal());
    });
    for (std::size_t stop = 0; stop < JournalTour::kStops; ++stop) {
        then(kSettle, [this, stop] {
            if (m_journalTour) m_journalTour->show(stop);
        });
        then(2 * kSettle, [this, stop, dress] {
            if (m_journalTour) save(JournalTour::name(stop) + QLatin1Char('-') + dress);
        });
    }
    then(0, [this] {
        if (m_journalTour) m_journalTour->leave();
        m_journalTour.reset();
    });
}

/// The word lists on their way, which an engine that answers at once never shows.
void Gallery::planLoading() {
    then(0, [this] { openWindow(SampleState::silent); });
    for (const auto& [language, theme] : {std::pair("zh_CN", ThemeChoice::light), std::pair("en", ThemeChoice::dark)}) {
        then(0, [this, language, theme] {
            m_tools.setLanguage(QString::fromLatin1(language));
            m_tools.setTheme(theme);
            m_window->showPage(static_cast<int>(m_window->pages().indexOf(filters())));
        });
        then(kSettle, [this, language, theme] { save(QStringLiteral("words-loading-%1-%2").arg(QString::fromLatin1(language), themeChoiceName(theme))); });
    }
}

void Gallery::planSettings(const QString& dress) {
    const auto settings = [this] { return qobject_cast<SettingsPage*>(m_window->pages().last()); };
    then(0, [this, settings] {
        m_window->showSetting(QStringLiteral("listeners[0].address"));
        settings()->draft().setValue(placeOf(QStringLiteral("listeners[0].address")), std::string("mirror.example"));
        settings()->draft().setValue(placeOf(QStringLiteral("listeners[0].port")), std::int64_t{8443});
    });
    then(kSettle, [this, settings, dress] {
        save(QStringLiteral("problems-") + dress);
        settings()->draft().revertAll();
        settings()->draft().setValue(placeOf(QStringLiteral("timeouts.first_token")), std::int64_t{15'000});
        settings()->draft().setValue(placeOf(QStringLiteral("listeners[0].port")), std::int64_t{8088});
        settings()->review();
    });
    then(kSettle, [this, settings, dress] {
        save(QStringLiteral("review-") + dress);
        settings()->draft().revertAll();
        settings()->pageActions().at(1)->trigger();
    });
    then(kSettle, [this] {
        if (auto* table = m_window->findChild<QTableView*>(QStringLiteral("revisions"))) table->selectRow(2);
    });
    then(kSettle, [this, settings, dress] {
        save(QStringLiteral("revisions-") + dress);
        settings()->pageActions().last()->trigger();
    });
    then(2 * kSettle, [this, dress] {
        save(QStringLiteral("audit-") + dress);
        m_window->showSetting({});
    });
}

void Gallery::saveDialogs(const QString& name) {
    for (QDialog* dialog : m_window->findChildren<QDialog*>()) {
        if (dialog->isVisible()) keep(dialog->grab(), name);
        dialog->close();
    }
}

void Gallery::save(const QString& name) { keep(m_window->grab(), name); }

void Gallery::keep(const QPixmap& picture, const QString& name) {
    const QString file = QDir(m_folder).filePath(name + QStringLiteral(".png"));
    if (picture.save(file))
        m_written << name;
    else
        m_problem = file;
}

}  // namespace mirror::ui
