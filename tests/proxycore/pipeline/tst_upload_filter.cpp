#include "support/run_test.h"  // first: moc 6.4 does not parse <concepts> when it comes upon it before Qt

#include "pipeline/upload_filter.h"
#include "proxycore/http/arrivals.h"
#include "proxycore/openai/json_literal.h"
#include "proxycore/pipeline/pieced_body.h"
#include "proxycore/pipeline/rule_book.h"
#include "proxycore/pipeline/stage_bench.h"

using namespace mirror;
using namespace mirror::test;

namespace {

struct Sent {
    std::string bytes, trouble, rule;
    bool chunked = false;
    std::uint64_t length = 0;
    QByteArray text() const { return test::bytes(bytes + "|" + trouble + "|" + rule); }
};

base::Task<Sent> send(pipeline::Context& context, const pipeline::Runtime& runtime, exchange::Exchange& exchange) {
    Sent sent;
    const Result<pipeline::Upload> upload = co_await pipeline::openUpload(context, runtime, exchange);
    const auto fails = [&](const Error& error) {
        sent.trouble = errorName(error.code);
        if (!error.args.empty()) sent.rule = error.args[0];
    };
    if (!upload) {
        fails(upload.error());
        co_return sent;
    }
    sent.chunked = upload->chunked;
    sent.length = upload->length;
    for (;;) {
        const Result<std::string_view> piece = co_await upload->body->readSome();
        if (!piece) fails(piece.error());
        if (!piece || piece->empty()) break;
        sent.bytes += *piece;
    }
    co_return sent;
}

struct UploadBench : StageBench {
    Sent sends(const std::vector<std::string>& pieces, std::string_view type, std::vector<Word> words, std::string_view more = {}) {
        std::size_t length = 0;
        for (const std::string& piece : pieces) length += piece.size();
        asks("POST /v1/images/edits", "Content-Type: " + std::string(type) + "\r\nContent-Length: " + std::to_string(length) + "\r\n" + std::string(more));
        PiecedBody body(pieces);
        caller.exchange.requestBody = &body;
        const pipeline::Runtime runtime{1, std::make_shared<const Config>(config), route::RouteTable(config), {}, words.empty() ? nullptr : ruleset(std::move(words)), {}};
        return *loop.run(send(context, runtime, caller.exchange));
    }
    Sent sendsForm(const std::string& form, std::vector<Word> words) { return sends({form}, "multipart/form-data; boundary=b0", std::move(words)); }
};

std::string field(const std::string& name, const std::string& value) { return "--b0\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n"; }
std::string file(const std::string& name, const std::string& value) {
    return "--b0\r\nContent-Disposition: form-data; name=\"image\"; filename=\"" + name + "\"\r\nContent-Type: image/png\r\n\r\n" + value + "\r\n";
}
const std::string kEnd = "--b0--\r\n";

}  // namespace

