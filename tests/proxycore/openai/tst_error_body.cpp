#include "json_literal.h"
#include "openai/error_body.h"
#include "support/run_test.h"

using namespace mirror;
using namespace mirror::openai;
using namespace mirror::test;

namespace {

QString text(const std::string& value) { return QString::fromStdString(value); }
QString orNull(const std::optional<std::string>& value) { return value ? text(*value) : "null"; }
QString shape(const std::optional<ErrorBody>& body) {
    if (!body) return "none";
    return QString::number(body->status) + " " + text(body->type) + " / " + orNull(body->code) + " / " + orNull(body->param) + ": " + text(body->message);
}

}  // namespace

class TstErrorBody : public QObject {
    Q_OBJECT
private slots:
    void followsTheTable_data() {
        QTest::addColumn<int>("code");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("type");
        QTest::addColumn<QString>("wireCode");
        QTest::addColumn<bool>("noRetry");
        QTest::addColumn<bool>("close");
        const auto row = [](ErrorCode code, int status, const char* type, const char* wireCode, bool noRetry = false, bool close = false) {
            QTest::newRow(std::string(errorName(code)).c_str()) << static_cast<int>(code) << status << type << wireCode << noRetry << close;
        };
        using enum ErrorCode;
        row(badJson, 400, "invalid_request_error", "null");
        row(badRequest, 400, "invalid_request_error", "null", false, true);
        row(invalidKey, 401, "invalid_request_error", "invalid_api_key");
        row(modelNotAllowed, 403, "insufficient_permissions", "model_not_allowed");
        row(unknownUrl, 404, "invalid_request_error", "unknown_url");
        row(modelNotFound, 404, "invalid_request_error", "model_not_found");
        row(methodNotAllowed, 405, "invalid_request_error", "method_not_allowed");
        row(requestTimeout, 408, "timeout_error", "request_timeout", false, true);
        row(bodyTooLarge, 413, "invalid_request_error", "request_too_large", false, true);
        row(unsupportedEncoding, 415, "invalid_request_error", "unsupported_encoding");
        row(headersTooLarge, 431, "invalid_request_error", "headers_too_large", false, true);
        row(noHealthyUpstream, 503, "service_unavailable_error", "no_healthy_upstream");
        row(draining, 503, "service_unavailable_error", "draining", false, true);
        row(upstreamUnreachable, 502, "upstream_error", "upstream_unreachable");
        row(upstreamReset, 502, "upstream_error", "upstream_unreachable");
        row(dnsFailure, 502, "upstream_error", "upstream_unreachable");
        row(tlsVerification, 502, "upstream_error", "upstream_unreachable", true);
        row(addressRefused, 502, "upstream_error", "upstream_unreachable", true);
        row(upstreamBadResponse, 502, "upstream_error", "upstream_bad_response");
        row(upstreamCut, 502, "upstream_error", "upstream_bad_response");
        row(upstreamStreamError, 502, "upstream_error", "upstream_bad_response");
        row(upstreamStatus, 502, "upstream_error", "upstream_bad_response");
        row(upstreamCredentials, 502, "upstream_error", "upstream_credentials", true);
        row(upstreamTimeoutConnect, 504, "timeout_error", "upstream_timeout_connect");
        row(upstreamTimeoutHeaders, 504, "timeout_error", "upstream_timeout_headers");
        row(upstreamTimeoutFirstToken, 504, "timeout_error", "upstream_timeout_first_token");
        row(upstreamTimeoutIdle, 504, "timeout_error", "upstream_timeout_idle");
        row(upstreamTimeoutTotal, 504, "timeout_error", "upstream_timeout_total");
        row(internal, 500, "server_error", "internal");
        row(configValue, 500, "server_error", "internal");
    }
    void followsTheTable() {
        QFETCH(int, code);
        QFETCH(int, status);
        QFETCH(QString, type);
        QFETCH(QString, wireCode);
        QFETCH(bool, noRetry);
        QFETCH(bool, close);
        const ErrorBody body = errorBodyFor(makeError(static_cast<ErrorCode>(code), {"a", "b"}));
        QCOMPARE(body.status, status);
        QCOMPARE(text(body.type), type);
        QCOMPARE(orNull(body.code), wireCode);
        QCOMPARE(body.shouldRetryFalse, noRetry);
        QCOMPARE(body.close, close);
        QVERIFY(!body.message.empty());
        QCOMPARE(orNull(body.param), code == static_cast<int>(ErrorCode::badJson) ? "a" : "null");
    }
    void namesTheParamAndTheRuleOfABadBody() {
        QCOMPARE(shape(errorBodyFor(makeError(ErrorCode::badJson, {"model"}, "model is missing"))),
                 "400 invalid_request_error / null / model: The request body cannot be used: model is missing.");
        QCOMPARE(shape(errorBodyFor(makeError(ErrorCode::badJson))),
                 "400 invalid_request_error / null / null: The request body is not valid JSON.");
        QVERIFY(!errorBodyFor(makeError(ErrorCode::badJson, {""})).param);
    }
    void keepsTheInsideToItself() {
        for (const ErrorCode code : {ErrorCode::upstreamUnreachable, ErrorCode::tlsVerification, ErrorCode::internal, ErrorCode::configValue}) {
            const ErrorBody body = errorBodyFor(makeError(code, {"up", "v"}, "10.0.0.1: inner detail"));
            QVERIFY2(body.message.find("inner detail") == std::string::npos, body.message.c_str());
        }
        QVERIFY(errorBodyFor(makeError(ErrorCode::badRequest, {}, "bare LF")).message.find("bare LF") != std::string::npos);
    }
    void keepsTheStatusOfAnUpstreamThatBlamesTheCaller() {
        for (const char* status : {"400", "404", "422"}) {
            const ErrorBody body = errorBodyFor(makeError(ErrorCode::upstreamStatus, {"up", status}));
            QCOMPARE(body.status, QByteArray(status).toInt());
            QCOMPARE(text(body.type), "invalid_request_error");
        }
        for (const char* status : {"401", "402", "403", "429", "500", "200", "x"})
            QCOMPARE(errorBodyFor(makeError(ErrorCode::upstreamStatus, {"up", status})).status, 502);
    }
    void writesExactlyFourMembers() {
        ErrorBody body;
        body.message = "a \"quoted\" \\ line\n\x01 镜";
        body.type = "server_error";
        QCOMPARE(text(toJson(body)),
                 text("{'error':{'message':'a \\'quoted\\' \\\\ line\\n\\u0001 镜','type':'server_error','param':null,'code':null}}"_jsonText));
        body.param = "model";
        body.code = "c";
        QVERIFY(toJson(body).ends_with("'param':'model','code':'c'}}"_jsonText));
    }
    void readsTheShapesOfTheField_data() {
        QTest::addColumn<QString>("json");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char* name, const std::string& json, const char* expected) { QTest::newRow(name) << text(json) << QString::fromUtf8(expected); };
        row("openai", "{'error':{'message':'m','type':'t','param':'p','code':'c'}}"_jsonText, "400 t / c / p: m");
        row("nulls", "{'error':{'message':'m','type':'t','param':null,'code':null}}"_jsonText, "400 t / null / null: m");
        row("numericCode", "{'error':{'message':'m','type':'t','code':1302}}"_jsonText, "400 t / 1302 / null: m");
        row("zhipu", "{'error':{'code':'1302','message':'您的账户已达到速率限制'}}"_jsonText, "400 invalid_request_error / 1302 / null: 您的账户已达到速率限制");
        row("text", "{'error':'model not found'}"_jsonText, "400 invalid_request_error / null / null: model not found");
        row("dashscope", "{'code':'InvalidParameter','message':'m','request_id':'r'}"_jsonText, "400 invalid_request_error / InvalidParameter / null: m");
        row("vllm", "{'object':'error','message':'m','type':'BadRequestError','param':null,'code':400}"_jsonText, "400 BadRequestError / 400 / null: m");
        row("qianfan", "{'error_code':336003,'error_msg':'m'}"_jsonText, "400 invalid_request_error / 336003 / null: m");
        row("fastapiText", "{'detail':'Not Found'}"_jsonText, "400 invalid_request_error / null / null: Not Found");
        row("fastapiList", "{'detail':[{'loc':['body','messages',0,'role'],'msg':'field required','type':'missing'}]}"_jsonText,
            "400 invalid_request_error / null / messages.0.role: field required");
        row("anthropic", "{'type':'error','error':{'type':'invalid_request_error','message':'m'}}"_jsonText, "400 invalid_request_error / null / null: m");
        row("noMessage", "{'error':{'code':'c'}}"_jsonText, "400 invalid_request_error / c / null: The upstream answered with status 400.");
        row("messageOfAnotherType", "{'error':{'message':{'a':1}}}"_jsonText, "400 invalid_request_error / null / null: The upstream answered with status 400.");
        row("nullError", "{'error':null,'id':1}"_jsonText, "none");
        row("answer", "{'choices':[]}"_jsonText, "none");
        row("messageAlone", "{'message':'hello'}"_jsonText, "none");
        row("html", "<html>502</html>", "none");
        row("array", "[{'error':'x'}]"_jsonText, "none");
        row("cut", "{'error':{'message':'m'"_jsonText, "none");
        row("empty", "", "none");
    }
    void readsTheShapesOfTheField() {
        QFETCH(QString, json);
        QFETCH(QString, expected);
        QCOMPARE(shape(readErrorBody(400, json.toStdString())), expected);
    }
    void blamesTheUpstreamForItsOwnStatuses() {
        QCOMPARE(shape(readErrorBody(503, "{'error':{'message':'m'}}"_jsonText)), "503 upstream_error / null / null: m");
    }
    /// 256 KiB of brackets are an error body too: nothing here may descend into what it does not know.
    void nestingCannotExhaustTheStack_data() {
        QTest::addColumn<QString>("before");
        QTest::addColumn<QString>("after");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char* name, const std::string& before, const std::string& after, const char* expected) {
            QTest::newRow(name) << text(before) << text(after) << expected;
        };
        row("step", "{'detail':[{'loc':['body',"_jsonText, ",'x',3],'msg':'m'}]}"_jsonText, "400 invalid_request_error / null / x.3: m");
        row("message", "{'error':{'code':'c','message':"_jsonText, "}}"_jsonText, "400 invalid_request_error / c / null: The upstream answered with status 400.");
        row("code", "{'error':{'message':'m','code':"_jsonText, "}}"_jsonText, "400 invalid_request_error / null / null: m");
        row("unknown member", "{'error':{'message':'m'},'x':"_jsonText, "}"_jsonText, "400 invalid_request_error / null / null: m");
        row("error", "{'error':["_jsonText, "]}"_jsonText, "none");
        row("detail", "{'detail':"_jsonText, "}"_jsonText, "none");
    }
    void nestingCannotExhaustTheStack() {
        QFETCH(QString, before);
        QFETCH(QString, after);
        QFETCH(QString, expected);
        const std::string deep = std::string(125'000, '[') + std::string(125'000, ']');
        QCOMPARE(shape(readErrorBody(400, before.toStdString() + deep + after.toStdString())), expected);
        std::string objects;
        for (int i = 0; i < 40'000; ++i) objects += "{\"a\":";
        objects += "1" + std::string(40'000, '}');
        QCOMPARE(shape(readErrorBody(400, before.toStdString() + objects + after.toStdString())), expected);
    }
    void textsTakenOverAreBounded() {
        std::string words;
        for (int i = 0; i < 20'000; ++i) words += "镜";
        const auto told = readErrorBody(400, "{\"error\":{\"message\":\"" + words + "\",\"type\":\"" + words + "\",\"param\":\"" + words + "\",\"code\":\"" + words + "\"}}");
        QVERIFY(told && told->param && told->code);
        QVERIFY(told->message.size() > 1000 && told->message.size() <= 4096);
        for (const std::string& one : {told->message, told->type, *told->param, *told->code}) QVERIFY(words.starts_with(one));  // no half character at the end
        for (const std::string& one : {told->type, *told->param, *told->code}) QVERIFY(one.size() <= 256);
        std::string steps = "\"a\"";
        for (int i = 0; i < 30'000; ++i) steps += ",1";
        const auto located = readErrorBody(400, "{\"detail\":[{\"msg\":\"" + words + "\",\"loc\":[" + steps + "]}]}");
        QVERIFY(located && located->param && located->param->starts_with("a.1.1"));
        QVERIFY(located->param->size() <= 256 && located->message.size() <= 4096);
        for (const char* shapeOf : {"{\"error\":\"%\"}", "{\"detail\":\"%\"}"}) {
            std::string json = shapeOf;
            json.replace(json.find('%'), 1, words);
            QVERIFY(readErrorBody(400, json)->message.size() <= 4096);
        }
    }
    void readsBackWhatItWrites() {
        const ErrorBody body = errorBodyFor(makeError(ErrorCode::modelNotFound, {"\"镜\"\n"}));
        QCOMPARE(shape(readErrorBody(404, toJson(body))), shape(body));
    }
};

MIRROR_TEST(TstErrorBody, tst_error_body)
#include "tst_error_body.moc"
