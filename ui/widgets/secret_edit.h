#pragma once
#include <QLineEdit>

namespace mirror::ui {

/// A field for a provider's key or a reference to one. References (env:NAME, file:PATH) are shown, anything else is hidden
/// while it is typed. No undo, no copy of hidden text, no tooltip: a secret cannot be brought back on the screen.
class SecretEdit : public QLineEdit {
    Q_OBJECT
public:
    explicit SecretEdit(QWidget* parent = nullptr);

protected:
    bool event(QEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    void updateEcho();
};

/// Whether `text` is, or may become, a reference and no secret.
bool mayBeReference(const QString& text);

}  // namespace mirror::ui
