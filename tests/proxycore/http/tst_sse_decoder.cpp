#include "arrivals.h"
#include "http/sse_decoder.h"
#include "support/run_test.h"

using namespace mirror;
using namespace mirror::http;
using namespace mirror::test;

namespace {

/// All items of a stream as text: [event|data], '.' for a proof of life, '~' for an unfinished event at the end.
QByteArray decode(const Pieces& pieces, std::size_t limit = 4096) {
    SseDecoder decoder(limit);
    QByteArray out;
    for (std::string_view piece : pieces) {
        for (;;) {
            const auto item = decoder.next(piece);
            if (!item) return "refused: " + QByteArray::fromStdString(item.error().cause);
            piece.remove_prefix(item->consumed);
            if (item->kind == SseDecoder::Kind::needMore) break;
            if (item->kind == SseDecoder::Kind::keepAlive) out += '.';
            if (item->kind == SseDecoder::Kind::event) out += "[" + bytes(item->event) + "|" + bytes(item->data) + "]";
        }
        if (!piece.empty()) return "bytes left over";
    }
    return decoder.hasPartial() ? out + '~' : out;
}

QByteArray decodeAll(const Pieces& pieces) { return decode(pieces); }

}  // namespace

class TstSseDecoder : public QObject {
    Q_OBJECT
private slots:
    void decodes_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char* name, QByteArray text, QByteArray expected) { QTest::newRow(name) << text << expected; };
        // WHATWG HTML 9.2.6 and its examples
        row("oneEvent", "data: a\n\n", "[|a]");
        row("twoEvents", "data: a\n\ndata: b\n\n", "[|a][|b]");
        row("severalDataLines", "data: YHOO\ndata: +2\ndata: 10\n\n", "[|YHOO\n+2\n10]");
        row("commentThenEvents", ": test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event\n\n",
            "..[|first event][|second event][| third event]");
        row("emptyDataLines", "data\n\ndata\ndata\n\ndata:", "[|][|\n]~");
        row("oneSpaceOrNone", "data:test\n\ndata: test\n\n", "[|test][|test]");
        row("namedEvent", "event: add\ndata: 73857293\n\nevent:remove\ndata: 2153\n\n", "[add|73857293][remove|2153]");
        row("nameIsForgotten", "event: add\ndata: 1\n\ndata: 2\n\n", "[add|1][|2]");
        row("nameWithoutDataIsDropped", "event: add\n\ndata: 2\n\n", ".[|2]");
        row("lastNameCounts", "event: a\nevent: b\ndata: 1\n\n", "[b|1]");
        row("nameAfterData", "data: 1\nevent: a\n\n", "[a|1]");
        row("unknownFieldsIgnored", "foo: bar\nretry: 10\ndatax: 1\nDATA: 2\n data: 3\ndata: 4\n\n", "[|4]");
        row("crlf", "data: a\r\n\r\ndata: b\r\n\r\n", "[|a][|b]");
        row("crOnly", "data: a\r\rdata: b\r\r", "[|a][|b]");
        row("mixedLineEnds", "data: a\r\ndata: b\rdata: c\n\r\ndata: d\n\r", "[|a\nb\nc][|d]");
        row("byteOrderMark", "\xEF\xBB\xBF" "data: a\n\n", "[|a]");
        row("byteOrderMarkOnlyOnce", "\xEF\xBB\xBF\xEF\xBB\xBF" "data: a\n\ndata: b\n\n", ".[|b]");
        row("byteOrderMarkLater", "data: a\n\n\xEF\xBB\xBF" "data: b\n\n", "[|a].");
        row("blankLinesBetween", "\n\n\ndata: a\n\n\n\ndata: b\n\n", "...[|a]..[|b]");
        row("commentInsideAnEvent", "data: a\n: ping\ndata: b\n\n", ".[|a\nb]");
        row("unfinishedEvent", "data: a\n\ndata: b\n", "[|a]~");
        row("unfinishedLine", "data: a\n\ndat", "[|a]~");
        row("colonInData", "data: a: b\n\n", "[|a: b]");
        row("colonOnly", ":\n\n", "..");
        // as recorded
        row("deepSeekQueue", "\n\n: keep-alive\n\n\ndata: {\"choices\":[]}\n\n", ".....[|{\"choices\":[]}]");
        row("dashScopeNative", "id:1\nevent:result\n:HTTP_STATUS/200\ndata:{\"output\":{}}\n\n", ".[result|{\"output\":{}}]");
        row("anthropic", "event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n", "[message_stop|{\"type\":\"message_stop\"}]");
        row("done", "data: [DONE]\n\n", "[|[DONE]]");
        row("doneWithoutBlankLine", "data: [DONE]\n", "~");
        row("chinese", "data: {\"c\":\"镜台\"}\n\n", "[|{\"c\":\"镜台\"}]");
    }
    void decodes() {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, expected);
        QCOMPARE(decodeAll({view(text)}), expected);
        QCOMPARE(firstDifference(view(text), decodeAll), QByteArray());
    }
    void doesNotCopyAnEventThatArrivedWhole() {
        const std::string text = "data: hello\n\ndata: next\n\n";
        SseDecoder decoder(4096);
        const auto item = decoder.next(text);
        QCOMPARE(item->data.data(), text.data() + 6);
        QCOMPARE(item->consumed, std::size_t{13});
        QVERIFY(!decoder.hasPartial());
    }
    /// A carriage return ends its line at once: waiting for a line feed would hold the event back until the next one.
    void deliversOnALoneCarriageReturn() {
        SseDecoder decoder(4096);
        QCOMPARE(decoder.next("data: a\r\r")->data, std::string_view("a"));
        QCOMPARE(decoder.next("\n")->kind, SseDecoder::Kind::needMore);
    }
    void refusesEventsBeyondTheBoundHoweverTheyArrive() {
        const auto limited = [](const Pieces& pieces) { return decode(pieces, 32); };
        const std::string fits = "data: " + std::string(26, 'a') + "\n\n";
        const std::string line = "data: " + std::string(27, 'a') + "\n\n";
        const std::string lines = "data: 12345678\ndata: 12345678\ndata: 12345678\ndata: 12345678\n\n";
        const std::string comment = ":" + std::string(40, 'c') + "\n";
        QCOMPARE(limited({fits}), "[|" + QByteArray(26, 'a') + "]");
        for (const std::string& text : {fits, line, lines, comment}) QCOMPARE(firstDifference(text, limited), QByteArray());
        for (const std::string& text : {line, lines, comment}) QCOMPARE(limited({text}), QByteArray("refused: event too large"));
    }
    void growsWithALongLineLinearly() {
        SseDecoder decoder(32 * 1024 * 1024);
        const std::string piece(16 * 1024, 'a');
        QVERIFY(decoder.next("data: "));
        QElapsedTimer timer;
        timer.start();
        for (int i = 0; i < 1000; ++i) QVERIFY(decoder.next(piece));
        const auto item = decoder.next("\n\n");
        QCOMPARE(item->data.size(), piece.size() * 1000);
        QVERIFY2(timer.elapsed() < 3'000, "quadratic");
    }
};

MIRROR_TEST(TstSseDecoder, tst_sse_decoder)
#include "tst_sse_decoder.moc"
