#pragma once
#include <QWidget>
#include <vector>

class QLabel;

namespace mirror::ui {

class Sparkline;

/// One figure of the dashboard: name, value of the last minute, line of the last five.
class StatTile : public QWidget {
    Q_OBJECT
public:
    enum class Mood { plain, good, warning, bad };

    explicit StatTile(const QString& name, int seriesColor, QWidget* parent);
    /// Translated; `hint` says what is measured.
    void setTexts(const QString& title, const QString& hint);
    /// `value` as a person reads it; the unit after the last blank is set smaller.
    void setValue(const QString& value, Mood mood = Mood::plain);
    void setHistory(std::vector<double> values);
    QString title() const;
    QString value() const { return m_text; }
    const Sparkline* sparkline() const { return m_sparkline; }
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void recolour();
    void describe();
    QString m_text;
    QString m_hint;
    Mood m_mood = Mood::plain;
    QLabel* m_title = nullptr;
    QLabel* m_value = nullptr;
    QLabel* m_unit = nullptr;
    Sparkline* m_sparkline = nullptr;
};

}  // namespace mirror::ui
