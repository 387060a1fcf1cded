#pragma once
#include "ui/models/journal_filter.h"
#include "ui/widgets/filter_line.h"

namespace mirror::ui {

/// The line for the filter of the Journal page.
class JournalFilterEdit : public FilterLine {
    Q_OBJECT
public:
    explicit JournalFilterEdit(QWidget* parent);
    void retranslate() override;
    const JournalFilter& filter() const { return m_filter; }

signals:
    /// The text is a filter, another one than before.
    void filterChanged();

protected:
    QString read(const QString& text) override;
    QStringList fieldNames() const override { return JournalFilter::fieldNames(); }
    QStringList knownValues(const QString& field) const override { return JournalFilter::knownValues(field); }
    QString fieldText(const QString& field) const override;

private:
    JournalFilter m_filter;
    QString m_read;
};

}  // namespace mirror::ui
