#include "ui/widgets/rule_table.h"

#include <QHeaderView>

#include "ui/link/error_text.h"
#include "ui/link/unit_text.h"
#include "ui/models/rule_text.h"

namespace mirror::ui {

namespace {

enum Column { Rule, Place, How, kColumns };

QString placeText(const RuleHit& hit) {
    const QString direction = hit.output ? RuleTable::tr("Answer") : RuleTable::tr("Request");
    // A path has no place to break at; after a dot is one.
    QString where = foreignText(hit.where);
    where.replace(QLatin1Char('.'), QStringLiteral(".\u200b"));
    QString text = where.isEmpty() ? direction : direction + QLatin1Char('\n') + where;
    if (hit.count > 1) text += QStringLiteral(" × ") + countText(hit.count);
    return text;
}

}  // namespace

RuleTable::RuleTable(QWidget* parent) : FittedTable(kColumns, parent) {
    setObjectName(QStringLiteral("rules"));
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    horizontalHeader()->setSectionResizeMode(Rule, QHeaderView::ResizeToContents);
    for (const int column : {Place, How}) horizontalHeader()->setSectionResizeMode(column, QHeaderView::Stretch);
    retranslate();
}

void RuleTable::retranslate() {
    setHorizontalHeaderLabels({tr("Rule"), tr("Where"), tr("How it was seen")});
    setAccessibleName(tr("Rules that were found"));
}

void RuleTable::setRules(const std::vector<RuleHit>& rules) {
    setRowCount(static_cast<int>(rules.size()));
    for (int row = 0; row < rowCount(); ++row) {
        const RuleHit& hit = rules[static_cast<std::size_t>(row)];
        const QString rule = hit.category.empty() ? ruleText(hit) : ruleText(hit) + QLatin1Char('\n') + foreignText(hit.category);
        const QStringList texts{rule, placeText(hit), foldStepsText(hit.steps)};
        for (int column = 0; column < kColumns; ++column) {
            auto* item = new QTableWidgetItem(texts.at(column));
            item->setToolTip(ruleSentence(hit).toHtmlEscaped());
            item->setTextAlignment(Qt::AlignLeft | Qt::AlignTop);
            setItem(row, column, item);
        }
    }
    fitRows();
}

}  // namespace mirror::ui
