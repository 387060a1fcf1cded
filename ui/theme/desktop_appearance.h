#pragma once
#include <QDBusVariant>
#include <QObject>

namespace mirror::ui {

/// The desktop's light or dark preference, from the settings portal (org.freedesktop.portal.Settings, color-scheme).
/// Where there is no session bus or no portal it stays silent.
class DesktopAppearance : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;
    /// Sends the question and subscribes to changes; returns at once.
    void ask();

signals:
    /// Not emitted for "no preference".
    void preferenceKnown(bool dark);

private slots:
    void settingChanged(const QString& group, const QString& key, const QDBusVariant& value);

private:
    void report(const QVariant& value);
};

}  // namespace mirror::ui
