#pragma once
#include <QLineEdit>
#include <functional>

#include "ui/models/traffic_filter.h"

class QCompleter;
class QStandardItemModel;

namespace mirror::ui {

/// A line for the filter language: completes fields and values, marks what is not a filter by icon, colour and (through
/// problem()) words. While it is not valid the last valid filter stays in force.
class FilterEdit : public QLineEdit {
    Q_OBJECT
public:
    explicit FilterEdit(QWidget* parent);
    /// Offers values for a field that has no fixed ones; called when they are needed.
    void setValueSource(std::function<QStringList(const QString& field)> source) { m_source = std::move(source); }
    /// Empty while the text is a filter.
    QString problem() const { return m_problem; }
    /// What completion would offer at the cursor.
    QStringList offers() const;
    void retranslate();

signals:
    /// The text is a filter, another one than before.
    void filterChanged(const mirror::ui::TrafficFilter& filter);
    /// problem() changed.
    void validityChanged();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void changeEvent(QEvent* event) override;
    bool focusNextPrevChild(bool next) override;

private:
    void check();
    void offer();
    void take(const QString& completion);
    void mark();
    QAction* m_mark = nullptr;
    QCompleter* m_completer = nullptr;
    QStandardItemModel* m_offers = nullptr;
    std::function<QStringList(const QString&)> m_source;
    QString m_problem;
};

}  // namespace mirror::ui
