#include "http/body_decoder.h"
#include "http/head_parser.h"
#include "http/serializer.h"
#include "support/run_test.h"

using namespace mirror::http;

class TstSerializer : public QObject {
    Q_OBJECT
private slots:
    void writesARequestThatParsesBack() {
        std::string out;
        HeadWriter writer(out);
        writer.requestLine("POST", "/v1/chat/completions?a=b");
        writer.field("Host", "upstream.example");
        writer.field("Content-Length", std::uint64_t{18446744073709551615u} / 4);
        writer.field("X-Name", "镜台\twith tab");
        writer.end();
        RequestHead head;
        QVERIFY(parseRequestHead(out, {}, head));
        QCOMPARE(head.path, std::string_view("/v1/chat/completions"));
        QCOMPARE(head.contentLength, std::uint64_t{4611686018427387903u});
        QCOMPARE(findField(head.fields, "x-name").value(), std::string_view("镜台\twith tab"));
    }
    void writesAResponseThatParsesBack() {
        for (int status = 200; status < 600; ++status) {
            std::string out;
            HeadWriter writer(out);
            writer.statusLine(status);
            writer.field("Content-Length", 0);
            writer.end();
            ResponseHead head;
            QVERIFY(parseResponseHead(out, {}, "POST", head));
            QCOMPARE(head.status, status);
        }
        QCOMPARE(reasonPhrase(429), std::string_view("Too Many Requests"));
        QCOMPARE(reasonPhrase(599), std::string_view("Unknown"));
    }
    void dropsWhatCouldSplitAMessage() {
        std::string out;
        HeadWriter writer(out);
        writer.field("A", "b\r\nInjected: 1");
        writer.field("A", "b\n");
        writer.field("A", "b\rc");
        writer.field("A", std::string_view("b\0c", 3));
        writer.field("A: b\r\nC", "d");
        writer.field("", "d");
        writer.field("A B", std::uint64_t{1});
        QCOMPARE(out, std::string());
    }
    void encodesWhatCouldSplitARequestLine() {
        std::string out;
        HeadWriter(out).requestLine("GET", "/a b\r\nX: y\x7F");
        QCOMPARE(out, std::string("GET /a%20b%0D%0AX:%20y%7F HTTP/1.1\r\n"));
        out.clear();
        HeadWriter(out).requestLine("GET / HTTP/1.1\r\nX:", "/");
        QCOMPARE(out, std::string("INVALID / HTTP/1.1\r\n"));
    }
    void writesChunksThatDecodeBack() {
        std::string out;
        std::string expected;
        for (const std::size_t size : {1u, 9u, 15u, 16u, 255u, 4096u, 70'000u, 0u}) {
            const std::string data(size, 'x');
            appendChunk(out, data);
            expected += data;
        }
        out += kLastChunk;
        BodyDecoder decoder(BodyKind::chunked, 0);
        std::string got;
        for (std::string_view rest = out; !decoder.finished();) {
            const auto piece = decoder.next(rest);
            QVERIFY(piece);
            got += piece->data;
            rest.remove_prefix(piece->consumed);
        }
        QCOMPARE(got, expected);
    }
    void neverEndsABodyWithAnEmptyChunk() {
        std::string out;
        appendChunk(out, "");
        QCOMPARE(out, std::string());
    }
};

MIRROR_TEST(TstSerializer, tst_serializer)
#include "tst_serializer.moc"
