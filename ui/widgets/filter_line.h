#pragma once
#include <QLineEdit>
#include <functional>

class QCompleter;
class QStandardItemModel;

namespace mirror::ui {

/// A line for a filter language (terms as in TrafficFilter): completes fields and values, marks what is not a filter by icon, colour and (through problem())
/// words. While it is not valid the last valid filter stays in force. Who derives names the fields and reads the text.
class FilterLine : public QLineEdit {
    Q_OBJECT
public:
    explicit FilterLine(QWidget* parent);
    /// Offers values for a field that has no fixed ones; called when they are needed.
    void setValueSource(std::function<QStringList(const QString& field)> source) { m_source = std::move(source); }
    /// Empty while the text is a filter.
    QString problem() const { return m_problem; }
    /// What completion would offer at the cursor.
    QStringList offers() const;
    virtual void retranslate() = 0;

signals:
    /// problem() changed.
    void validityChanged();

protected:
    /// Why the text is no filter; empty when it is one, which has then been told.
    virtual QString read(const QString& text) = 0;
    virtual QStringList fieldNames() const = 0;
    virtual QStringList knownValues(const QString& field) const = 0;
    virtual QString fieldText(const QString& field) const = 0;
    void check();
    void keyPressEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void changeEvent(QEvent* event) override;
    bool focusNextPrevChild(bool next) override;

private:
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
