#include "ui/pages/traffic_columns.h"

#include <QHeaderView>
#include <array>

#include "ui/models/traffic_model.h"
#include "ui/widgets/live_table.h"

namespace mirror::ui {

namespace {

struct ColumnWidth {
    TrafficModel::Column column;
    int width;
};
constexpr std::array<ColumnWidth, TrafficModel::kColumns> kWidths{{{TrafficModel::Time, 98},       {TrafficModel::Status, 164},
                                                                   {TrafficModel::OutcomeColumn, 116}, {TrafficModel::Model, 190},
                                                                   {TrafficModel::Upstream, 100},  {TrafficModel::Attempts, 82},
                                                                   {TrafficModel::Stream, 66},     {TrafficModel::FirstToken, 92},
                                                                   {TrafficModel::Total, 84},      {TrafficModel::TokensIn, 88},
                                                                   {TrafficModel::TokensOut, 94},  {TrafficModel::Cache, 76},
                                                                   {TrafficModel::Rule, 110},     {TrafficModel::Key, 96},        {TrafficModel::Client, 120},
                                                                   {TrafficModel::RequestId, 220}}};

}  // namespace

void setTrafficColumnWidths(LiveTable& table) {
    for (const ColumnWidth& width : kWidths) table.setColumnWidth(width.column, width.width);
}

void sortTrafficBy(LiveTable& table, int column) {
    const QHeaderView* header = table.horizontalHeader();
    const bool isAscending = header->sortIndicatorSection() == column && header->sortIndicatorOrder() == Qt::AscendingOrder;
    table.sortByColumn(column, isAscending ? Qt::DescendingOrder : Qt::AscendingOrder);
}

}  // namespace mirror::ui
