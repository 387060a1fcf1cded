#pragma once
#include <QDialog>

namespace mirror::ui {

/// What this is, its version, and where it keeps its things.
class AboutDialog : public QDialog {
    Q_OBJECT
public:
    struct Facts {
        QString engineVersion;
        QString profile;       ///< folder of the engine, or its address when remote
        QString settingsFile;  ///< the console's own preferences
    };
    AboutDialog(const Facts& facts, QWidget* parent);
};

}  // namespace mirror::ui
