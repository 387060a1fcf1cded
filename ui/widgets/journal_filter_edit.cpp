#include "ui/widgets/journal_filter_edit.h"

#include "ui/models/traffic_text.h"

namespace mirror::ui {

JournalFilterEdit::JournalFilterEdit(QWidget* parent) : FilterLine(parent) {
    setObjectName(QStringLiteral("journal-filter"));
    retranslate();
}

void JournalFilterEdit::retranslate() {
    setPlaceholderText(tr("Filter, e.g.  key:alice  outcome:filtered"));
    setAccessibleName(tr("Filter of the journal"));
    check();
}

QString JournalFilterEdit::read(const QString& text) {
    const auto filter = JournalFilter::parse(text);
    if (!filter) return filterProblemText(filter.error());
    // Another language is no other filter: the engine is not asked again.
    if (std::exchange(m_read, text) == text) return {};
    m_filter = *filter;
    emit filterChanged();
    return {};
}

QString JournalFilterEdit::fieldText(const QString& field) const {
    if (field == QLatin1String("key")) return tr("Name of the virtual key");
    if (field == QLatin1String("model")) return tr("Model asked for or answered, * stands for anything");
    if (field == QLatin1String("outcome")) return tr("How the request ended");
    if (field == QLatin1String("id")) return tr("Request id");
    return {};
}

}  // namespace mirror::ui
