#pragma once
#include <QObject>
#include <QSize>
#include <deque>
#include <functional>
#include <memory>

#include "ui/gallery/sample_engine.h"
#include "ui/theme/theme.h"

namespace mirror::ui {

class DialoguesPage;
class EngineLink;
class FiltersPage;
class FiltersTour;
class JournalTour;
class MainWindow;

/// Takes a picture of every page in every language, theme and state, of an engine that only pretends, to be looked at by
/// people. Works step by step on the event loop, so that pages draw as they do in use.
class Gallery : public QObject {
    Q_OBJECT
public:
    struct Tools {
        std::function<void(const QString& language)> setLanguage;
        std::function<void(ThemeChoice)> setTheme;
        std::function<void(MainWindow&, EngineLink&)> addPages;
    };
    Gallery(QString folder, Tools tools, QObject* parent = nullptr);
    ~Gallery() override;
    void start();
    QStringList written() const { return m_written; }

signals:
    /// `problem` is empty when every picture was written.
    void finished(int pictures, const QString& problem);

private:
    void planState(SampleState state, const QString& name);
    void planOverlays(const QString& language, ThemeChoice theme);
    void planFilters(const QString& dress);
    void planJournal(const QString& dress);
    void planSettings(const QString& dress);
    void planLoading();
    FiltersPage* filters() const;
    DialoguesPage* journal() const;
    void openWindow(SampleState state);
    void closeWindow();
    void then(int milliseconds, std::function<void()> step);
    void next();
    struct Step {
        int wait;
        std::function<void()> run;
    };
    void runWhenDrawn(const Step& step, int tries);
    void save(const QString& name);
    void saveDialogs(const QString& name);
    void keep(const QPixmap& picture, const QString& name);
    QString m_folder;
    Tools m_tools;
    std::deque<Step> m_steps;
    std::unique_ptr<EngineLink> m_link;
    std::unique_ptr<MainWindow> m_window;
    std::shared_ptr<FiltersTour> m_tour;
    std::shared_ptr<JournalTour> m_journalTour;
    QStringList m_written;
    QString m_problem;
};

}  // namespace mirror::ui
