#include "net/stream.h"

#include <netinet/in.h>

#include <random>
#include <thread>

#include "proxycore/net/stream_pair.h"
#include "support/loopback.h"
#include "support/run_test.h"

using namespace mirror;
using namespace mirror::test;
using net::IoStatus;
using net::Stream;
using net::Wake;

namespace {

base::Task<Wake> waitReadable(Stream& stream, Milliseconds wait, net::Canceller* canceller) {
    const SteadyTime deadline = soon(wait);
    const Wake why = co_await stream.readable(deadline, canceller);
    co_return why;
}
base::Task<Wake> waitWritable(Stream& stream, Milliseconds wait) {
    const SteadyTime deadline = soon(wait);
    const Wake why = co_await stream.writable(deadline, nullptr);
    co_return why;
}

/// A stream on one end, the bare descriptor of the other.
struct Half {
    explicit Half(TestLoop& loop) {
        const auto [a, b] = socketPair();
        stream = std::make_unique<Stream>(loop.reactor(), a, true);
        peer = Fd(b);
        loop.settle();
    }
    void say(std::string_view text) const { QCOMPARE(::send(peer.get(), text.data(), text.size(), MSG_NOSIGNAL), static_cast<ssize_t>(text.size())); }
    std::unique_ptr<Stream> stream;
    Fd peer;
};

}  // namespace

