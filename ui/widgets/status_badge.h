#pragma once
#include <QWidget>

#include "ui/theme/tone.h"

namespace mirror::ui {

/// A small pill with a dot and a word: "● Running".
class StatusBadge : public QWidget {
    Q_OBJECT
public:
    explicit StatusBadge(QWidget* parent = nullptr);
    void setState(Tone tone, const QString& text);
    QString text() const { return m_text; }
    Tone tone() const { return m_tone; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Tone m_tone = Tone::neutral;
    QString m_text;
};

}  // namespace mirror::ui
