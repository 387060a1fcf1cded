#include "ui/link/error_text.h"

#include <QCoreApplication>

#include "ui/forms/field_text.h"
#include "ui/link/reason_text.h"

namespace mirror::ui {

namespace {

/// Context of the translations; never constructed.
struct ErrorText {
    Q_DECLARE_TR_FUNCTIONS(mirror::ui::ErrorText)
public:
    static QString downstream(ErrorCode code);
    static QString upstream(ErrorCode code);
    static QString operatorFault(ErrorCode code);
    static QString withoutSubject(ErrorCode code);
    static QString event(EventKind kind);
    static QString state(EngineState state);
    static QString internal() { return tr("Something went wrong inside the mirror."); }
};

QString ErrorText::downstream(ErrorCode code) {
    switch (code) {
        case ErrorCode::badJson: return tr("The request body is not valid JSON.");
        case ErrorCode::badRequest: return tr("The request is not valid HTTP.");
        case ErrorCode::unsupportedEncoding: return tr("The content coding or charset is not supported; send UTF-8, coded with gzip, deflate or not at all.");
        case ErrorCode::bodyTooLarge: return tr("The request body is larger than allowed.");
        case ErrorCode::headersTooLarge: return tr("The request head is larger than allowed.");
        case ErrorCode::requestTimeout: return tr("The client sent its request too slowly.");
        case ErrorCode::invalidKey: return tr("The virtual key is missing or unknown.");
        case ErrorCode::modelNotAllowed: return tr("The key may not use the model %1.");
        case ErrorCode::unknownUrl: return tr("There is nothing at %1.");
        case ErrorCode::modelNotFound: return tr("No upstream serves the model %1.");
        case ErrorCode::methodNotAllowed: return tr("The method %1 cannot be used here.");
        case ErrorCode::contentNotAllowed: return tr("The rule %1 of the word lists forbids this content.");
        case ErrorCode::clientGone: return tr("The client closed the connection.");
        default: return {};
    }
}

QString ErrorText::upstream(ErrorCode code) {
    switch (code) {
        case ErrorCode::upstreamUnreachable: return tr("The upstream %1 cannot be reached.");
        case ErrorCode::upstreamReset: return tr("The upstream %1 closed the connection before it answered.");
        case ErrorCode::upstreamBadResponse: return tr("The upstream %1 sent an answer that breaks the protocol.");
        case ErrorCode::upstreamCredentials: return tr("The upstream %1 refuses our key; check its API keys.");
        case ErrorCode::upstreamStatus: return tr("The upstream %1 answered with status %2.");
        case ErrorCode::upstreamTimeoutConnect: return tr("Connecting to the upstream %1 took too long.");
        case ErrorCode::upstreamTimeoutHeaders: return tr("The upstream %1 did not begin to answer in time.");
        case ErrorCode::upstreamTimeoutFirstToken: return tr("The upstream %1 did not send a first token in time.");
        case ErrorCode::upstreamTimeoutIdle: return tr("The upstream %1 fell silent in the middle of its answer.");
        case ErrorCode::upstreamTimeoutTotal: return tr("The upstream %1 did not finish within the deadline.");
        case ErrorCode::upstreamCut: return tr("The upstream %1 broke off its answer.");
        case ErrorCode::upstreamStreamError: return tr("The upstream %1 reported an error inside its stream.");
        case ErrorCode::noHealthyUpstream: return tr("No upstream can take the request now.");
        case ErrorCode::draining: return tr("The mirror is shutting down.");
        case ErrorCode::journalUnavailable: return tr("The dialogue cannot be written to the journal now, and none may go unwritten.");
        case ErrorCode::tlsVerification:
            return tr("The certificate of %1 cannot be verified; set a CA file if a private authority signed it.");
        case ErrorCode::dnsFailure: return tr("The name %1 cannot be resolved.");
        case ErrorCode::addressRefused:
            return tr("The address %1 is link-local or a metadata service and is never contacted.");
        default: return {};
    }
}

QString ErrorText::operatorFault(ErrorCode code) {
    switch (code) {
        case ErrorCode::configSyntax: return tr("The text is not valid YAML.");
        case ErrorCode::configUnknownField: return tr("There is no setting called %1.");
        case ErrorCode::configValue: return tr("The value of %1 cannot be used: %2.");
        case ErrorCode::configConflict:
            return tr("Someone else changed the configuration (revision %1). Load it and make your change again.");
        case ErrorCode::revisionUnknown: return tr("There is no revision %1.");
        case ErrorCode::fileRead: return tr("The file %1 cannot be read.");
        case ErrorCode::fileWrite: return tr("The file %1 cannot be written.");
        case ErrorCode::filePermission: return tr("The file %1 holds a secret and can be read by others; run: chmod 600 %1");
        case ErrorCode::secretMissing: return tr("The secret %1 is not set.");
        case ErrorCode::addressInUse:
            return tr("The address %1 is used by another program. Choose another port or stop that program.");
        case ErrorCode::addressInvalid: return tr("The mirror cannot listen on the address %1.");
        case ErrorCode::certificateInvalid: return tr("The certificate or key in %1 cannot be used.");
        case ErrorCode::notRunning: return tr("The engine is not running.");
        case ErrorCode::notFound: return tr("There is no %1.");
        case ErrorCode::unauthorised: return tr("The admin token is missing or wrong.");
        case ErrorCode::unsupported: return tr("This is not supported: %1.");
        case ErrorCode::journalPassphrase: return tr("This is not the journal's passphrase.");
        case ErrorCode::journalDamaged: return tr("%1 of the journal is damaged: %2.");
        case ErrorCode::journalNoKey: return tr("The journal has no key yet. Set a passphrase to make one.");
        case ErrorCode::journalExists: return tr("The journal has a key already. Change its passphrase or rotate it instead.");
        case ErrorCode::journalLocked: return tr("The journal is locked. Give the passphrase again.");
        case ErrorCode::cancelled: return tr("It was cancelled; nothing has changed.");
        case ErrorCode::engineUnreachable: return tr("The engine at %1 cannot be reached.");
        default: return {};
    }
}

/// Where the argument is not at hand, the sentence must stand without it.
QString ErrorText::withoutSubject(ErrorCode code) {
    switch (code) {
        case ErrorCode::modelNotAllowed: return tr("The key may not use this model.");
        case ErrorCode::unknownUrl: return tr("There is nothing at this address.");
        case ErrorCode::modelNotFound: return tr("No upstream serves this model.");
        case ErrorCode::methodNotAllowed: return tr("This method cannot be used here.");
        case ErrorCode::contentNotAllowed: return tr("A rule of the word lists forbids this content.");
        case ErrorCode::upstreamUnreachable: return tr("The upstream cannot be reached.");
        case ErrorCode::upstreamReset: return tr("The upstream closed the connection before it answered.");
        case ErrorCode::upstreamBadResponse: return tr("The upstream sent an answer that breaks the protocol.");
        case ErrorCode::upstreamCredentials: return tr("The upstream refuses our key; check its API keys.");
        case ErrorCode::upstreamStatus: return tr("The upstream answered with an error status.");
        case ErrorCode::upstreamTimeoutConnect: return tr("Connecting to the upstream took too long.");
        case ErrorCode::upstreamTimeoutHeaders: return tr("The upstream did not begin to answer in time.");
        case ErrorCode::upstreamTimeoutFirstToken: return tr("The upstream did not send a first token in time.");
        case ErrorCode::upstreamTimeoutIdle: return tr("The upstream fell silent in the middle of its answer.");
        case ErrorCode::upstreamTimeoutTotal: return tr("The upstream did not finish within the deadline.");
        case ErrorCode::upstreamCut: return tr("The upstream broke off its answer.");
        case ErrorCode::upstreamStreamError: return tr("The upstream reported an error inside its stream.");
        case ErrorCode::tlsVerification: return tr("The upstream's certificate cannot be verified.");
        case ErrorCode::dnsFailure: return tr("The upstream's name cannot be resolved.");
        case ErrorCode::addressRefused: return tr("The upstream's address is link-local or a metadata service.");
        default: return {};
    }
}

QString ErrorText::event(EventKind kind) {
    switch (kind) {
        case EventKind::engineStarted: return tr("The engine has started.");
        case EventKind::engineStopped: return tr("The engine has stopped.");
        case EventKind::engineDraining: return tr("The engine lets running requests finish and takes no new ones.");
        case EventKind::engineFailed: return tr("The engine could not start.");
        case EventKind::workerStalled: return tr("Worker %1 no longer answers.");
        case EventKind::workerRecovered: return tr("Worker %1 answers again.");
        case EventKind::configApplied: return tr("Revision %1 of the configuration is in force.");
        case EventKind::configRejected: return tr("A configuration was refused (%1); the present one stays in force.");
        case EventKind::certificateReloaded: return tr("The listener %1 uses a new certificate.");
        case EventKind::certificateExpiring: return tr("The certificate of the listener %1 expires in %2 days.");
        case EventKind::keysReloaded: return tr("Virtual keys were loaded: %1.");
        case EventKind::upstreamDown: return tr("The upstream %1 does not answer.");
        case EventKind::upstreamUp: return tr("The upstream %1 answers again.");
        case EventKind::wordsApplied: return tr("Revision %1 of the word lists is in force.");
        case EventKind::wordsRejected: return tr("The word lists could not be taken over (%1); the ones in force stay.");
        case EventKind::journalFailing: return tr("The journal cannot be written.");
        case EventKind::journalRecovered: return tr("The journal is written again after %2 seconds; dialogues that are missing: %1.");
    }
    return {};
}

QString ErrorText::state(EngineState state) {
    switch (state) {
        case EngineState::stopped: return tr("Stopped");
        case EngineState::starting: return tr("Starting");
        case EngineState::running: return tr("Running");
        case EngineState::draining: return tr("Draining");
        case EngineState::failed: return tr("Failed");
    }
    return {};
}

/// Fills %1, %2 in one pass, so that a value that contains "%2" is not filled again.
QString filled(const QString& sentence, const std::vector<std::string>& args) {
    QString text;
    for (qsizetype i = 0; i < sentence.size(); ++i) {
        const bool isPlace = sentence.at(i) == QLatin1Char('%') && i + 1 < sentence.size() && sentence.at(i + 1).isDigit();
        if (!isPlace) {
            text += sentence.at(i);
            continue;
        }
        const auto index = static_cast<std::size_t>(sentence.at(++i).digitValue() - 1);
        text += index < args.size() ? foreignText(args[index]) : QStringLiteral("?");
    }
    return text;
}

/// The arguments as a reader knows them: a setting by its label, the reason of a refusal in his language.
std::vector<std::string> spoken(const Error& error) {
    std::vector<std::string> args = error.args;
    if (error.code != ErrorCode::configValue || args.size() < 2) return args;
    args[0] = pathText(QString::fromStdString(args[0])).toStdString();
    args[1] = reasonText(args[1]).toStdString();
    return args;
}

QString sentenceOf(ErrorCode code) {
    for (const QString& text : {ErrorText::downstream(code), ErrorText::upstream(code), ErrorText::operatorFault(code)})
        if (!text.isEmpty()) return text;
    return ErrorText::internal();
}

bool isInvisible(QChar c) {
    const char16_t u = c.unicode();
    const bool isMark = u == 0xad || u == 0x61c || u == 0x180e || (u >= 0xfe00 && u <= 0xfe0f);
    return isMark || u < 0x20 || (u >= 0x7f && u < 0xa0) || (u >= 0x200b && u <= 0x200f) || (u >= 0x202a && u <= 0x202e) ||
           (u >= 0x2060 && u <= 0x206f) || u == 0xfeff;
}

}  // namespace

QString errorText(const Error& error) {
    const QString bare = error.args.empty() ? ErrorText::withoutSubject(error.code) : QString();
    QString text = bare.isEmpty() ? filled(sentenceOf(error.code), spoken(error)) : bare;
    if (!error.cause.empty()) text += QStringLiteral(" (") + foreignText(error.cause) + QLatin1Char(')');
    return text;
}

QString errorNameText(const std::string& name) {
    if (name.empty()) return {};
    return errorText(makeError(errorCodeFromName(name)));
}

QString eventText(const Event& event) {
    QString text = filled(ErrorText::event(event.kind), event.args);
    for (const Error& error : event.errors) text = sentences(text, errorText(error));
    return text;
}

QString sentences(const QString& first, const QString& second) {
    const bool isSpaced = first.isEmpty() || second.isEmpty() || first.back().unicode() >= 0x3000;
    return isSpaced ? first + second : first + QLatin1Char(' ') + second;
}

QString engineStateText(EngineState state) { return ErrorText::state(state); }

QString foreignText(const std::string& text) {
    QString shown;
    const QString raw = QString::fromStdString(text);
    shown.reserve(raw.size());
    for (const QChar c : raw) {
        if (isInvisible(c))
            shown += QStringLiteral("<U+%1>").arg(int(c.unicode()), 4, 16, QLatin1Char('0'));
        else
            shown += c;
    }
    return shown;
}

}  // namespace mirror::ui