class TstStream : public QObject {
    Q_OBJECT
private slots:
    void afterAShortReadItWaitsForTheNextEdge() {
        TestLoop loop;
        Half half(loop);
        half.say("hello");
        QCOMPARE(loop.run(waitReadable(*half.stream, Milliseconds(2000), nullptr)), std::optional(Wake::ready));
        char buffer[100];
        const net::IoResult got = half.stream->readNow(buffer);
        QCOMPARE(got.status, IoStatus::ok);
        QCOMPARE(got.count, 5u);
        QVERIFY(half.stream->isQuiet());
        const auto next = loop.start(waitReadable(*half.stream, Milliseconds(5000), nullptr));
        loop.settle();
        QVERIFY(!next->has_value());
        half.say("again");
        QVERIFY(loop.turnUntil([&] { return next->has_value(); }));
        QCOMPARE(**next, Wake::ready);
    }
    void aFullReadLeavesItReadable() {
        TestLoop loop;
        Half half(loop);
        half.say("0123456789");
        loop.settle();
        char buffer[4];
        QCOMPARE(half.stream->readNow(buffer).count, 4u);
        QVERIFY(!half.stream->isQuiet());
        QCOMPARE(loop.run(waitReadable(*half.stream, Milliseconds(0), nullptr)), std::optional(Wake::ready));
    }
    /// Reads of every size race with writes of every size: a lost edge would hang, a false one would show as wrong bytes.
    void noEdgeIsLost_data() {
        QTest::addColumn<int>("bufferSize");
        for (const int size : {1, 7, 1000, 65536}) QTest::addRow("reads of %d", size) << size;
    }
    void noEdgeIsLost() {
        QFETCH(int, bufferSize);
        TestLoop loop;
        Half half(loop);
        const std::string sent = pattern(bufferSize == 1 ? 20'000 : 1'000'000);
        std::thread writer([&] {
            auto out = adoptPlain(Fd(::dup(half.peer.get())));
            std::mt19937 random(4);
            for (std::size_t at = 0; at < sent.size();) {
                const std::size_t piece = std::min<std::size_t>(1 + random() % 5000, sent.size() - at);
                if (!out->send(std::string_view(sent).substr(at, piece))) return;
                at += piece;
            }
        });
        const auto all = loop.run(readAll(*half.stream, sent.size(), static_cast<std::size_t>(bufferSize)), Milliseconds(20'000));
        writer.join();
        QVERIFY(all.has_value());
        QVERIFY(all->data == sent);
    }
    void theEndOfTheStreamIsClosed() {
        TestLoop loop;
        Half half(loop);
        half.say("last words");
        half.peer.close();
        const auto all = loop.run(readAll(*half.stream, 1000));
        QVERIFY(all.has_value());
        QCOMPARE(all->data, std::string("last words"));
        QCOMPARE(all->end, IoStatus::closed);
    }
    void afterAHalfCloseItStillWrites() {
        TestLoop loop;
        Half half(loop);
        ::shutdown(half.peer.get(), SHUT_WR);
        const auto all = loop.run(readAll(*half.stream, 10));
        QCOMPARE(all->end, IoStatus::closed);
        QCOMPARE(half.stream->writeNow("answer").count, 6u);
        char buffer[10];
        QCOMPARE(::recv(half.peer.get(), buffer, sizeof buffer, 0), 6);
    }
    void aHangupCancelsItsWatcher() {
        TestLoop loop;
        Half half(loop);
        net::Canceller gone;
        half.stream->watchHangup(&gone);
        half.say("bytes are no hang-up");
        loop.settle();
        QVERIFY(!gone.isCancelled());
        half.peer.close();
        QVERIFY(loop.turnUntil([&] { return gone.isCancelled(); }));
        QVERIFY(!half.stream->isQuiet());
    }
    void aHangupThatHasHappenedCancelsAtOnce() {
        TestLoop loop;
        Half half(loop);
        half.peer.close();
        loop.settle();
        net::Canceller gone;
        half.stream->watchHangup(&gone);
        QVERIFY(gone.isCancelled());
    }
    void withoutAWatcherAHangupCancelsNobody() {
        TestLoop loop;
        Half half(loop);
        net::Canceller gone;
        half.stream->watchHangup(&gone);
        half.stream->watchHangup(nullptr);
        half.peer.close();
        loop.settle();
        QVERIFY(!gone.isCancelled());
    }
    void waitsEndByDeadlineAndByCancelling() {
        TestLoop loop;
        Half half(loop);
        QCOMPARE(loop.run(waitReadable(*half.stream, Milliseconds(5), nullptr)), std::optional(Wake::timeout));
        net::Canceller canceller;
        const auto wait = loop.start(waitReadable(*half.stream, Milliseconds(5000), &canceller));
        canceller.cancel();
        QVERIFY(loop.turnUntil([&] { return wait->has_value(); }));
        QCOMPARE(**wait, Wake::cancelled);
        half.say("x");  // a wait that has ended leaves nothing behind
        QCOMPARE(loop.run(waitReadable(*half.stream, Milliseconds(2000), nullptr)), std::optional(Wake::ready));
    }
    void aFullSocketBlocksUntilThePeerReads() {
        TestLoop loop;
        Half half(loop);
        const std::string block(100'000, 'b');
        std::size_t written = 0;
        for (net::IoResult put{}; put.status == IoStatus::ok;) {
            put = half.stream->writeNow(block);
            written += put.count;
        }
        QCOMPARE(half.stream->writeNow("x").status, IoStatus::wouldBlock);
        const auto wait = loop.start(waitWritable(*half.stream, Milliseconds(5000)));
        loop.settle();
        QVERIFY(!wait->has_value());
        std::size_t read = 0;
        std::string buffer(1 << 20, '\0');
        while (read < written) {
            const ssize_t n = ::recv(half.peer.get(), buffer.data(), buffer.size(), 0);
            QVERIFY(n > 0);
            read += static_cast<std::size_t>(n);
        }
        QVERIFY(loop.turnUntil([&] { return wait->has_value(); }));
        QCOMPARE(**wait, Wake::ready);
        QCOMPARE(half.stream->writeNow("x").count, 1u);
    }
    void aGonePeerFailsWrites() {
        TestLoop loop;
        Half half(loop);
        half.peer.close();
        loop.settle();
        QCOMPARE(half.stream->writeNow("x").status, IoStatus::failed);
    }
    void writingNothingIsNothing() {
        TestLoop loop;
        Half half(loop);
        QCOMPARE(half.stream->writeNow("").status, IoStatus::ok);
    }
    void resetOnCloseIsSeenAsAReset() {
        TestLoop loop;
        LoopbackListener listener = listenOnLoopback();
        auto client = test::connectPlain(listener.port);
        const int fd = ::accept4(listener.fd.get(), nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
        QVERIFY(fd >= 0);
        auto stream = std::make_unique<Stream>(loop.reactor(), fd, true);
        stream->resetOnClose();
        stream.reset();
        QCOMPARE(client->receive(Milliseconds(2000)).got, ByteStream::Got::reset);
    }
    void connectsAndTellsWhyNot() {
        TestLoop loop;
        LoopbackListener listener = listenOnLoopback();
        auto connected = loop.run(net::connectTcp(loop.reactor(), *net::Address::parse("127.0.0.1", listener.port), soon(Milliseconds(3000)), nullptr));
        QVERIFY(connected->has_value());
        QCOMPARE((**connected)->connectError(), 0);
        const std::uint16_t port = listener.port;
        listener.fd.close();
        connected->value().reset();
        auto refused = loop.run(net::connectTcp(loop.reactor(), *net::Address::parse("127.0.0.1", port), soon(Milliseconds(3000)), nullptr));
        QCOMPARE(refused->error().code, ErrorCode::upstreamUnreachable);
        QCOMPARE(refused->error().args, std::vector<std::string>{"127.0.0.1:" + std::to_string(port)});
    }
    void anUnansweredConnectEndsByDeadlineOrCancelling() {
        TestLoop loop;
        LoopbackListener full = listenOnLoopback(0, 0);
        std::vector<std::unique_ptr<Stream>> held;
        const net::Address address = *net::Address::parse("127.0.0.1", full.port);
        for (int i = 0; i < 8; ++i) {  // until the queue is full and the kernel drops what comes
            auto one = loop.run(net::connectTcp(loop.reactor(), address, soon(Milliseconds(50)), nullptr));
            if (!one->has_value()) break;
            held.push_back(std::move(**one));
        }
        auto late = loop.run(net::connectTcp(loop.reactor(), address, soon(Milliseconds(30)), nullptr));
        QCOMPARE(late->error().code, ErrorCode::upstreamTimeoutConnect);
        net::Canceller canceller;
        const auto wait = loop.start(net::connectTcp(loop.reactor(), address, soon(Milliseconds(5000)), &canceller));
        canceller.cancel();
        QVERIFY(loop.turnUntil([&] { return wait->has_value(); }));
        QCOMPARE((*wait)->error().code, ErrorCode::clientGone);
    }
};

MIRROR_TEST(TstStream, tst_stream)
#include "tst_stream.moc"
