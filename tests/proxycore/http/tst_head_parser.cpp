#include "arrivals.h"
#include "http/head_parser.h"
#include "http/head_scanner.h"
#include "support/run_test.h"

using namespace mirror;
using namespace mirror::http;
using namespace mirror::test;

namespace {

constexpr HeadLimits kLimits{.maxBytes = 4096, .maxUri = 64, .maxFields = 8};

QByteArray describeBody(BodyKind kind, std::uint64_t length) {
    switch (kind) {
        case BodyKind::none: return "none";
        case BodyKind::length: return "length " + QByteArray::number(static_cast<qulonglong>(length));
        case BodyKind::chunked: return "chunked";
        case BodyKind::untilClose: return "until close";
    }
    return "?";
}

QByteArray describeError(const Error& error) {
    return QByteArray("refused: ") + (error.code == ErrorCode::headersTooLarge ? "(431) " : "") + QByteArray::fromStdString(error.cause);
}

/// Scanner and parser together, as a connection runs them.
QByteArray receive(const Pieces& pieces, const std::function<QByteArray(std::string_view)>& parse) {
    HeadScanner scanner(kLimits.maxBytes);
    std::string received;
    for (const auto piece : pieces) {
        received += piece;
        const auto state = scanner.scan(received);
        if (state == HeadScanner::State::malformed) return "refused: by the scanner";
        if (state == HeadScanner::State::tooLarge) return "refused: (431) by the scanner";
        if (state == HeadScanner::State::complete)
            return parse(std::string_view(received).substr(scanner.headStart(), scanner.headEnd() - scanner.headStart()));
    }
    return "need more";
}

QByteArray request(std::string_view head) {
    RequestHead out;
    const auto parsed = parseRequestHead(head, kLimits, out);
    if (!parsed) return describeError(parsed.error());
    return describeBody(out.body, out.contentLength) + (out.keepAlive ? ", open" : ", close") + (out.expectContinue ? ", continue" : "");
}

QByteArray response(std::string_view head, std::string_view method) {
    ResponseHead out;
    const auto parsed = parseResponseHead(head, kLimits, method, out);
    if (!parsed && parsed.error().code != ErrorCode::upstreamBadResponse) return "wrong code";
    if (!parsed) return describeError(parsed.error());
    return QByteArray::number(out.status) + " " + describeBody(out.body, out.contentLength) + (out.keepAlive ? ", open" : ", close");
}

}  // namespace

