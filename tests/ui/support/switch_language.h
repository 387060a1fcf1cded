#pragma once
#include <QCoreApplication>
#include <QLocale>
#include <QTranslator>

namespace mirror::test {

/// Switches the application's language as the console does, for the life of this object.
class SwitchLanguage {
public:
    SwitchLanguage() = default;
    explicit SwitchLanguage(const QString& language) { choose(language); }
    ~SwitchLanguage() { QCoreApplication::removeTranslator(&m_translator); }
    void choose(const QString& language) {
        QLocale::setDefault(QLocale(language));
        QCoreApplication::removeTranslator(&m_translator);
        if (m_translator.load(QStringLiteral("console_") + language, QStringLiteral(":/i18n"))) QCoreApplication::installTranslator(&m_translator);
    }

private:
    QTranslator m_translator;
};

}  // namespace mirror::test
