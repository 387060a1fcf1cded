#include "simulator/traffic_player.h"

#include <sys/socket.h>
#include <unistd.h>

#include "net/tcp_listener.h"
#include "support/run_test.h"
#include "support/test_loop.h"

using namespace mirror;
using namespace mirror::simulator;
using mirror::test::TestLoop;

namespace {

/// Accepts, keeps what it is sent, and answers nothing.
struct Listener {
    explicit Listener(TestLoop& loop)
        : bound(net::bindSockets("127.0.0.1", 0, 1).value()), socket(loop.reactor(), bound.descriptors[0], [this](int fd) { clients.push_back(fd); }) {}
    ~Listener() { closeAll(); }
    Listener(const Listener&) = delete;
    Listener& operator=(const Listener&) = delete;
    /// Everything that has come so far, of all connections.
    std::string received() {
        char buffer[4096];
        for (const int fd : clients)
            for (ssize_t got = ::recv(fd, buffer, sizeof buffer, MSG_DONTWAIT); got > 0; got = ::recv(fd, buffer, sizeof buffer, MSG_DONTWAIT))
                bytes.append(buffer, static_cast<std::size_t>(got));
        return bytes;
    }
    void closeAll() {
        for (const int fd : clients) ::close(fd);
        clients.clear();
    }
    net::BoundSockets bound;
    std::vector<int> clients;
    std::string bytes;
    net::TcpListener socket;
};

}  // namespace

class TstTrafficPlayer : public QObject {
    Q_OBJECT
private slots:
    void sendsThePlanWithItsKeysAndNothingElse() {
        TestLoop loop;
        Listener mirror(loop);
        TrafficPlayer player(loop.reactor(), mirror.bound.address, "sk-demo", TrafficPlan(1, 500));
        player.start();
        QVERIFY(loop.turnUntil([&] { return player.sent() >= 40 && mirror.received().size() > 4000; }));
        const std::string text = mirror.received();
        QVERIFY(text.find("POST /v1/chat/completions HTTP/1.1\r\nHost: 127.0.0.1:") != std::string::npos);
        QVERIFY(text.find("Authorization: Bearer sk-demo\r\n") != std::string::npos);
        QVERIFY(text.find("Content-Type: application/json\r\nContent-Length: ") != std::string::npos);
        player.stop();
        QVERIFY(loop.turnUntil([&] { return player.isIdle(); }));
    }
    void stoppingEndsItInTheMiddleOfEverything() {
        TestLoop loop;
        Listener mirror(loop);
        TrafficPlayer player(loop.reactor(), mirror.bound.address, "sk-demo", TrafficPlan(2, 200));
        player.start();
        QVERIFY(loop.turnUntil([&] { return mirror.clients.size() >= 5; }));
        QVERIFY(!player.isIdle());  // nobody has been answered
        player.stop();
        QVERIFY(loop.turnUntil([&] { return player.isIdle(); }, Milliseconds(1000)));
        const std::uint64_t sent = player.sent();
        loop.settle();
        QCOMPARE(player.sent(), sent);
    }
    void answersThatEndMakeRoom() {
        TestLoop loop;
        Listener mirror(loop);
        TrafficPlayer player(loop.reactor(), mirror.bound.address, "sk-demo", TrafficPlan(3, 2000));
        player.start();
        // more than may be under way at once
        QVERIFY(loop.turnUntil([&] {
            mirror.received();
            mirror.closeAll();
            return player.sent() > 600;
        }));
        player.stop();
        QVERIFY(loop.turnUntil([&] { return player.isIdle(); }));
    }
    void aMirrorThatIsNotThereIsNoTrouble() {
        TestLoop loop;
        const net::Address nobody = [] {
            const auto bound = net::bindSockets("127.0.0.1", 0, 1).value();
            ::close(bound.descriptors[0]);
            return bound.address;
        }();
        TrafficPlayer player(loop.reactor(), nobody, "sk-demo", TrafficPlan(4, 500));
        player.start();
        QVERIFY(loop.turnUntil([&] { return player.sent() > 20; }));
        player.stop();
        QVERIFY(loop.turnUntil([&] { return player.isIdle(); }));
    }
    void atMostSoManyAreUnderWay() {
        TestLoop loop;
        Listener mirror(loop);
        TrafficPlayer player(loop.reactor(), mirror.bound.address, "sk-demo", TrafficPlan(5, 5000));
        player.start();
        QVERIFY(loop.turnUntil([&] { return mirror.clients.size() >= 200; }));
        const SteadyTime until = test::soon(Milliseconds(300));
        loop.turnUntil([&] { return std::chrono::steady_clock::now() > until; });
        QVERIFY2(player.sent() <= 256 + 64, std::to_string(player.sent()).c_str());  // a few callers lose patience and leave
        player.stop();
        QVERIFY(loop.turnUntil([&] { return player.isIdle(); }));
    }
};

MIRROR_TEST(TstTrafficPlayer, tst_traffic_player)
#include "tst_traffic_player.moc"
