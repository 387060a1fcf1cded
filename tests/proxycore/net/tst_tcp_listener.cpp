#include "net/tcp_listener.h"

#include <fcntl.h>
#include <unistd.h>

#include "support/loopback.h"
#include "support/run_test.h"
#include "support/test_loop.h"

using namespace mirror;
using namespace mirror::test;
using net::bindSockets;

namespace {

/// Owns what bindSockets gave.
struct Bound {
    explicit Bound(const net::BoundSockets& bound) : address(bound.address) {
        for (const int fd : bound.descriptors) sockets.emplace_back(fd);
    }
    net::Address address;
    std::vector<Fd> sockets;
};

}  // namespace

class TstTcpListener : public QObject {
    Q_OBJECT
private slots:
    void portZeroIsChosenBySystemAndSharedByAllSockets() {
        const auto bound = bindSockets("127.0.0.1", 0, 3);
        QVERIFY(bound.has_value());
        const Bound owned(*bound);
        QVERIFY(owned.address.port() != 0);
        QCOMPARE(owned.sockets.size(), 3u);
        for (const Fd& socket : owned.sockets) QCOMPARE(net::Address::ofSocket(socket.get())->port(), owned.address.port());
    }
    void aSecondEngineIsToldThatTheAddressIsInUse() {
        const Bound first(*bindSockets("127.0.0.1", 0, 2));
        const auto second = bindSockets("127.0.0.1", first.address.port(), 2);
        QCOMPARE(second.error().code, ErrorCode::addressInUse);
        QCOMPARE(second.error().args, std::vector<std::string>{first.address.text()});
    }
    void aForeignListenerIsInUseTooAndOnceGoneThePortIsFree() {
        LoopbackListener foreign = listenOnLoopback();
        QCOMPARE(bindSockets("127.0.0.1", foreign.port, 1).error().code, ErrorCode::addressInUse);
        foreign.fd.close();
        const auto now = bindSockets("127.0.0.1", foreign.port, 1);
        QVERIFY(now.has_value());
        const Bound owned(*now);
    }
    void aLaterWorkerJoinsAnAddress() {
        const Bound first(*bindSockets("127.0.0.1", 0, 1));
        const auto more = net::bindOneMore(first.address);
        QVERIFY(more.has_value());
        const Fd owned(*more);
        QCOMPARE(net::Address::ofSocket(owned.get())->port(), first.address.port());
    }
    void addressesThatCannotBeAreTold() {
        QCOMPARE(bindSockets("localhost", 0, 1).error().code, ErrorCode::addressInvalid);
        QCOMPARE(bindSockets("192.0.2.77", 0, 1).error().code, ErrorCode::addressInvalid);  // TEST-NET-1: nobody's
        QCOMPARE(bindSockets("", 0, 1).error().code, ErrorCode::addressInvalid);
    }
    void handsOverEveryConnection() {
        TestLoop loop;
        const auto bound = bindSockets("127.0.0.1", 0, 1);
        std::vector<Fd> accepted;
        const net::TcpListener listener(loop.reactor(), bound->descriptors[0], [&](int fd) { accepted.emplace_back(fd); });
        std::vector<std::unique_ptr<ByteStream>> clients;
        for (int i = 0; i < 10; ++i) clients.push_back(connectPlain(bound->address.port()));
        QVERIFY(loop.turnUntil([&] { return accepted.size() == 10; }));
        QVERIFY((::fcntl(accepted[0].get(), F_GETFL) & O_NONBLOCK) != 0);
        QVERIFY((::fcntl(accepted[0].get(), F_GETFD) & FD_CLOEXEC) != 0);
    }
    void whatTheKernelHasCompletedIsServedBeforeClosing() {
        TestLoop loop;
        const auto bound = bindSockets("127.0.0.1", 0, 1);
        std::vector<Fd> accepted;
        auto listener = std::make_unique<net::TcpListener>(loop.reactor(), bound->descriptors[0], [&](int fd) { accepted.emplace_back(fd); });
        const auto client = connectPlain(bound->address.port());
        QVERIFY(client);
        listener.reset();
        QCOMPARE(accepted.size(), 1u);
        QVERIFY(!connectPlain(bound->address.port()));
    }
};

MIRROR_TEST(TstTcpListener, tst_tcp_listener)
#include "tst_tcp_listener.moc"
