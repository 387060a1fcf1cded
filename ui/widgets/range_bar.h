#pragma once
#include <QWidget>

#include "proxycore/api/units.h"

class QComboBox;
class QDateTimeEdit;
class QLabel;

namespace mirror::ui {

/// Chooses a time range: today, the last 24 hours, 7 or 30 days, or an own one. A range that ends now has no end: what happens meanwhile belongs to it.
class RangeBar : public QWidget {
    Q_OBJECT
public:
    enum Range { Today, Day, Week, Month, Own };
    struct Times {
        SystemTime from{};
        SystemTime to{};  ///< epoch: no end
    };
    explicit RangeBar(QWidget* parent = nullptr);
    /// As of now.
    Times times() const;
    Range range() const;
    void setRange(Range range);
    void setOwn(SystemTime from, SystemTime to);

signals:
    void rangeChanged();

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    void showOwn();
    QComboBox* m_choice;
    QDateTimeEdit* m_from;
    QLabel* m_dash;
    QDateTimeEdit* m_to;
};

}  // namespace mirror::ui
