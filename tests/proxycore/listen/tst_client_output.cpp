#include "listen/client_output.h"

#include "proxycore/net/stream_pair.h"
#include "support/loopback.h"
#include "support/run_test.h"

using namespace mirror;
using namespace mirror::test;
using exchange::AnswerBody;
using listen::ClientOutput;

namespace {

/// An output on one end of a local connection.
struct Bench {
    explicit Bench(ClientOutput::Terms terms = {}) {
        const auto [a, b] = socketPair();
        stream = std::make_unique<net::Stream>(loop.reactor(), a, true);
        peer = Fd(b);
        output.attach(*stream, gone, terms);
    }
    /// What has arrived at the client since the last call.
    std::string arrived() const {
        std::string buffer(1 << 20, '\0');
        const ssize_t n = ::recv(peer.get(), buffer.data(), buffer.size(), MSG_DONTWAIT);
        buffer.resize(n > 0 ? static_cast<std::size_t>(n) : 0);
        return buffer;
    }
    TestLoop loop;
    std::unique_ptr<net::Stream> stream;
    Fd peer;
    net::Canceller gone;
    ClientOutput output;
};

ClientOutput::Terms patient() {
    ClientOutput::Terms terms;
    terms.writeStall = Milliseconds(3000);
    return terms;
}

}  // namespace