class TstUploadFilter : public QObject {
    Q_OBJECT
private slots:
    void anInnocentFormArrivesByteForByte() {
        UploadBench bench;
        const std::string form = field("prompt", "a cat, 大象") + file("a.png", "\r\n--b\r\nx") + field("n", "1") + kEnd;
        const Sent sent = bench.sendsForm(form, {rule(1, "大麻")});
        QCOMPARE(sent.text(), bytes(form + "||"));
        QVERIFY(!sent.chunked);
        QCOMPARE(sent.length, std::uint64_t(form.size()));
    }
    void aForbiddenFieldIsNotSentHoweverItIsCut() {
        const std::string before = file("a.png", "pixels");
        const std::string form = before + field("prompt", "有大麻吗") + kEnd;
        for (std::size_t cut = 0; cut <= form.size(); cut += 3) {
            UploadBench bench;
            const Sent sent = bench.sends({form.substr(0, cut), form.substr(cut)}, "multipart/form-data; boundary=b0", {rule(12, "大麻")});
            QCOMPARE(sent.trouble, std::string(cut == 0 ? "bad_request" : "content_not_allowed"));
            if (cut == 0) continue;  // an empty piece is the end
            QCOMPARE(sent.rule, std::string("w12"));
            QVERIFY2(std::string_view(before).starts_with(sent.bytes), sent.bytes.c_str());
        }
    }
    void filesAreNotLookedInto() {
        UploadBench bench;
        const std::string form = file("a.png", "大麻") + kEnd;
        QCOMPARE(bench.sendsForm(form, {rule(1, "大麻")}).text(), bytes(form + "||"));
    }
    void namesAreLookedAt() {
        UploadBench bench;
        QCOMPARE(bench.sendsForm(file("大麻.png", "x") + kEnd, {rule(1, "大麻", WordAction::mask)}).rule, std::string("w1"));
        QCOMPARE(bench.sendsForm(field("大麻", "x") + kEnd, {rule(1, "大麻")}).rule, std::string("w1"));
    }
    void starsKeepTheLength() {
        UploadBench bench;
        const Sent sent = bench.sendsForm(field("prompt", "有大麻") + kEnd, {rule(1, "大麻", WordAction::mask)});
        QCOMPARE(sent.text(), bytes(field("prompt", "有******") + kEnd + "||"));
        QCOMPARE(sent.length, std::uint64_t(sent.bytes.size()));
    }
    void personalDataChangesTheLengthSoItGoesInChunks() {
        UploadBench bench;
        bench.config.mask.beforeUpstream = true;
        const Sent sent = bench.sendsForm(field("prompt", "打13800138000") + kEnd, {});
        QCOMPARE(sent.text(), bytes(field("prompt", "打[PHONE]") + kEnd + "||"));
        QVERIFY(sent.chunked);
    }
    void whatCannotBeLookedThroughIsRefused() {
        const std::vector<Word> words{rule(1, "大麻")};
        UploadBench bench;
        QCOMPARE(bench.sendsForm("--b0\r\nhello", words).trouble, std::string("bad_request"));
        QCOMPARE(bench.sendsForm(field("prompt", "\xFF\xFE") + kEnd, words).trouble, std::string("bad_request"));
        QCOMPARE(bench.sendsForm(field("_charset_", "gbk") + kEnd, words).trouble, std::string("unsupported_encoding"));
        QCOMPARE(bench.sendsForm("--b0\r\nContent-Disposition: form-data; name=a\r\nContent-Type: text/plain; charset=gbk\r\n\r\nx\r\n" + kEnd, words).trouble, std::string("unsupported_encoding"));
        QCOMPARE(bench.sendsForm(field("prompt", std::string((1 << 20) + 1, 'x')) + kEnd, words).trouble, std::string("request_too_large"));
        QCOMPARE(bench.sends({"text"}, "text/plain", words).trouble, std::string("unsupported_encoding"));
        QCOMPARE(bench.sends({"{}"}, "application/json", words, "Content-Encoding: gzip\r\n").trouble, std::string("unsupported_encoding"));
        QCOMPARE(bench.sends({"{}"}, "application/json; charset=gbk", words).trouble, std::string("unsupported_encoding"));
        QCOMPARE(bench.sends({"x"}, "multipart/form-data", words).trouble, std::string("unsupported_encoding"));
        QCOMPARE(bench.sends({"{\"a\":"}, "application/json", words).trouble, std::string("bad_json"));
    }
    void jsonIsLookedThroughLikeAnyOther() {
        UploadBench bench;
        QCOMPARE(bench.sends({"{'prompt':"_jsonText, "'大麻'}"_jsonText}, "application/json", {rule(1, "大麻")}).rule, std::string("w1"));
        const Sent sent = bench.sends({"{'prompt':'有大麻'}"_jsonText}, "application/json", {rule(1, "大麻", WordAction::mask)});
        QCOMPARE(sent.text(), bytes("{'prompt':'有**'}||"_jsonText));
        QCOMPARE(sent.length, std::uint64_t(sent.bytes.size()));
    }
    void withoutRulesEverythingPasses() {
        UploadBench bench;
        QCOMPARE(bench.sends({"text"}, "text/plain", {}).text(), QByteArray("text||"));
        QCOMPARE(bench.sends({"text"}, "text/plain", {rule(1, "大麻", WordAction::block, WordScope::output)}).text(), QByteArray("text||"));
    }
    void aBodyThatIsNotThereIsNoBody() {
        UploadBench bench;
        QCOMPARE(bench.sends({}, "text/plain", {rule(1, "大麻")}).text(), QByteArray("||"));
    }
};

MIRROR_TEST(TstUploadFilter, tst_upload_filter)
#include "tst_upload_filter.moc"
