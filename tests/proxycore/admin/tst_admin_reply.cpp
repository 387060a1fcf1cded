#include "support/run_test.h"  // first: moc 6.4 does not parse <concepts> when it comes upon it before Qt

#include "admin/admin_reply.h"

#include <nlohmann/json.hpp>

#include "proxycore/api/wire.h"

using namespace mirror;
using namespace mirror::admin;
using nlohmann::json;

class TstAdminReply : public QObject {
    Q_OBJECT
private slots:
    void theStatusSaysWhoseFaultItIs() {
        QCOMPARE(statusFor(ErrorCode::badJson), 400);
        QCOMPARE(statusFor(ErrorCode::unauthorised), 401);
        QCOMPARE(statusFor(ErrorCode::revisionUnknown), 404);
        QCOMPARE(statusFor(ErrorCode::notRunning), 409);
        QCOMPARE(statusFor(ErrorCode::configConflict), 412);
        QCOMPARE(statusFor(ErrorCode::configValue), 422);
        QCOMPARE(statusFor(ErrorCode::fileWrite), 500);
        QCOMPARE(statusFor(ErrorCode::internal), 500);
    }
    void anErrorIsReadableForAnOpenAiClientAndForAConsole() {
        const Error error = makeError(ErrorCode::configConflict, {"7"}, "the file was edited");
        const AdminResponse reply = errorReply(error);
        QCOMPARE(reply.status, 412);
        const json document = json::parse(reply.body);
        QCOMPARE(document["error"]["message"].get<std::string>(), describe(error));
        QCOMPARE(document["error"]["type"], "invalid_request_error");
        QVERIFY(document["error"]["param"].is_null());
        for (const char* member : {"error", "detail"}) QVERIFY(wire::decodeError(document[member].dump()).value() == error);
    }
    void aRefusedFieldIsTheParam() {
        const json document = json::parse(errorReply(makeError(ErrorCode::configValue, {"http.max_fields", "it is not a number"})).body);
        QCOMPARE(document["error"]["param"], "http.max_fields");
    }
    void ourOwnFaultIsAServerError() { QCOMPARE(json::parse(errorReply(makeError(ErrorCode::internal)).body)["error"]["type"], "server_error"); }
    void everyProblemIsListedWithItsPlace() {
        const std::vector<ConfigProblem> problems{{"a.b", 3, 5, makeError(ErrorCode::configUnknownField, {"a.b"})},
                                                  {"c", 9, 1, makeError(ErrorCode::configValue, {"c", "it is too large"})}};
        const AdminResponse reply = problemsReply(problems);
        QCOMPARE(reply.status, 422);
        const json document = json::parse(reply.body);
        QCOMPARE(document["problems"].size(), 2u);
        QCOMPARE(document["problems"][0]["path"], "a.b");
        QCOMPARE(document["problems"][0]["line"], 3);
        QCOMPARE(document["problems"][0]["column"], 5);
        QCOMPARE(document["problems"][1]["message"].get<std::string>(), describe(problems[1].error));
        QCOMPARE(document["error"]["code"], "config_unknown_field");
    }
    /// A file name in an error may be any bytes.
    void bytesThatAreNoTextAreReplaced() {
        const AdminResponse reply = errorReply(makeError(ErrorCode::fileRead, {"/tmp/\xff\xfe"}, "\xc3"));
        QVERIFY(json::accept(reply.body));
        QVERIFY(json::accept(problemsReply({{"p", 1, 1, makeError(ErrorCode::configValue, {"p", "\xff"})}}).body));
    }
    void noAnswerMayBeKept() { QCOMPARE(jsonReply(200, "{}", "ETag: \"1\"\r\n").fields, std::string("Cache-Control: no-store\r\nETag: \"1\"\r\n")); }
};

MIRROR_TEST(TstAdminReply, tst_admin_reply)
#include "tst_admin_reply.moc"