class TstHeadParser : public QObject {
    Q_OBJECT
private slots:
    void readsOrRefusesARequest_data() {
        QTest::addColumn<QByteArray>("fields");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char* name, QByteArray fields, QByteArray expected) { QTest::newRow(name) << fields << expected; };
        row("noBody", "", "none, open");
        row("contentLength", "Content-Length: 12\r\n", "length 12, open");
        row("contentLengthZero", "content-length: 0\r\n", "none, open");
        row("chunked", "transfer-encoding: Chunked\r\n", "chunked, open");
        row("connectionClose", "Connection: keep-alive, Close\r\n", "none, close");
        row("connectionOther", "Connection: upgrade\r\n", "none, open");
        row("expectContinue", "Content-Length: 1\r\nExpect: 100-Continue\r\n", "length 1, open, continue");
        row("otherExpectation", "Expect: tea\r\n", "none, open");
        row("emptyValue", "X-Empty:\r\n", "none, open");
        row("utf8Value", "X-Name: 镜台\r\n", "none, open");
        row("tabsAroundAValue", "Content-Length:\t 3 \t\r\n", "length 3, open");
        // product.md "Strict"
        row("lengthAndChunked", "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n", "refused: Content-Length with Transfer-Encoding");
        row("chunkedAndLength", "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n", "refused: Content-Length with Transfer-Encoding");
        row("twoLengths", "Content-Length: 3\r\nContent-Length: 4\r\n", "refused: repeated Content-Length");
        row("twoEqualLengths", "Content-Length: 3\r\nContent-Length: 3\r\n", "refused: repeated Content-Length");
        row("listOfLengths", "Content-Length: 3, 3\r\n", "refused: Content-Length is no number");
        row("plusLength", "Content-Length: +3\r\n", "refused: Content-Length is no number");
        row("negativeLength", "Content-Length: -3\r\n", "refused: Content-Length is no number");
        row("hexLength", "Content-Length: 0x3\r\n", "refused: Content-Length is no number");
        row("emptyLength", "Content-Length:\r\n", "refused: Content-Length is no number");
        row("lengthBeyond64Bits", "Content-Length: 18446744073709551616\r\n", "refused: Content-Length is no number");
        row("lengthBeyond63Bits", "Content-Length: 9223372036854775808\r\n", "refused: Content-Length is too large");
        row("twoTransferEncodings", "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", "refused: repeated Transfer-Encoding");
        row("identityThenChunked", "Transfer-Encoding: identity, chunked\r\n", "refused: transfer coding other than chunked");
        row("gzipCoding", "Transfer-Encoding: gzip\r\n", "refused: transfer coding other than chunked");
        row("chunkedTwice", "Transfer-Encoding: chunked, chunked\r\n", "refused: transfer coding other than chunked");
        row("quotedChunked", "Transfer-Encoding: \"chunked\"\r\n", "refused: transfer coding other than chunked");
        row("chunkedWithVerticalTab", "Transfer-Encoding: \vchunked\r\n", "refused: by the scanner");
        row("obsFold", "X-A: b\r\n c\r\n", "refused: obs-fold");
        row("obsFoldByTab", "X-A: b\r\n\tc\r\n", "refused: obs-fold");
        row("foldedTransferEncoding", "Transfer-Encoding:\r\n chunked\r\n", "refused: transfer coding other than chunked");
        row("bareCr", "X-A: b\rc\r\n", "refused: by the scanner");
        row("bareLf", "X-A: b\nContent-Length: 5\r\n", "refused: by the scanner");
        row("nul", QByteArray("X-A: b\0c\r\n", 10), "refused: by the scanner");
        row("control", "X-A: b\x08\r\n", "refused: by the scanner");
        row("delete", "X-A: b\x7F\r\n", "refused: by the scanner");
        row("invalidUtf8", "X-A: \xC0\xAF\r\n", "refused: field value is no UTF-8");
        row("latin1", "X-A: caf\xE9\r\n", "refused: field value is no UTF-8");
        row("underscoreTransferEncoding", "Transfer_Encoding: chunked\r\n", "refused: framing look-alike");
        row("underscoreContentLength", "CONTENT_LENGTH: 3\r\n", "refused: framing look-alike");
        row("dottedContentLength", "Content.Length: 3\r\n", "refused: framing look-alike");
        row("joinedTransferEncoding", "TransferEncoding: chunked\r\n", "refused: framing look-alike");
        row("trailingDash", "Transfer-Encoding-: chunked\r\n", "refused: framing look-alike");
        row("leadingUnderscore", "_Content-Length: 3\r\n", "refused: framing look-alike");
        row("manyDashes", "Transfer--------------Encoding: chunked\r\n", "refused: framing look-alike");
        row("noLookAlike", "Content-Encoding: gzip\r\nX-Content-Length: 1\r\nContent-Language: x\r\n", "none, open");
        row("spaceBeforeColon", "Content-Length : 3\r\n", "refused: white space before the colon");
        row("tabBeforeColon", "Transfer-Encoding\t: chunked\r\n", "refused: white space before the colon");
        row("spaceInAName", "X A: b\r\n", "refused: field name is no token");
        row("emptyName", ": b\r\n", "refused: field name is no token");
        row("bracketInAName", "X(A): b\r\n", "refused: field name is no token");
        row("highByteInAName", "X-镜: b\r\n", "refused: field name is no token");
        row("noColon", "X-A\r\n", "refused: field without a colon");
        row("secondHost", "Host: b\r\n", "refused: repeated Host");
        row("tooManyFields", QByteArray("A: b\r\n").repeated(8), "refused: (431) too many fields");
        row("asManyAsAllowed", QByteArray("A: b\r\n").repeated(7), "none, open");
        row("tooLong", "A: " + QByteArray(5000, 'b') + "\r\n", "refused: (431) by the scanner");
    }
    void readsOrRefusesARequest() {
        QFETCH(QByteArray, fields);
        QFETCH(QByteArray, expected);
        const QByteArray text = "POST /v1/chat/completions HTTP/1.1\r\nHost: mirror.local:8443\r\n" + fields + "\r\n";
        const auto run = [](const Pieces& pieces) { return receive(pieces, request); };
        QCOMPARE(run({view(text)}), expected);
        QCOMPARE(firstDifference(view(text), run), QByteArray());
    }
    void readsOrRefusesARequestLine_data() {
        QTest::addColumn<QByteArray>("head");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char* name, QByteArray head, QByteArray expected) { QTest::newRow(name) << head << expected; };
        row("http10", "GET / HTTP/1.0\r\n\r\n", "none, close");
        row("http10KeepAlive", "GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n", "none, open");
        row("http10NoExpectation", "GET / HTTP/1.0\r\nExpect: 100-continue\r\n\r\n", "none, close");
        row("http10Chunked", "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n", "refused: Transfer-Encoding in HTTP/1.0");
        row("hostMissing", "GET / HTTP/1.1\r\n\r\n", "refused: Host is missing");
        row("hostEmpty", "GET / HTTP/1.1\r\nHost:\r\n\r\n", "refused: Host is malformed");
        row("hostList", "GET / HTTP/1.1\r\nHost: a, b\r\n\r\n", "refused: Host is malformed");
        row("hostWithUser", "GET / HTTP/1.1\r\nHost: u@a\r\n\r\n", "refused: Host is malformed");
        row("hostWithPath", "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", "refused: Host is malformed");
        row("hostIpv6", "GET / HTTP/1.1\r\nHost: [::1]:80\r\n\r\n", "none, open");
        row("http2", "GET / HTTP/2.0\r\nHost: a\r\n\r\n", "refused: version other than HTTP/1.0 and HTTP/1.1");
        row("http12", "GET / HTTP/1.2\r\nHost: a\r\n\r\n", "refused: version other than HTTP/1.0 and HTTP/1.1");
        row("lowerCaseVersion", "GET / http/1.1\r\nHost: a\r\n\r\n", "refused: version other than HTTP/1.0 and HTTP/1.1");
        row("noVersion", "GET /\r\nHost: a\r\n\r\n", "refused: request line without three parts");
        row("oneWord", "GET\r\nHost: a\r\n\r\n", "refused: request line without three parts");
        row("twoSpaces", "GET  / HTTP/1.1\r\nHost: a\r\n\r\n", "refused: target with controls, spaces or bytes outside ASCII");
        row("spaceInTarget", "GET /a b HTTP/1.1\r\nHost: a\r\n\r\n", "refused: target with controls, spaces or bytes outside ASCII");
        row("tabInTarget", "GET /a\tb HTTP/1.1\r\nHost: a\r\n\r\n", "refused: target with controls, spaces or bytes outside ASCII");
        row("tabAsSeparator", "GET\t/ HTTP/1.1\r\nHost: a\r\n\r\n", "refused: request line without three parts");
        row("trailingSpace", "GET / HTTP/1.1 \r\nHost: a\r\n\r\n", "refused: version other than HTTP/1.0 and HTTP/1.1");
        row("leadingSpace", " GET / HTTP/1.1\r\nHost: a\r\n\r\n", "refused: method is no token");
        row("strangeMethod", "G(T / HTTP/1.1\r\nHost: a\r\n\r\n", "refused: method is no token");
        row("fragment", "GET /a#b HTTP/1.1\r\nHost: a\r\n\r\n", "refused: target with a fragment");
        row("longTarget", "GET /" + QByteArray(64, 'a') + " HTTP/1.1\r\nHost: a\r\n\r\n", "refused: (431) target is too long");
        row("firstLineFolded", "GET / HTTP/1.1\r\n Host: a\r\n\r\n", "refused: obs-fold");
        row("tlsHello", "\x16\x03\x01\x02", "refused: by the scanner");
    }
    void readsOrRefusesARequestLine() {
        QFETCH(QByteArray, head);
        QFETCH(QByteArray, expected);
        const auto run = [](const Pieces& pieces) { return receive(pieces, request); };
        QCOMPARE(run({view(head)}), expected);
        QCOMPARE(firstDifference(view(head), run), QByteArray());
    }
    void readsOrRefusesAResponse_data() {
        QTest::addColumn<QByteArray>("head");
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char* name, QByteArray head, QByteArray method, QByteArray expected) {
            QTest::newRow(name) << head + "\r\n" << method << expected;
        };
        row("length", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n", "POST", "200 length 5, open");
        row("chunked", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n", "POST", "200 chunked, open");
        row("untilClose", "HTTP/1.1 200 OK\r\n", "POST", "200 until close, close");
        row("head", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n", "HEAD", "200 none, open");
        row("headChunked", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n", "HEAD", "200 none, open");
        row("noContent", "HTTP/1.1 204 No Content\r\n", "POST", "204 none, open");
        row("noContentLengthZero", "HTTP/1.1 204 No Content\r\nContent-Length: 0\r\n", "POST", "204 none, open");
        row("notModified", "HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n", "GET", "304 none, open");
        row("continue", "HTTP/1.1 100 Continue\r\n", "POST", "100 none, open");
        row("tunnel", "HTTP/1.1 200 Connection established\r\n", "CONNECT", "200 none, open");
        row("refusedTunnel", "HTTP/1.1 407 No\r\nContent-Length: 2\r\n", "CONNECT", "407 length 2, open");
        row("http10", "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n", "POST", "200 length 2, close");
        row("http10KeepAlive", "HTTP/1.0 200 OK\r\nContent-Length: 2\r\nConnection: keep-alive\r\n", "POST", "200 length 2, open");
        row("close", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n", "POST", "200 length 2, close");
        row("noReason", "HTTP/1.1 200\r\nContent-Length: 0\r\n", "POST", "200 none, open");
        row("emptyReason", "HTTP/1.1 200 \r\nContent-Length: 0\r\n", "POST", "200 none, open");
        row("chineseReason", "HTTP/1.1 400 错误\r\nContent-Length: 0\r\n", "POST", "400 none, open");
        row("lengthAndChunked", "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n", "POST",
            "refused: Content-Length with Transfer-Encoding");
        row("twoLengths", "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 3\r\n", "POST", "refused: repeated Content-Length");
        row("gzipCoding", "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n", "POST", "refused: transfer coding other than chunked");
        row("lookAlike", "HTTP/1.1 200 OK\r\nTransfer_Encoding: chunked\r\n", "POST", "refused: framing look-alike");
        row("obsFold", "HTTP/1.1 200 OK\r\nA: b\r\n c\r\n", "POST", "refused: obs-fold");
        row("bodyOfNoContent", "HTTP/1.1 204 No Content\r\nContent-Length: 4\r\n", "POST", "refused: body announced where none may be");
        row("chunkedContinue", "HTTP/1.1 100 Continue\r\nTransfer-Encoding: chunked\r\n", "POST", "refused: body announced where none may be");
        row("status99", "HTTP/1.1 099 OK\r\n", "POST", "refused: malformed status code");
        row("status600", "HTTP/1.1 600 OK\r\n", "POST", "refused: malformed status code");
        row("fourDigits", "HTTP/1.1 2000 OK\r\n", "POST", "refused: malformed status line");
        row("signedStatus", "HTTP/1.1 +20 OK\r\n", "POST", "refused: malformed status code");
        row("http2", "HTTP/2.0 200 OK\r\n", "POST", "refused: version other than HTTP/1.0 and HTTP/1.1");
        row("notHttp", "SSH-2.0-OpenSSH_9.2\r\n", "POST", "refused: malformed status line");
        row("badReason", "HTTP/1.1 200 \xFF\r\n", "POST", "refused: reason phrase is no UTF-8");
        row("tooManyFields", "HTTP/1.1 200 OK\r\n" + QByteArray("A: b\r\n").repeated(9), "POST", "refused: too many fields");
    }
    void readsOrRefusesAResponse() {
        QFETCH(QByteArray, head);
        QFETCH(QByteArray, method);
        QFETCH(QByteArray, expected);
        const auto run = [&](const Pieces& pieces) {
            return receive(pieces, [&](std::string_view text) { return response(text, view(method)); });
        };
        QCOMPARE(run({view(head)}), expected);
        QCOMPARE(firstDifference(view(head), run), QByteArray());
    }
    /// The parser stands alone: handed what the scanner would have refused, it refuses too.
    void needsNoScannerToBeStrict() {
        const auto refused = [](std::string_view fields) {
            RequestHead out;
            return !parseRequestHead("GET / HTTP/1.1\r\nHost: a\r\n" + std::string(fields), {}, out);
        };
        QVERIFY(refused("A: b\nC: d\r\n\r\n"));
        QVERIFY(refused("A: b\rC: d\r\n\r\n"));
        QVERIFY(refused(std::string_view("A: \0\r\n\r\n", 8)));
        QVERIFY(refused("A: b\r\n"));            // no blank line
        QVERIFY(refused("A: b\r\n\r"));          // cut inside it
        QVERIFY(refused("A: b\r\n\r\nrest"));    // more than a head
        QVERIFY(refused(""));
        QVERIFY(!refused("\r\n"));
    }
    void keepsFieldsInOrderAndPointsIntoTheHead() {
        const std::string head = "GET /a?b=c HTTP/1.1\r\nHost: h\r\nX-One: 1 \r\nx-two:  2\r\n\r\n";
        RequestHead out;
        QVERIFY(parseRequestHead(head, {}, out));
        QCOMPARE(out.fields.size(), std::size_t{3});
        QCOMPARE(out.fields[1].name, std::string_view("X-One"));
        QCOMPARE(out.fields[1].value, std::string_view("1"));
        QCOMPARE(out.fields[2].value, std::string_view("2"));
        for (const Field& field : out.fields) QVERIFY(field.name.data() > head.data() && field.value.data() < head.data() + head.size());
        QCOMPARE(out.method, std::string_view("GET"));
        QCOMPARE(out.host, std::string_view("h"));
    }
    /// Nothing of one request shines through into the next that reuses its record.
    void forgetsTheRequestBefore() {
        RequestHead out;
        QVERIFY(parseRequestHead("POST http://h/p?q HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\nExpect: 100-continue\r\n"
                                 "Connection: close\r\n\r\n", {}, out));
        QVERIFY(parseRequestHead("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n", {}, out));
        QVERIFY(out.query.empty() && out.host.empty() && out.contentLength == 0 && !out.expectContinue && out.keepAlive);
        QCOMPARE(out.body, BodyKind::none);
        QCOMPARE(out.fields.size(), std::size_t{1});
    }
};

MIRROR_TEST(TstHeadParser, tst_head_parser)
#include "tst_head_parser.moc"
