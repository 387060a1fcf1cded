#include "ui/pages/page_list.h"

#include "ui/main_window.h"
#include "ui/pages/dashboard_page.h"
#include "ui/pages/dialogues_page.h"
#include "ui/pages/filters_page.h"
#include "ui/pages/settings_page.h"
#include "ui/pages/traffic_page.h"

namespace mirror::ui {

namespace {

/// What leads from a request to what was said in it.
void joinTrafficToJournal(MainWindow& window, TrafficPage& traffic, DialoguesPage& journal) {
    traffic.setHasJournal(true);
    QObject::connect(&traffic, &TrafficPage::dialogueRequested, &window, [&window, &journal](const QString& requestId, SystemTime time) {
        window.showPage(static_cast<int>(window.pages().indexOf(&journal)));
        journal.openRequest(requestId, time);
    });
}

}  // namespace

void addAllPages(MainWindow& window, EngineLink& link, PassphraseMemory* memory) {
    window.addPage(new DashboardPage(link, &window));
    auto* traffic = new TrafficPage(link, &window);
    auto* journal = new DialoguesPage(link, &window);
    auto* settings = new SettingsPage(link, &window);
    window.addPage(traffic);
    auto* filters = new FiltersPage(link, &window);
    window.addPage(filters);
    window.addPage(journal);
    window.addPage(settings);
    joinTrafficToJournal(window, *traffic, *journal);
    settings->setHasJournal(true);
    journal->setMemory(memory);
    filters->setJournal(journal->access());
}

}  // namespace mirror::ui
