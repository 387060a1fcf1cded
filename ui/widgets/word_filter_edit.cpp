#include "ui/widgets/word_filter_edit.h"

#include "ui/models/traffic_text.h"
#include "ui/models/word_text.h"

namespace mirror::ui {

WordFilterEdit::WordFilterEdit(QWidget* parent) : FilterLine(parent) {
    setObjectName(QStringLiteral("word-filter"));
    retranslate();
}

void WordFilterEdit::retranslate() {
    setPlaceholderText(tr("Filter, e.g.  is:disabled  hits:>10"));
    setAccessibleName(tr("Filter of the word table"));
    check();
}

QString WordFilterEdit::read(const QString& text) {
    const auto filter = WordFilter::parse(text);
    if (!filter) return filterProblemText(filter.error());
    // Another language is no other filter: the table is not asked again.
    if (std::exchange(m_read, text) != text) emit filterChanged(*filter);
    return {};
}

QString WordFilterEdit::fieldText(const QString& field) const { return wordFieldText(field); }

}  // namespace mirror::ui
