#pragma once
#include <memory>

#include "ui/dialogs/command_palette.h"
#include "ui/models/config_draft.h"
#include "ui/pages/page.h"

class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;
class QStackedWidget;

namespace mirror::ui {

class AuditPanel;
class ChangeReview;
class EmptyState;
class EngineLink;
class FieldForm;
class MessageBar;
class RevisionsPanel;

/// Settings made from the field table: search, sections, form; then the difference, a note, and a new revision. The draft
/// survives leaving the page.
class SettingsPage : public Page {
    Q_OBJECT
public:
    explicit SettingsPage(EngineLink& link, QWidget* parent = nullptr);
    ~SettingsPage() override;
    QString title() const override;
    QString iconName() const override;
    void activate() override;
    void lock() override;
    void focusFilter() override;
    void clearFilter() override;
    void prepareForRestyle() override;
    QList<QAction*> pageActions() const override;
    bool isModified() const override { return m_draft.isDirty(); }
    /// Scrolls to a setting by its path in the field table ("timeouts.connect", "listeners[0].port").
    void showSetting(const QString& path);
    /// Every setting for the command palette; `show` gets its path.
    QList<PaletteEntry> paletteEntries(const std::function<void(const QString&)>& show) const;
    ConfigDraft& draft() { return m_draft; }
    /// Whether there is a journal, with keys and an audit trail to show.
    void setHasJournal(bool has);
    /// Opens the difference, as the button does.
    void review();

protected:
    void retranslate() override;

private:
    enum View { FormView, ReviewView, RevisionsView, AuditView, WaitingView };
    void buildLayout();
    QWidget* buildSide();
    QWidget* buildFooter();
    void connectParts();
    void loadConfig();
    void takeConfig(const ConfigDocument& document);
    void ensureForm();
    void finishForm();
    void apply(const QString& note);
    void finishApply(const Result<Receipt>& result);
    void showConflict(const Error& error);
    void showView(View view);
    void updateFooter();
    void updateSections();
    void search(const QString& text);
    void restore(std::uint64_t revision, const Config& config);

    EngineLink& m_link;
    ConfigDraft m_draft;
    MessageBar* m_message;
    QLineEdit* m_search;
    QLabel* m_found;
    QListWidget* m_sections;
    QPushButton* m_auditButton;
    QPushButton* m_revisionsButton;
    QStackedWidget* m_stack;
    QWidget* m_formHolder;
    std::unique_ptr<FieldForm> m_form;  ///< null until the page is shown, and after a new theme until it is shown again
    int m_position = 0;                 ///< where the form was scrolled to when it was given up
    EmptyState* m_nothing;
    EmptyState* m_waiting;
    ChangeReview* m_review;
    RevisionsPanel* m_revisions;
    AuditPanel* m_audit;
    QLabel* m_state;
    QPushButton* m_revertAll;
    QPushButton* m_reviewButton;
    QWidget* m_footer;
    QList<QAction*> m_actions;
    QString m_pendingSetting;
    bool m_isLoading = false;
};

}  // namespace mirror::ui