class TstClientOutput : public QObject {
    Q_OBJECT
private slots:
    void theHeadWaitsForTheFirstByteOfTheBody() {
        Bench bench;
        bench.output.begin(200, "A: b\r\n", AnswerBody::chunked, 0);
        QVERIFY(bench.output.hasBegun());
        QCOMPARE(bench.arrived(), std::string());
        QVERIFY(bench.output.write("data"));
        QCOMPARE(bench.arrived(), std::string("HTTP/1.1 200 OK\r\nA: b\r\nTransfer-Encoding: chunked\r\n\r\n4\r\ndata\r\n"));
        QVERIFY(!bench.output.mayContinue());
        QVERIFY(bench.output.finish());
        QCOMPARE(bench.arrived(), std::string("0\r\n\r\n"));
        QVERIFY(bench.output.mayContinue());
    }
    void aBodyOfKnownLengthGoesWithItsHead() {
        Bench bench;
        bench.output.begin(404, {}, AnswerBody::length, 6);
        bench.output.write("abc");
        bench.output.write("def");
        bench.output.finish();
        QCOMPARE(bench.arrived(), std::string("HTTP/1.1 404 Not Found\r\nContent-Length: 6\r\n\r\nabcdef"));
        QCOMPARE(bench.output.bytesWritten(), 51u);
    }
    void anAnswerWithoutBodyHasNoFraming() {
        Bench bench;
        bench.output.begin(204, {}, AnswerBody::none, 0);
        bench.output.finish();
        QCOMPARE(bench.arrived(), std::string("HTTP/1.1 204 No Content\r\n\r\n"));
    }
    /// Without any framing a client would wait for the end of the connection.
    void anAnswerThatCouldHaveABodyIsFramedThoughItHasNone() {
        Bench bench;
        bench.output.begin(200, {}, AnswerBody::none, 0);
        bench.output.finish();
        QCOMPARE(bench.arrived(), std::string("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"));
        QVERIFY(bench.output.mayContinue());
        Bench unchanged;
        unchanged.output.begin(304, {}, AnswerBody::none, 0);
        unchanged.output.finish();
        QCOMPARE(unchanged.arrived(), std::string("HTTP/1.1 304 Not Modified\r\n\r\n"));
        ClientOutput::Terms head;
        head.isHead = true;
        Bench asked(head);
        asked.output.begin(200, {}, AnswerBody::none, 0);
        asked.output.finish();
        QCOMPARE(asked.arrived(), std::string("HTTP/1.1 200 OK\r\n\r\n"));  // 0 would be said about the body a GET gets
    }
    void emptyWritesDoNotEndAChunkedBody() {
        Bench bench;
        bench.output.begin(200, {}, AnswerBody::chunked, 0);
        bench.output.write("");
        QVERIFY(bench.arrived().find("0\r\n") == std::string::npos);
        bench.output.write("x");
        QVERIFY(bench.arrived().ends_with("1\r\nx\r\n"));
    }
    void closingIsAnnouncedIfTheHeadHasNotGone() {
        Bench bench;
        bench.output.closeAfter();
        bench.output.begin(200, {}, AnswerBody::length, 0);
        bench.output.finish();
        QVERIFY(bench.arrived().find("Connection: close\r\n") != std::string::npos);
        QVERIFY(!bench.output.mayContinue());
    }
    void aFinishedAnswerMayNotContinueAfterAnAbort() {
        Bench bench;
        bench.output.begin(200, {}, AnswerBody::chunked, 0);
        bench.output.write("x");
        bench.output.abort();
        QVERIFY(!bench.output.mayContinue());
        QVERIFY(!bench.output.isFinished());
    }
    void continueIsSaidOnceAndNeverAfterTheAnswerHasBegun() {
        ClientOutput::Terms terms;
        terms.expectContinue = true;
        Bench bench(terms);
        QVERIFY(bench.output.isBodyHeldBack());
        bench.output.continueRequest();
        bench.output.continueRequest();
        QVERIFY(!bench.output.isBodyHeldBack());
        QCOMPARE(bench.arrived(), std::string("HTTP/1.1 100 Continue\r\n\r\n"));
        Bench late(terms);
        late.output.begin(200, {}, AnswerBody::none, 0);
        late.output.continueRequest();
        QCOMPARE(late.arrived(), std::string());
        Bench unasked;
        unasked.output.continueRequest();
        QCOMPARE(unasked.arrived(), std::string());
    }
    void whatTheSocketDoesNotTakeIsKeptInOrder() {
        Bench bench(patient());
        const std::string sent = pattern(4 << 20);
        bench.output.begin(200, {}, AnswerBody::length, sent.size());
        for (std::size_t at = 0; at < sent.size(); at += 65536) QVERIFY(bench.output.write(std::string_view(sent).substr(at, 65536)));
        bench.output.finish();
        QVERIFY(bench.output.isBlocked());
        const auto drained = bench.loop.start(bench.output.drained());
        std::string received;
        QVERIFY(bench.loop.turnUntil([&] {
            received += bench.arrived();
            return drained->has_value();
        }));
        QCOMPARE(**drained, true);
        received += bench.arrived();
        while (received.size() < sent.size()) {
            const std::string more = bench.arrived();
            if (more.empty()) break;
            received += more;
        }
        QVERIFY(received.ends_with(sent));
        QVERIFY(!bench.output.isBlocked());
    }
    void aStalledOrCancelledDrainIsTheEnd() {
        ClientOutput::Terms hasty;
        hasty.writeStall = Milliseconds(30);
        Bench stalled(hasty), left(patient());
        for (Bench* bench : {&stalled, &left}) {
            bench->output.begin(200, {}, AnswerBody::length, 8u << 20);
            bench->output.write(std::string(8u << 20, 'x'));
            QVERIFY(bench->output.isBlocked());
        }
        QCOMPARE(stalled.loop.run(stalled.output.drained()), std::optional(false));
        left.gone.cancel();
        QCOMPARE(left.loop.run(left.output.drained()), std::optional(false));
        for (Bench* bench : {&stalled, &left}) {
            QVERIFY(!bench->output.write("more"));
            QVERIFY(!bench->output.isBlocked());
        }
    }
    void aGoneClientIsNoticedByTheWrite() {
        Bench bench;
        bench.peer.close();
        bench.loop.settle();
        bench.output.begin(200, {}, AnswerBody::chunked, 0);
        QVERIFY(!bench.output.write("x"));
        QVERIFY(!bench.output.finish());
    }
    void nothingOfOneAnswerIsLeftForTheNext() {
        Bench bench;
        bench.output.begin(200, {}, AnswerBody::length, 5);
        bench.output.write("left");
        bench.output.detach();
        bench.output.attach(*bench.stream, bench.gone, {});
        QVERIFY(!bench.output.hasBegun());
        QCOMPARE(bench.output.bytesWritten(), 0u);
        bench.output.begin(200, {}, AnswerBody::length, 2);
        bench.output.write("ok");
        bench.output.finish();
        QVERIFY(bench.arrived().ends_with("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"));
    }
};

MIRROR_TEST(TstClientOutput, tst_client_output)
#include "tst_client_output.moc"
