#include "arrivals.h"
#include "http/body_decoder.h"
#include "support/run_test.h"

using namespace mirror;
using namespace mirror::http;
using namespace mirror::test;

namespace {

/// Runs a decoder over pieces: the payload and how it ended.
QByteArray decode(BodyDecoder decoder, const Pieces& pieces) {
    std::string body;
    std::size_t left = 0;
    for (std::string_view piece : pieces) {
        for (;;) {
            const auto got = decoder.next(piece);
            if (!got) return "refused: " + QByteArray::fromStdString(got.error().cause);
            body += got->data;
            piece.remove_prefix(got->consumed);
            if (got->consumed == 0 || decoder.finished()) break;
        }
        if (!decoder.finished() && !piece.empty()) return "stuck";
        left += piece.size();
    }
    const QByteArray rest = left > 0 ? " +" + QByteArray::number(static_cast<qulonglong>(left)) : QByteArray();
    return bytes(body) + (decoder.finished() ? " done" : " open") + rest;
}

QByteArray chunked(const Pieces& pieces) { return decode(BodyDecoder(BodyKind::chunked, 0), pieces); }

}  // namespace

class TstBodyDecoder : public QObject {
    Q_OBJECT
private slots:
    void takesChunksApart_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char* name, QByteArray text, QByteArray expected) { QTest::newRow(name) << text << expected; };
        row("oneChunk", "5\r\nhello\r\n0\r\n\r\n", "hello done");
        row("twoChunks", "5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n", "hello world done");
        row("hexEitherCase", "a\r\n0123456789\r\nA\r\n0123456789\r\n0\r\n\r\n", "01234567890123456789 done");
        row("leadingZeros", "005\r\nhello\r\n000\r\n\r\n", "hello done");
        row("lineEndsInData", "4\r\n\r\n\r\n\r\n0\r\n\r\n", "\r\n\r\n done");
        row("extension", "5;a=b;c=\"d\"\r\nhello\r\n0;x\r\n\r\n", "hello done");
        row("trailers", "1\r\na\r\n0\r\nX-Sum: 1\r\nX-Two:\r\n\r\n", "a done");
        row("empty", "0\r\n\r\n", " done");
        row("nextMessageBehind", "1\r\na\r\n0\r\n\r\nGET /", "a done +5");
        row("unfinished", "5\r\nhel", "hel open");
        row("unfinishedTrailer", "0\r\n\r", " open");
        row("emptySize", "\r\nhello\r\n", "refused: chunk size is not plain hex");
        row("signedSize", "+5\r\nhello\r\n", "refused: chunk size is not plain hex");
        row("negativeSize", "-5\r\nhello\r\n", "refused: chunk size is not plain hex");
        row("prefixedSize", "0x5\r\nhello\r\n", "refused: chunk size is not plain hex");
        row("spaceBeforeSize", " 5\r\nhello\r\n", "refused: chunk size is not plain hex");
        row("spaceAfterSize", "5 \r\nhello\r\n", "refused: chunk size is not plain hex");
        row("tabBeforeExtension", "5\t;a\r\nhello\r\n", "refused: chunk size is not plain hex");
        row("underscoreSize", "1_0\r\n", "refused: chunk size is not plain hex");
        row("fullWidthDigit", "５\r\nhello\r\n", "refused: chunk size is not plain hex");
        row("fifteenDigits", "000000000000001\r\na\r\n0\r\n\r\n", "a done");
        row("sixteenDigits", "0000000000000001\r\na\r\n0\r\n\r\n", "refused: chunk size is too long");
        row("overflowingSize", "FFFFFFFFFFFFFFFFF\r\n", "refused: chunk size is too long");
        row("bareLfAfterSize", "5\nhello\r\n0\r\n\r\n", "refused: chunk size is not plain hex");
        row("bareCrAfterSize", "5\rhello\r\n0\r\n\r\n", "refused: malformed end of a chunk");
        row("bareLfAfterExtension", "5;a\nhello\r\n0\r\n\r\n", "refused: control character in a chunk extension");
        row("nulInExtension", QByteArray("5;a\0\r\nhello\r\n", 13), "refused: control character in a chunk extension");
        row("bareLfAfterData", "5\r\nhello\n0\r\n\r\n", "refused: malformed end of a chunk");
        row("dataTooLong", "5\r\nhello!\r\n0\r\n\r\n", "refused: malformed end of a chunk");
        row("crWithoutLfAfterData", "5\r\nhello\r0\r\n\r\n", "refused: malformed end of a chunk");
        row("longExtension", "5;" + QByteArray(256, 'a') + "\r\nhello\r\n0\r\n\r\n", "hello done");
        row("tooLongExtension", "5;" + QByteArray(257, 'a') + "\r\nhello\r\n", "refused: chunk extension is too long");
        row("bareLfEndsBody", "0\r\n\n", "refused: malformed trailer");
        row("requestAsTrailer", "0\r\nGET / HTTP/1.1\r\n\r\n", "refused: malformed trailer");
        row("foldedTrailer", "0\r\nA: b\r\n c\r\n\r\n", "refused: malformed trailer");
        row("trailerWithoutColon", "0\r\nabc\r\n\r\n", "refused: malformed trailer");
        row("controlInTrailer", "0\r\nA: b\x01\r\n\r\n", "refused: control character in a trailer");
        row("bareLfInTrailer", "0\r\nA: b\nC: d\r\n\r\n", "refused: control character in a trailer");
        row("bareCrInTrailer", "0\r\nA: b\rC: d\r\n\r\n", "refused: malformed end of a chunk");
        row("bareCrEndsBody", "0\r\n\rX", "refused: malformed end of a chunk");
    }
    void takesChunksApart() {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, expected);
        QCOMPARE(chunked({view(text)}), expected);
        QCOMPARE(firstDifference(view(text), chunked), QByteArray());
    }
    void boundsTrailersTogether() {
        const std::string trailers = "0\r\n" + QByteArray("A: 0123456789\r\n").repeated(700).toStdString() + "\r\n";
        QCOMPARE(chunked({trailers}), QByteArray("refused: trailers are too long"));
    }
    void countsALengthAndLeavesTheRest() {
        const std::string text = "hello, next";
        const auto run = [](const Pieces& pieces) { return decode(BodyDecoder(BodyKind::length, 5), pieces); };
        QCOMPARE(run({text}), QByteArray("hello done +6"));
        QCOMPARE(firstDifference(text, run), QByteArray());
    }
    void isFinishedAtOnceWithoutABody() {
        QVERIFY(BodyDecoder().finished());
        QVERIFY(BodyDecoder(BodyKind::none, 0).finished());
        QVERIFY(BodyDecoder(BodyKind::length, 0).finished());
        BodyDecoder none;
        QCOMPARE(none.next("abc")->consumed, std::size_t{0});
        QVERIFY(none.endOfInput());
    }
    void endsWithTheConnectionOnlyIfTheBodyDoes() {
        BodyDecoder open(BodyKind::untilClose, 0);
        QCOMPARE(open.next("all")->data, std::string_view("all"));
        QVERIFY(!open.finished());
        QVERIFY(open.endOfInput());
        QVERIFY(open.finished());
        for (const BodyKind kind : {BodyKind::length, BodyKind::chunked}) {
            BodyDecoder cut(kind, 5);
            QCOMPARE(cut.endOfInput().error().cause, std::string("body cut short"));
            QVERIFY(!cut.finished());
        }
    }
    void handsOutViewsNotCopies() {
        const std::string text = "5\r\nhello\r\n";
        BodyDecoder decoder(BodyKind::chunked, 0);
        const auto piece = decoder.next(text);
        QCOMPARE(piece->data.data(), text.data() + 3);
        QCOMPARE(piece->consumed, std::size_t{8});
    }
};

MIRROR_TEST(TstBodyDecoder, tst_body_decoder)
#include "tst_body_decoder.moc"
