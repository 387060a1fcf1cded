#include "ui/models/traffic_text.h"

#include <QCoreApplication>
#include <array>

#include "ui/link/error_text.h"
#include "ui/link/unit_text.h"

namespace mirror::ui {

namespace {

/// The context of these strings for translators.
struct TrafficText {
    Q_DECLARE_TR_FUNCTIONS(TrafficText)
};

QString reasonText(int status) {
    switch (status) {
        case 200: return TrafficText::tr("OK");
        case 204: return TrafficText::tr("No content");
        case 400: return TrafficText::tr("Bad request");
        case 401: return TrafficText::tr("Unauthorised");
        case 403: return TrafficText::tr("Forbidden");
        case 404: return TrafficText::tr("Not found");
        case 405: return TrafficText::tr("Method not allowed");
        case 408: return TrafficText::tr("Request timeout");
        case 413: return TrafficText::tr("Too large");
        case 415: return TrafficText::tr("Unsupported coding");
        case 422: return TrafficText::tr("Unprocessable");
        case 429: return TrafficText::tr("Too many requests");
        case 431: return TrafficText::tr("Headers too large");
        case 499: return TrafficText::tr("Client gone");
        case 500: return TrafficText::tr("Internal error");
        case 502: return TrafficText::tr("Bad gateway");
        case 503: return TrafficText::tr("Unavailable");
        case 504: return TrafficText::tr("Gateway timeout");
        default: return {};
    }
}

}  // namespace

QString outcomeText(Outcome outcome) {
    switch (outcome) {
        case Outcome::ok: return TrafficText::tr("Succeeded");
        case Outcome::clientError: return TrafficText::tr("Client error");
        case Outcome::unauthorised: return TrafficText::tr("Unauthorised");
        case Outcome::upstreamError: return TrafficText::tr("Upstream error");
        case Outcome::timeout: return TrafficText::tr("Timeout");
        case Outcome::cut: return TrafficText::tr("Cut off");
        case Outcome::cancelled: return TrafficText::tr("Cancelled");
        case Outcome::overloaded: return TrafficText::tr("Overloaded");
        case Outcome::internal: return TrafficText::tr("Internal error");
        case Outcome::filtered: return TrafficText::tr("Filtered");
    }
    return noValueText();
}

QString outcomeHint(Outcome outcome) {
    switch (outcome) {
        case Outcome::ok: return TrafficText::tr("The answer was delivered completely.");
        case Outcome::clientError: return TrafficText::tr("The request itself could not be accepted.");
        case Outcome::unauthorised: return TrafficText::tr("The virtual key was missing, unknown or not allowed.");
        case Outcome::upstreamError: return TrafficText::tr("No upstream gave a usable answer.");
        case Outcome::timeout: return TrafficText::tr("An upstream did not answer in time.");
        case Outcome::cut: return TrafficText::tr("The upstream broke off in the middle of the stream.");
        case Outcome::cancelled: return TrafficText::tr("The client closed the connection before the end.");
        case Outcome::overloaded: return TrafficText::tr("The mirror had no capacity or was shutting down.");
        case Outcome::internal: return TrafficText::tr("Something went wrong inside the mirror.");
        case Outcome::filtered: return TrafficText::tr("A rule of the word lists forbade the request or ended the answer.");
    }
    return {};
}

QString stageText(StageId stage) {
    switch (stage) {
        case StageId::receive: return TrafficText::tr("Receive");
        case StageId::auth: return TrafficText::tr("Key check");
        case StageId::parse: return TrafficText::tr("Parse");
        case StageId::filter: return TrafficText::tr("Word filter");
        case StageId::cache: return TrafficText::tr("Cache");
        case StageId::route: return TrafficText::tr("Route");
        case StageId::connect: return TrafficText::tr("Connect");
        case StageId::upstreamHead: return TrafficText::tr("Upstream head");
        case StageId::firstToken: return TrafficText::tr("First token");
        case StageId::transfer: return TrafficText::tr("Transfer");
    }
    return {};
}

QString stageHint(StageId stage) {
    switch (stage) {
        case StageId::receive: return TrafficText::tr("Reading the request from the client.");
        case StageId::auth: return TrafficText::tr("Checking the virtual key.");
        case StageId::parse: return TrafficText::tr("Parsing the request body.");
        case StageId::filter: return TrafficText::tr("Looking for sensitive words and personal data.");
        case StageId::cache: return TrafficText::tr("Looking the answer up in the cache.");
        case StageId::route: return TrafficText::tr("Choosing the upstream.");
        case StageId::connect: return TrafficText::tr("Opening a connection to the upstream, or taking one from the pool.");
        case StageId::upstreamHead: return TrafficText::tr("Sending the request and waiting for the head of the answer.");
        case StageId::firstToken: return TrafficText::tr("Waiting for the first meaningful event.");
        case StageId::transfer: return TrafficText::tr("Passing the answer on to the client.");
    }
    return {};
}

QString cacheText(CacheResult result) {
    switch (result) {
        case CacheResult::none: return noValueText();
        case CacheResult::hit: return TrafficText::tr("Hit");
        case CacheResult::miss: return TrafficText::tr("Miss");
        case CacheResult::bypass: return TrafficText::tr("Bypass");
        case CacheResult::coalesced: return TrafficText::tr("Coalesced");
        case CacheResult::stale: return TrafficText::tr("Stale");
    }
    return noValueText();
}

QString statusText(int status) {
    if (status == 0) return noValueText();
    const QString reason = reasonText(status);
    return reason.isEmpty() ? QString::number(status) : QString::number(status) + u' ' + reason;
}

QString modelText(const TrafficRecord& record) {
    if (record.modelAsked.empty() && record.modelAnswered.empty()) return noValueText();
    const QString asked = foreignText(record.modelAsked);
    if (record.modelAnswered.empty() || record.modelAnswered == record.modelAsked) return asked;
    return asked + QStringLiteral(" → ") + foreignText(record.modelAnswered);
}

QString endpointText(const TrafficRecord& record) { return foreignText(record.method) + u' ' + foreignText(record.path); }

SystemTime finishedAt(const TrafficRecord& record) {
    return record.time + std::chrono::duration_cast<SystemTime::duration>(record.total);
}

QString filterProblemText(const FilterProblem& problem) {
    switch (problem.trouble) {
        case FilterTrouble::unknownField:
            return TrafficText::tr("There is no field \"%1\"; put text that contains a colon in quotes.").arg(problem.word);
        case FilterTrouble::missingValue:
            if (problem.word.isEmpty()) return TrafficText::tr("Write what to look for.");
            return TrafficText::tr("Write a value after \"%1:\".").arg(problem.word);
        case FilterTrouble::badValue: return TrafficText::tr("\"%1\" is not a value of this field.").arg(problem.word);
        case FilterTrouble::openQuote: return TrafficText::tr("A closing quote is missing.");
    }
    return {};
}

QString filterFieldText(const QString& fieldName) {
    const auto is = [&fieldName](const char16_t* name) { return fieldName == QStringView(name); };
    if (is(u"status")) return TrafficText::tr("Status, such as 502, 5xx or >=400");
    if (is(u"outcome")) return TrafficText::tr("How the request ended");
    if (is(u"model")) return TrafficText::tr("Model asked for or answered by; * is a wildcard");
    if (is(u"asked")) return TrafficText::tr("Model the client asked for");
    if (is(u"answered")) return TrafficText::tr("Model that answered");
    if (is(u"upstream")) return TrafficText::tr("Upstream that answered");
    if (is(u"total")) return TrafficText::tr("Total time, such as >2s or 100ms..1s");
    if (is(u"first")) return TrafficText::tr("Time to the first token, such as >500ms");
    if (is(u"stream")) return TrafficText::tr("Whether the answer was streamed");
    if (is(u"key")) return TrafficText::tr("Name of the virtual key");
    if (is(u"client")) return TrafficText::tr("Address of the client");
    if (is(u"cache")) return TrafficText::tr("What the cache said");
    if (is(u"attempts")) return TrafficText::tr("Number of attempts, such as >1");
    if (is(u"error")) return TrafficText::tr("Name of the error, such as upstream_reset");
    if (is(u"tokens")) return TrafficText::tr("Tokens in and out together, such as >1k");
    if (is(u"in")) return TrafficText::tr("Tokens of the prompt");
    if (is(u"out")) return TrafficText::tr("Tokens of the answer");
    if (is(u"path")) return TrafficText::tr("Path of the request");
    if (is(u"method")) return TrafficText::tr("Method of the request");
    if (is(u"id")) return TrafficText::tr("Request id");
    if (is(u"time")) return TrafficText::tr("Local time, such as 14:03 or 14:00..14:05");
    if (is(u"listener")) return TrafficText::tr("Listener the request came in by");
    if (is(u"rule")) return TrafficText::tr("Rule of the word lists or kind of personal data, such as w12 or pii-*");
    if (is(u"agent")) return TrafficText::tr("Program of the client (User-Agent)");
    return {};
}

Tone toneOf(Outcome outcome) {
    switch (outcome) {
        case Outcome::ok: return Tone::good;
        case Outcome::cancelled: return Tone::neutral;
        case Outcome::clientError:
        case Outcome::unauthorised:
        case Outcome::filtered:
        case Outcome::overloaded: return Tone::warning;
        case Outcome::upstreamError:
        case Outcome::timeout:
        case Outcome::cut:
        case Outcome::internal: return Tone::bad;
    }
    return Tone::neutral;
}

}  // namespace mirror::ui
