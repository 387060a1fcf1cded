#pragma once
#include <QWidget>

#include "ui/models/config_draft.h"

class QBoxLayout;
class QLabel;
class QToolButton;

namespace mirror::ui {

class FieldEditor;

/// One setting in a form: name and help at the left, editor at the right, below it what is wrong; a bar at the edge and a
/// revert button while it differs from the configuration in force.
class FieldRow : public QWidget {
    Q_OBJECT
public:
    FieldRow(ConfigDraft& draft, const FieldPlace& place, QWidget* parent);
    QString path() const { return concretePath(m_place); }
    FieldEditor& editor() { return *m_editor; }
    /// The sentence under the editor; empty when all is well.
    QString problem() const;
    /// The editor below name and help instead of beside them: for narrow windows.
    void setStacked(bool stacked);
    bool isMarkedChanged() const { return m_changed; }
    /// Whether every word (lower case) occurs in name, help, path or section.
    bool matches(const QStringList& words) const;
    /// Takes the draft's value, problem and mark.
    void refresh();
    void retranslate();
    /// Draws attention to the row for a moment and puts the cursor in.
    void highlight();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void build();
    void updateHint();
    bool isLast() const;
    ConfigDraft& m_draft;
    FieldPlace m_place;
    QBoxLayout* m_parts = nullptr;
    QLabel* m_label;
    QLabel* m_help;
    QLabel* m_hint;
    QLabel* m_problem;
    QToolButton* m_revert;
    FieldEditor* m_editor;
    bool m_changed = false;
    bool m_highlighted = false;
};

}  // namespace mirror::ui
