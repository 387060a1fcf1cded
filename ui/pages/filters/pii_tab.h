#pragma once
#include <QWidget>
#include <array>

#include "proxycore/api/command.h"
#include "proxycore/api/result.h"
#include "ui/models/config_draft.h"

class QCheckBox;
class QLabel;
class QPushButton;
class QStackedWidget;

namespace mirror::ui {

class ChangeReview;
class EmptyState;
class EngineLink;
class FieldRow;
class MessageBar;
class PiiTrialPane;

/// Personal data: which kinds count, how strictly, and whether providers may see them (section `mask` of the configuration), beside a field to try it out with
/// the settings as they are being edited. Applied like the Settings page does: difference, note, revision.
class PiiTab : public QWidget {
    Q_OBJECT
public:
    /// `link` outlives the tab.
    PiiTab(EngineLink& link, QWidget* parent);
    bool isModified() const { return m_draft.isDirty(); }
    PiiTrialPane* trial() const { return m_trial; }
    /// Opens the difference, as the button does.
    void review();

signals:
    void modifiedChanged();

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    enum View { WaitingView, EditView, ReviewView };
    QWidget* buildSettings();
    QWidget* buildKinds();
    QWidget* buildFooter();
    void connectParts();
    void retranslate();
    void load();
    void takeConfig(const ConfigDocument& document);
    void apply(const QString& note);
    void finishApply(const Result<Receipt>& result);
    void showConflict(const Error& error);
    void setKind(PiiKind kind, bool on);
    void refresh();
    void refreshCounts();

    EngineLink& m_link;
    ConfigDraft m_draft;
    MessageBar* m_message;
    QStackedWidget* m_stack;
    EmptyState* m_waiting;
    ChangeReview* m_review;
    QLabel* m_title;
    QLabel* m_kindsTitle;
    QLabel* m_today;
    std::array<QCheckBox*, kPiiKinds> m_kinds{};
    std::array<QLabel*, kPiiKinds> m_counts{};
    QList<FieldRow*> m_rows;
    PiiTrialPane* m_trial;
    QLabel* m_state;
    QPushButton* m_revert;
    QPushButton* m_reviewButton;
    bool m_isLoading = false;
};

}  // namespace mirror::ui
