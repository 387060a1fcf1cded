#include "ui/widgets/attempt_table.h"

#include <QHeaderView>

#include "ui/link/error_text.h"
#include "ui/link/unit_text.h"
#include "ui/models/traffic_text.h"

namespace mirror::ui {

namespace {

enum Column { Upstream, Result, Begin, Took, kColumns };

}  // namespace

AttemptTable::AttemptTable(QWidget* parent) : FittedTable(kColumns, parent) {
    setObjectName(QStringLiteral("attempts"));
    horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    horizontalHeader()->setSectionResizeMode(Result, QHeaderView::Stretch);
    retranslate();
}

void AttemptTable::retranslate() {
    setHorizontalHeaderLabels({tr("Upstream"), tr("Result"), tr("Began"), tr("Took")});
    for (const int column : {Begin, Took})
        if (auto* item = horizontalHeaderItem(column)) item->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    for (const int column : {Upstream, Result})
        if (auto* item = horizontalHeaderItem(column)) item->setTextAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    setAccessibleName(tr("Attempts of the request"));
}

void AttemptTable::setAttempts(const std::vector<AttemptRecord>& attempts) {
    setRowCount(static_cast<int>(attempts.size()));
    for (int row = 0; row < rowCount(); ++row) {
        const AttemptRecord& attempt = attempts[static_cast<std::size_t>(row)];
        QString result = attempt.errorCode.empty() ? statusText(attempt.status) : errorNameText(attempt.errorCode);
        if (!attempt.errorCode.empty() && attempt.status != 0) result = statusText(attempt.status) + QStringLiteral(" · ") + result;
        const QString hint = attempt.reusedConnection ? tr("Sent over a connection from the pool.") : tr("Sent over a new connection.");
        const QStringList texts{foreignText(attempt.upstream), result, durationText(attempt.start), durationText(attempt.duration)};
        for (int column = 0; column < kColumns; ++column) {
            auto* item = new QTableWidgetItem(texts.at(column));
            item->setToolTip(hint);
            item->setTextAlignment((column >= Begin ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
            setItem(row, column, item);
        }
    }
    fitRows();
}

}  // namespace mirror::ui
