#include "ui/link/reason_text.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <array>
#include <vector>

#include "ui/forms/field_text.h"
#include "ui/link/error_text.h"

namespace mirror::ui {

namespace {

/// Everything the rules of proxycore/api say; `%1` and `%2` stand for any text. A test reads the rules and looks for each here.
constexpr auto kReasons = std::to_array<const char*>({
    // several fields
    QT_TRANSLATE_NOOP("reasons", "the name %1 is taken by %2"),
    QT_TRANSLATE_NOOP("reasons", "a certificate needs its private key and the other way round; set both files or neither"),
    QT_TRANSLATE_NOOP("reasons", "at least one listener must be enabled"),
    QT_TRANSLATE_NOOP("reasons", "the address and port are used by %1 too"),
    QT_TRANSLATE_NOOP("reasons", "the aliases lead back to %1"),
    QT_TRANSLATE_NOOP("reasons", "it must not be larger than http.max_head, which contains it"),
    QT_TRANSLATE_NOOP("reasons", "it must not be shorter than %1"),
    QT_TRANSLATE_NOOP("reasons", "'%1' is no kind of personal data; there are id, phone, card, email, passport, plate and ip"),
    // texts and lists
    QT_TRANSLATE_NOOP("reasons", "must not be empty"),
    QT_TRANSLATE_NOOP("reasons", "must be UTF-8 text without control characters"),
    QT_TRANSLATE_NOOP("reasons", "must have at most %1 elements"),
    QT_TRANSLATE_NOOP("reasons", "expected a text"),
    QT_TRANSLATE_NOOP("reasons", "expected a list of texts"),
    QT_TRANSLATE_NOOP("reasons", "it may have letters, digits, '.', '_' and '-' only"),
    // hosts, addresses and networks
    QT_TRANSLATE_NOOP("reasons", "the host name may have letters, digits, '.' and '-' only"),
    QT_TRANSLATE_NOOP("reasons", "the host name has an empty part"),
    QT_TRANSLATE_NOOP("reasons", "the host is no valid IP address"),
    QT_TRANSLATE_NOOP("reasons", "the host is a metadata service"),
    QT_TRANSLATE_NOOP("reasons", "the host is missing"),
    QT_TRANSLATE_NOOP("reasons", "there is no IPv6 address in the brackets"),
    QT_TRANSLATE_NOOP("reasons", "a bracket is not closed"),
    QT_TRANSLATE_NOOP("reasons", "there is something behind the host"),
    QT_TRANSLATE_NOOP("reasons", "the address is link-local, a metadata service or no single machine's"),
    QT_TRANSLATE_NOOP("reasons", "link-local and metadata addresses are never contacted"),
    QT_TRANSLATE_NOOP("reasons", "the port must be a number from 1 to 65535"),
    QT_TRANSLATE_NOOP("reasons", "expected an IPv4 or IPv6 address such as 127.0.0.1, 0.0.0.0 or ::1"),
    QT_TRANSLATE_NOOP("reasons", "expected an address or a network such as 10.0.0.0/8"),
    QT_TRANSLATE_NOOP("reasons", "the prefix must be 0 to %1"),
    QT_TRANSLATE_NOOP("reasons", "the address has bits set behind the prefix"),
    // header fields
    QT_TRANSLATE_NOOP("reasons", "the header field %1 cannot be passed on: it is no name of a header field"),
    QT_TRANSLATE_NOOP("reasons", "the header field %1 cannot be passed on: it passes always and need not be listed"),
    QT_TRANSLATE_NOOP("reasons", "the header field %1 cannot be passed on: it carries credentials of the caller, which never go to an upstream"),
    QT_TRANSLATE_NOOP("reasons", "the header field %1 cannot be passed on: it is meant for one connection and never goes further"),
    QT_TRANSLATE_NOOP("reasons", "the header field %1 cannot be passed on: the mirror writes it itself"),
    QT_TRANSLATE_NOOP("reasons", "the header field %1 cannot be passed on: it tells about the caller's network or program and never goes to an upstream"),
    QT_TRANSLATE_NOOP("reasons", "the header field %1 cannot be passed on: it is in the list twice"),
    // URLs
    QT_TRANSLATE_NOOP("reasons", "it must begin with https:// or http://"),
    QT_TRANSLATE_NOOP("reasons", "it is not an http:// or https:// address"),
    QT_TRANSLATE_NOOP("reasons", "it must not have a query (?)"),
    QT_TRANSLATE_NOOP("reasons", "it must not have a fragment (#)"),
    QT_TRANSLATE_NOOP("reasons", "it must not have a user name or password; put the key into api_keys"),
    QT_TRANSLATE_NOOP("reasons", "the path has a character that must be percent-encoded"),
    QT_TRANSLATE_NOOP("reasons", "the path must not have . or .. as a part"),
    QT_TRANSLATE_NOOP("reasons", "expected * or an origin such as https://chat.example.com"),
    // secrets
    QT_TRANSLATE_NOOP("reasons", "*** stands for a secret that was not shown; write the key or a reference to it"),
    QT_TRANSLATE_NOOP("reasons", "the path behind file: is missing"),
    QT_TRANSLATE_NOOP("reasons", "the name behind env: is missing or cannot be a variable's"),
    QT_TRANSLATE_NOOP("reasons", "a key has visible ASCII characters only"),
});

QRegularExpression patternOf(const char* english) {
    static const QRegularExpression place(QStringLiteral("\\\\?%[12]"));
    QString pattern = QRegularExpression::escape(QString::fromLatin1(english));
    return QRegularExpression(QRegularExpression::anchoredPattern(pattern.replace(place, QStringLiteral("(.+)"))));
}

const std::vector<QRegularExpression>& patterns() {
    static const auto made = [] {
        std::vector<QRegularExpression> all;
        for (const char* english : kReasons) all.push_back(patternOf(english));
        return all;
    }();
    return made;
}

/// Other settings are called by their labels, everything else as it is written.
QString shownArgument(const QString& argument) {
    static const QRegularExpression element(QRegularExpression::anchoredPattern(QStringLiteral("(listeners|upstreams|aliases)\\[\\d+\\]")));
    const bool isPlace = findField(argument.toStdString()) != nullptr || element.match(argument).hasMatch();
    return isPlace ? QStringLiteral("“%1”").arg(pathText(argument)) : argument;
}

}  // namespace

QString knownReasonText(const std::string& reason) {
    const QString shown = foreignText(reason);
    for (std::size_t i = 0; i < kReasons.size(); ++i) {
        const auto match = patterns()[i].match(shown);
        if (!match.hasMatch()) continue;
        const QString sentence = QCoreApplication::translate("reasons", kReasons[i]);
        if (match.lastCapturedIndex() < 1) return sentence;
        if (match.lastCapturedIndex() < 2) return sentence.arg(shownArgument(match.captured(1)));
        return sentence.arg(shownArgument(match.captured(1)), shownArgument(match.captured(2)));
    }
    return {};
}

QString reasonText(const std::string& reason) {
    const QString known = knownReasonText(reason);
    return known.isEmpty() ? foreignText(reason) : known;
}

}  // namespace mirror::ui
