#include "ui/gallery/journal_tour.h"

#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QTabBar>
#include <QTableView>
#include <array>

#include "ui/gallery/sample_journal.h"
#include "ui/pages/dialogues_page.h"
#include "ui/pages/journal/dialogue_list.h"
#include "ui/widgets/live_table.h"

namespace mirror::ui {

struct JournalTour::Stop {
    const char* name;
    void (JournalTour::*show)();
};

const JournalTour::Stop& JournalTour::at(std::size_t stop) {
    static constexpr std::array<Stop, kStops> all{{
        {"journal-refused", &JournalTour::refuse},
        {"journal-list", &JournalTour::unlock},
        {"journal-conversation", &JournalTour::choose},
        {"journal-details", &JournalTour::details},
        {"journal-reveal", &JournalTour::reveal},
        {"journal-search", &JournalTour::search},
        {"journal-verify", &JournalTour::verify},
        {"journal-segments", &JournalTour::segments},
        {"journal-shred", &JournalTour::shred},
    }};
    return all.at(stop);
}

QString JournalTour::name(std::size_t stop) { return QString::fromLatin1(at(stop).name); }

void JournalTour::show(std::size_t stop) { (this->*at(stop).show)(); }

void JournalTour::leave() {
    chooseTab("journal-tabs", 0);
    m_page.findChild<QLineEdit*>(QStringLiteral("journal-search"))->clear();
    m_page.lock();
}

void JournalTour::press(const char* buttonName) { m_page.findChild<QPushButton*>(QLatin1String(buttonName))->click(); }

void JournalTour::chooseTab(const char* tabsName, int tab) { m_page.findChild<QTabBar*>(QLatin1String(tabsName))->setCurrentIndex(tab); }

void JournalTour::give(const QString& passphrase) {
    m_page.findChild<QLineEdit*>(QStringLiteral("journal-passphrase"))->setText(passphrase);
    press("journal-open");
}

void JournalTour::refuse() { give(QStringLiteral("not this one")); }

void JournalTour::unlock() { give(QString::fromLatin1(sample::kPassphrase)); }

void JournalTour::choose() { m_page.dialogues().table().selectRow(2); }

void JournalTour::details() { chooseTab("dialogue-tabs", 1); }

void JournalTour::reveal() {
    chooseTab("dialogue-tabs", 2);
    m_page.findChild<QListWidget*>(QStringLiteral("masked-values"))->setCurrentRow(0);
    press("reveal");
    m_page.findChild<QLineEdit*>(QStringLiteral("reveal-reason"))->setText(QStringLiteral("工单 2031"));
    press("reveal-show");
}

void JournalTour::search() {
    m_page.findChild<QLineEdit*>(QStringLiteral("journal-search"))->setText(QStringLiteral("退款"));
    press("journal-find");
}

void JournalTour::verify() {
    chooseTab("journal-tabs", 1);
    press("verify-start");
}

void JournalTour::segments() { chooseTab("journal-tabs", 2); }

void JournalTour::shred() {
    m_page.findChild<QTableView*>(QStringLiteral("segments"))->selectRow(4);
    press("segment-shred");
}

}  // namespace mirror::ui
