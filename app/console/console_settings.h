#pragma once
#include <QByteArray>
#include <QSettings>
#include <QString>

namespace mirror::console {

/// Preferences of the window itself, kept by QSettings; nothing about the proxy is in here. Language and theme are the user's;
/// geometry is kept for each profile.
class ConsoleSettings {
public:
    /// `file` empty: the user's own file. `profileKey` tells windows of several profiles apart.
    explicit ConsoleSettings(const QString& profileKey, const QString& file = {});

    QString language() const;  ///< "system", "zh_CN", "en"
    void setLanguage(const QString& choice);
    QString theme() const;  ///< "system", "light", "dark"
    void setTheme(const QString& choice);
    QByteArray geometry() const;
    void setGeometry(const QByteArray& geometry);
    int page() const;
    void setPage(int index);
    /// What the user arranged on a page (Page::viewState); empty if nothing is kept.
    QByteArray viewState(const QString& page) const;
    void setViewState(const QString& page, const QByteArray& state);
    /// SHA-256 fingerprint (hex) of the certificate the user agreed to for a remote engine; empty if none.
    QString pinnedCertificate(const QString& host) const;
    void setPinnedCertificate(const QString& host, const QString& fingerprint);
    QString fileName() const;

private:
    QString windowKey(const char* name) const;
    QString m_profileKey;
    mutable QSettings m_settings;
};

}  // namespace mirror::console
