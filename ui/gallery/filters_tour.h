#pragma once
#include <QString>
#include <QTemporaryDir>
#include <cstddef>

namespace mirror::ui {

class FiltersPage;

/// What a user does on the Filters page to bring each of its panes onto the screen, with the lists of the sample engine: for the gallery. GUI thread.
class FiltersTour {
public:
    static constexpr std::size_t kStops = 13;
    /// `page` outlives the tour and is on the screen.
    explicit FiltersTour(FiltersPage& page);
    /// Of the picture of a stop.
    static QString name(std::size_t stop);
    /// Whether the picture is of the dialog that is open then.
    static bool isDialog(std::size_t stop);
    /// To be called for one after the other: each takes for granted what the one before left.
    void show(std::size_t stop);
    /// The page as it was before.
    void leave();

private:
    struct Stop;
    static const Stop& at(std::size_t stop);
    void tryOut();
    void allowPhrase();
    void showExceptions() { chooseTab(1); }
    void showExpressions() { chooseTab(2); }
    void chooseTab(int tab);
    void editMany();
    void openDryRun() { press("words-dry-run"); }
    void openApply() { press("words-apply"); }
    void tryPersonalData();
    void dryRun();
    void chooseDryRunRows();
    void openHistory() { press("words-history"); }
    void compareRevisions();
    void importFile();
    void press(const char* buttonName);

    FiltersPage& m_page;
    QTemporaryDir m_folder;
};

}  // namespace mirror::ui
