#pragma once
#include <QByteArray>
#include <QString>
#include <functional>

class QWidget;

namespace mirror::ui {

/// Asks where to save, then makes the content and writes it on another thread; the dialog does not block. `make` must own what
/// it needs. `done` gets a sentence for the status bar and runs on the GUI thread unless `parent` is gone; it is not called
/// when the user thinks better of it.
void saveFile(QWidget* parent, const QString& title, const QString& suggestedName, const QString& nameFilter,
              std::function<QByteArray()> make, std::function<void(const QString& message)> done);

}  // namespace mirror::ui
