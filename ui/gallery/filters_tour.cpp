#include "ui/gallery/filters_tour.h"

#include <QFile>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTabBar>
#include <QTableView>
#include <array>

#include "ui/models/draft_of_words.h"
#include "ui/models/word_model.h"
#include "ui/pages/filters/dry_run_pane.h"
#include "ui/pages/filters/try_out_pane.h"
#include "ui/pages/filters/words_panel.h"
#include "ui/pages/filters_page.h"
#include "ui/widgets/word_table_view.h"

namespace mirror::ui {

namespace {

constexpr int kPersonalTab = 3;
/// Traditional characters, separators, an exception, a masked name, an invisible character.
constexpr const char* kText =
    "请帮我写一段网·上*投注的介绍，\n"
    "说明線上赌场的规则。\n"
    "防范刷单返利的培训照常进行，\n"
    "蓝鲸助手的问题另附，加微信领红\u200b包。";
constexpr const char* kPersonal = "联系人王先生，手机 13800138000，\n身份证 110101199003077774，订单号 20260211083015。";

}  // namespace

struct FiltersTour::Stop {
    const char* name;
    void (FiltersTour::*show)();
};

FiltersTour::FiltersTour(FiltersPage& page) : m_page(page) {}

const FiltersTour::Stop& FiltersTour::at(std::size_t stop) {
    static constexpr std::array<Stop, kStops> all{{
        {"words-try-out", &FiltersTour::tryOut},
        {"words-phrase", &FiltersTour::allowPhrase},
        {"words-exceptions", &FiltersTour::showExceptions},
        {"words-expressions", &FiltersTour::showExpressions},
        {"words-personal", &FiltersTour::tryPersonalData},
        {"words-edited", &FiltersTour::editMany},
        {"words-dry-run-before", &FiltersTour::openDryRun},
        {"words-dry-run", &FiltersTour::dryRun},
        {"words-dry-run-chosen", &FiltersTour::chooseDryRunRows},
        {"words-apply", &FiltersTour::openApply},
        {"words-history", &FiltersTour::openHistory},
        {"words-compared", &FiltersTour::compareRevisions},
        {"words-import", &FiltersTour::importFile},
    }};
    return all.at(stop);
}

QString FiltersTour::name(std::size_t stop) { return QString::fromLatin1(at(stop).name); }

bool FiltersTour::isDialog(std::size_t stop) { return at(stop).show == &FiltersTour::importFile; }

void FiltersTour::show(std::size_t stop) { (this->*at(stop).show)(); }

void FiltersTour::leave() {
    chooseTab(0);
    m_page.findChild<TryOutPane*>()->setText({});
    m_page.draft().revert();
}

void FiltersTour::press(const char* buttonName) { m_page.findChild<QPushButton*>(QLatin1String(buttonName))->click(); }

void FiltersTour::chooseTab(int tab) {
    auto* tabs = m_page.findChild<QTabBar*>(QStringLiteral("filter-tabs"));
    emit tabs->tabBarClicked(tab);
    tabs->setCurrentIndex(tab);
}

void FiltersTour::tryOut() {
    chooseTab(0);
    m_page.findChild<TryOutPane*>()->setText(QString::fromUtf8(kText));
}

void FiltersTour::allowPhrase() {
    auto* hits = m_page.findChild<QTableView*>(QStringLiteral("tryHits"));
    hits->setFocus();
    hits->selectRow(0);
    for (QPushButton* button : m_page.findChild<TryOutPane*>()->findChildren<QPushButton*>(QStringLiteral("allowPhrase"))) button->click();
}

void FiltersTour::tryPersonalData() {
    chooseTab(kPersonalTab);
    m_page.findChild<QPlainTextEdit*>(QStringLiteral("piiText"))->setPlainText(QString::fromUtf8(kPersonal));
}

/// A few entries changed and selected.
void FiltersTour::editMany() {
    chooseTab(0);
    WordTable::Ids ids{3, 4, 5};
    m_page.words().table().setFocus();
    m_page.draft().editMany(ids, WordPatch{.enabled = false}, QStringLiteral("…"));
    m_page.words().table().selectIds(ids);
}

void FiltersTour::dryRun() {
    for (QPushButton* button : m_page.findChild<DryRunPane*>()->findChildren<QPushButton*>())
        if (button->property("role").toString() == QLatin1String("primary")) button->click();
}

void FiltersTour::chooseDryRunRows() {
    auto* table = m_page.findChild<QTableView*>(QStringLiteral("dryRunWords"));
    table->selectRow(1);
    for (int row = 0; row < 2; ++row) table->model()->setData(table->model()->index(row, 0), Qt::Checked, Qt::CheckStateRole);
}

void FiltersTour::compareRevisions() { m_page.findChild<QTableView*>(QStringLiteral("wordRevisions"))->selectRow(2); }

void FiltersTour::importFile() {
    chooseTab(0);
    QFile file(m_folder.filePath(QStringLiteral("监管通报.txt")));
    if (!file.open(QIODevice::WriteOnly)) return;
    file.write("占位\n");  // the sample engine invents what is in it
    file.close();
    m_page.importFile(file.fileName());
}

}  // namespace mirror::ui
