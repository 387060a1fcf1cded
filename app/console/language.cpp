#include "console/language.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>

namespace mirror::console {

QString systemLanguage() {
    for (const QString& name : QLocale::system().uiLanguages()) {
        const QLocale locale(name);
        if (locale.language() == QLocale::Chinese) return QStringLiteral("zh_CN");
        if (locale.language() == QLocale::English) return QStringLiteral("en");
    }
    return QStringLiteral("en");
}

void Language::choose(const QString& choice) {
    const bool isKnown = choice == QLatin1String("zh_CN") || choice == QLatin1String("en");
    m_choice = isKnown ? choice : QStringLiteral("system");
    const QString wanted = isKnown ? choice : systemLanguage();
    if (wanted == m_current) return;
    m_current = wanted;
    // Numbers and dates follow the language. Texts of widgets are made while the translators send LanguageChange.
    QLocale::setDefault(wanted == QLatin1String("zh_CN") ? QLocale(QLocale::Chinese, QLocale::China) : QLocale(QLocale::English, QLocale::UnitedStates));
    install(m_qt, QStringLiteral("qtbase_") + wanted, QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    install(m_console, QStringLiteral("console_") + wanted, QStringLiteral(":/i18n"));
}

void Language::install(QTranslator& translator, const QString& file, const QString& folder) {
    QCoreApplication::removeTranslator(&translator);
    if (translator.load(file, folder)) QCoreApplication::installTranslator(&translator);
}

}  // namespace mirror::console
