#include "ui/pages/page_list.h"

#include "ui/main_window.h"
#include "ui/pages/dashboard_page.h"
#include "ui/pages/filters_page.h"
#include "ui/pages/settings_page.h"
#include "ui/pages/traffic_page.h"

namespace mirror::ui {

void addAllPages(MainWindow& window, EngineLink& link) {
    window.addPage(new DashboardPage(link, &window));
    window.addPage(new TrafficPage(link, &window));
    window.addPage(new FiltersPage(link, &window));
    window.addPage(new SettingsPage(link, &window));
}

}  // namespace mirror::ui
