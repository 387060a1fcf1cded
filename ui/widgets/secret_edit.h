#pragma once
#include <QLineEdit>

namespace mirror::ui {

/// A field for a provider's key or a reference to one. References (env:NAME, file:PATH) are shown, anything else is hidden
/// while it is typed. No undo, no copy of hidden text, no tooltip: a secret cannot be brought back on the screen.
class SecretEdit : public QLineEdit {
    Q_OBJECT
public:
    explicit SecretEdit(QWidget* parent = nullptr);
    /// False: for a passphrase, which is hidden whatever it begins with.
    void setAllowsReferences(bool allowed);

protected:
    bool event(QEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    void updateEcho();
    bool m_allowsReferences = true;
};

/// Whether `text` is, or may become, a reference and no secret.
bool mayBeReference(const QString& text);

}  // namespace mirror::ui
