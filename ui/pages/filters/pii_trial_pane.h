#pragma once
#include <QTimer>
#include <QWidget>
#include <optional>

#include "proxycore/api/command.h"
#include "proxycore/api/result.h"
#include "ui/models/utf8_text.h"

class QLabel;
class QPlainTextEdit;

namespace mirror::ui {

class EngineLink;
class MarkedTextEdit;
class StatusBadge;

/// Text typed or pasted here is searched for personal data while one types: what is found is marked, below stands what would be sent on. Asks 30 ms after the
/// last change, one question at a time.
class PiiTrialPane : public QWidget {
    Q_OBJECT
public:
    /// `link` outlives the pane.
    PiiTrialPane(EngineLink& link, QWidget* parent);
    /// The settings to try with; they need not be in force.
    void setMask(const MaskConfig& mask);
    void setText(const QString& text);

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void build();
    void retranslate();
    void ask();
    void show(const PiiTrial& trial);
    void showVerdict();
    EngineLink& m_link;
    MaskConfig m_mask;
    QLabel* m_title;
    MarkedTextEdit* m_text;
    StatusBadge* m_verdict;
    QLabel* m_kinds;
    QLabel* m_maskedTitle;
    QPlainTextEdit* m_masked;
    QTimer m_typing;
    Utf8Text m_asked;
    PiiTrial m_trial;
    std::optional<Error> m_error;
    bool m_isAsking = false;
    bool m_isChanged = false;
};

}  // namespace mirror::ui
