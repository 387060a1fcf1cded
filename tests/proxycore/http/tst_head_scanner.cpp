#include "arrivals.h"
#include "http/head_scanner.h"
#include "support/run_test.h"

using namespace mirror::http;
using namespace mirror::test;

namespace {

constexpr std::size_t kLimit = 64;

/// What a scanner says of bytes that arrive in pieces: its last state and, when complete, where the head lies.
QByteArray scanPieces(const Pieces& pieces) {
    HeadScanner scanner(kLimit);
    std::string received;
    for (const auto piece : pieces) {
        received += piece;
        switch (scanner.scan(received)) {
            case HeadScanner::State::needMore: continue;
            case HeadScanner::State::complete:
                return "head " + bytes(received.substr(scanner.headStart(), scanner.headEnd() - scanner.headStart()));
            case HeadScanner::State::tooLarge: return "too large";
            case HeadScanner::State::malformed: return "malformed";
        }
    }
    return "need more";
}

}  // namespace

class TstHeadScanner : public QObject {
    Q_OBJECT
private slots:
    void says_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char* name, QByteArray text, QByteArray expected) { QTest::newRow(name) << text << expected; };
        const QByteArray head = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
        row("completeHead", head, "head " + head);
        row("headThenBody", head + "{\"a\":\n1}\x01", "head " + head);
        row("twoHeads", head + head, "head " + head);
        row("cutHead", head.chopped(1), "need more");
        row("nothing", "", "need more");
        row("noFields", "GET / HTTP/1.1\r\n\r\n", "head GET / HTTP/1.1\r\n\r\n");
        row("tabInAValue", "A / B\r\nC:\td\te\r\n\r\n", "head A / B\r\nC:\td\te\r\n\r\n");
        row("highBytes", "A / B\r\nC: 镜\r\n\r\n", "head A / B\r\nC: 镜\r\n\r\n");
        row("emptyLinesBefore", "\r\n\r\n\r\n\r\n" + head, "head " + head);
        row("tooManyEmptyLinesBefore", "\r\n\r\n\r\n\r\n\r\n" + head, "malformed");
        row("bareLf", "GET / HTTP/1.1\nHost: a\r\n\r\n", "malformed");
        row("bareLfBlankLine", "GET / HTTP/1.1\r\nHost: a\r\n\n", "malformed");
        row("bareCr", "GET / HTTP/1.1\r\nHo\rst: a\r\n\r\n", "malformed");
        row("crCrLf", "GET / HTTP/1.1\r\r\n\r\n", "malformed");
        row("nul", QByteArray("GET /\0 HTTP/1.1\r\n\r\n", 19), "malformed");
        row("escape", "GET /\x1B HTTP/1.1\r\n\r\n", "malformed");
        row("delete", "GET / HTTP/1.1\r\nA: \x7F\r\n\r\n", "malformed");
        row("exactlyTheLimit", "GET /" + QByteArray(59 - 4, 'a') + "\r\n\r\n", "head GET /" + QByteArray(55, 'a') + "\r\n\r\n");
        row("oneByteBeyondTheLimit", "GET /" + QByteArray(56, 'a') + "\r\n\r\n", "too large");
        row("endless", QByteArray(200, 'a'), "too large");
        row("controlBeyondTheLimit", QByteArray(64, 'a') + "\x01", "too large");
        row("controlWithinTheLimit", QByteArray(63, 'a') + "\x01", "malformed");
        row("bareCrAtTheLimit", QByteArray(63, 'a') + "\rb", "too large");
    }
    void says() {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, expected);
        QCOMPARE(scanPieces({view(text)}), expected);
        QCOMPARE(firstDifference(view(text), scanPieces), QByteArray());
    }
    void looksAtEachByteOnce() {
        std::string received;
        HeadScanner scanner(4 * 1024 * 1024);
        QElapsedTimer timer;
        timer.start();
        for (int i = 0; i < 500'000; ++i) {
            received += 'a';
            QCOMPARE(scanner.scan(received), HeadScanner::State::needMore);
        }
        QVERIFY2(timer.elapsed() < 5'000, "quadratic");  // looking again at everything would be 10^11 bytes
    }
};

MIRROR_TEST(TstHeadScanner, tst_head_scanner)
#include "tst_head_scanner.moc"
