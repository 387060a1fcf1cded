#include "console/console_settings.h"

#include <QCryptographicHash>
#include <QStandardPaths>

namespace mirror::console {

namespace {

QString defaultFile() {
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) + QStringLiteral("/mirrordesk/console.ini");
}

/// Folder names and addresses may hold characters that group names may not.
QString digest(const QString& text) {
    return QString::fromLatin1(QCryptographicHash::hash(text.toUtf8(), QCryptographicHash::Sha256).toHex().left(12));
}

}  // namespace

ConsoleSettings::ConsoleSettings(const QString& profileKey, const QString& file)
    : m_profileKey(digest(profileKey)), m_settings(file.isEmpty() ? defaultFile() : file, QSettings::IniFormat) {}

QString ConsoleSettings::windowKey(const char* name) const { return QStringLiteral("window-%1/%2").arg(m_profileKey, QLatin1String(name)); }

QString ConsoleSettings::language() const { return m_settings.value("language", "system").toString(); }
void ConsoleSettings::setLanguage(const QString& choice) { m_settings.setValue("language", choice); }
QString ConsoleSettings::theme() const { return m_settings.value("theme", "system").toString(); }
void ConsoleSettings::setTheme(const QString& choice) { m_settings.setValue("theme", choice); }
QByteArray ConsoleSettings::geometry() const { return m_settings.value(windowKey("geometry")).toByteArray(); }
void ConsoleSettings::setGeometry(const QByteArray& geometry) { m_settings.setValue(windowKey("geometry"), geometry); }
int ConsoleSettings::page() const { return m_settings.value(windowKey("page"), 0).toInt(); }
void ConsoleSettings::setPage(int index) { m_settings.setValue(windowKey("page"), index); }
QByteArray ConsoleSettings::viewState(const QString& page) const { return m_settings.value(windowKey("view-") + page).toByteArray(); }

void ConsoleSettings::setViewState(const QString& page, const QByteArray& state) {
    if (!state.isEmpty()) m_settings.setValue(windowKey("view-") + page, state);
}

QString ConsoleSettings::pinnedCertificate(const QString& host) const {
    return m_settings.value(QStringLiteral("certificates/") + digest(host)).toString();
}

void ConsoleSettings::setPinnedCertificate(const QString& host, const QString& fingerprint) {
    m_settings.setValue(QStringLiteral("certificates/") + digest(host), fingerprint);
}

QString ConsoleSettings::fileName() const { return m_settings.fileName(); }

}  // namespace mirror::console
