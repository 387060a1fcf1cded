#include "ui/widgets/filter_edit.h"

#include "ui/models/traffic_text.h"

namespace mirror::ui {

FilterEdit::FilterEdit(QWidget* parent) : FilterLine(parent) {
    setObjectName(QStringLiteral("traffic-filter"));
    retranslate();
}

void FilterEdit::retranslate() {
    setPlaceholderText(tr("Filter, for example  status:5xx  model:qwen*  total:>2s  -key:test"));
    setAccessibleName(tr("Filter of the requests"));
    check();
}

QString FilterEdit::read(const QString& text) {
    const auto filter = TrafficFilter::parse(text);
    if (!filter) return filterProblemText(filter.error());
    emit filterChanged(*filter);
    return {};
}

QStringList FilterEdit::knownValues(const QString& field) const {
    if (field == u"status") return {QStringLiteral("2xx"), QStringLiteral("4xx"), QStringLiteral("5xx")};
    return TrafficFilter::knownValues(field);
}

QString FilterEdit::fieldText(const QString& field) const { return filterFieldText(field); }

}  // namespace mirror::ui
