#pragma once
#include "ui/models/word_filter.h"
#include "ui/widgets/filter_line.h"

namespace mirror::ui {

/// The line for the filter of the word table.
class WordFilterEdit : public FilterLine {
    Q_OBJECT
public:
    explicit WordFilterEdit(QWidget* parent);
    void retranslate() override;

signals:
    /// The text is a filter, another one than before.
    void filterChanged(const mirror::ui::WordFilter& filter);

protected:
    QString read(const QString& text) override;
    QStringList fieldNames() const override { return WordFilter::fieldNames(); }
    QStringList knownValues(const QString& field) const override { return WordFilter::knownValues(field); }
    QString fieldText(const QString& field) const override;

private:
    QString m_read;
};

}  // namespace mirror::ui
