#pragma once
#include <QString>
#include <cstddef>

namespace mirror::ui {

class DialoguesPage;

/// What a user does on the Journal page to bring each of its views onto the screen, with the dialogues of the sample engine: for the gallery. GUI thread.
class JournalTour {
public:
    static constexpr std::size_t kStops = 9;
    /// `page` outlives the tour and is on the screen, locked.
    explicit JournalTour(DialoguesPage& page) : m_page(page) {}
    static QString name(std::size_t stop);
    /// To be called for one after the other: each takes for granted what the one before left.
    void show(std::size_t stop);
    /// The page as it was before.
    void leave();

private:
    struct Stop;
    static const Stop& at(std::size_t stop);
    void refuse();
    void unlock();
    void choose();
    void details();
    void reveal();
    void search();
    void verify();
    void segments();
    void shred();
    void give(const QString& passphrase);
    void press(const char* buttonName);
    void chooseTab(const char* tabsName, int tab);
    DialoguesPage& m_page;
};

}  // namespace mirror::ui
