#pragma once
#include <QObject>
#include <QString>
#include <QTranslator>

namespace mirror::console {

/// Loads the texts of a language and switches all open windows to it. One for the program; GUI thread.
class Language : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;
    /// "system", "zh_CN" or "en"; anything else counts as "system". Widgets get LanguageChange events at once.
    void choose(const QString& choice);
    QString choice() const { return m_choice; }
    /// What is shown now: "zh_CN" or "en".
    QString current() const { return m_current; }

private:
    void install(QTranslator& translator, const QString& file, const QString& folder);
    QString m_choice;
    QString m_current;
    QTranslator m_console;
    QTranslator m_qt;  ///< Qt's own dialogs and menus
};

/// The language the system asks for, of those there are.
QString systemLanguage();

}  // namespace mirror::console
