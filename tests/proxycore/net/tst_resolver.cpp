#include "net/resolver.h"

#include "support/run_test.h"
#include "support/test_loop.h"

using namespace mirror;
using namespace mirror::test;
using net::Resolver;

namespace {
constexpr Milliseconds kLookup{20'000};
std::unique_ptr<Resolver> makeResolver(TestLoop& loop) { return std::move(*Resolver::make(loop.reactor())); }
}  // namespace

class TstResolver : public QObject {
    Q_OBJECT
private slots:
    void literalsAnswerAtOnce_data() {
        QTest::addColumn<QString>("host");
        QTest::addColumn<QString>("text");
        QTest::newRow("v4") << "10.2.3.4" << "10.2.3.4:443";
        QTest::newRow("v6") << "2001:db8::1" << "[2001:db8::1]:443";
    }
    void literalsAnswerAtOnce() {
        QFETCH(QString, host);
        QFETCH(QString, text);
        TestLoop loop;
        const auto resolver = makeResolver(loop);
        const auto answer = loop.start(resolver->resolve(host.toStdString(), 443, soon(kLookup), nullptr));
        QVERIFY(answer->has_value());
        QCOMPARE((**answer)->size(), 1u);
        QCOMPARE(QString::fromStdString((**answer)->front().text()), text);
    }
    void localhostComesFromTheHostsFile() {
        TestLoop loop;
        const auto resolver = makeResolver(loop);
        for (int i = 0; i < 2; ++i) {  // the second time from the cache
            const auto answer = loop.run(resolver->resolve("localhost", 8080, soon(kLookup), nullptr), kLookup);
            QVERIFY(answer && answer->has_value());
            QVERIFY(!(*answer)->empty());
            for (const net::Address& address : **answer) {
                QVERIFY(address.isWithin("127.0.0.0/8") || address.isWithin("::1"));
                QCOMPARE(address.port(), std::uint16_t(8080));
            }
        }
    }
    void aNameThatDoesNotExistIsADnsFailure() {
        TestLoop loop;
        const auto resolver = makeResolver(loop);
        const auto answer = loop.run(resolver->resolve("nonexistent.invalid", 443, soon(kLookup), nullptr), kLookup);
        QVERIFY(answer);
        QCOMPARE(answer->error().code, ErrorCode::dnsFailure);
        QCOMPARE(answer->error().args, std::vector<std::string>{"nonexistent.invalid"});
        QVERIFY(!answer->error().cause.empty());
    }
    void aFailureIsRememberedForAMoment() {
        TestLoop loop;
        const auto resolver = makeResolver(loop);
        QVERIFY(loop.run(resolver->resolve("again.invalid", 443, soon(kLookup), nullptr), kLookup));
        const auto second = loop.start(resolver->resolve("again.invalid", 443, soon(kLookup), nullptr));
        QVERIFY(second->has_value());
        QCOMPARE((*second)->error().code, ErrorCode::dnsFailure);
    }
    void cancellingAndDeadlinesEndTheWaitNotTheQuery() {
        TestLoop loop;
        const auto resolver = makeResolver(loop);
        net::Canceller canceller;
        const auto cancelled = loop.start(resolver->resolve("slow-a.invalid", 443, soon(kLookup), &canceller));
        const auto late = loop.start(resolver->resolve("slow-b.invalid", 443, soon(Milliseconds(0)), nullptr));
        canceller.cancel();
        QVERIFY(loop.turnUntil([&] { return cancelled->has_value() && late->has_value(); }));
        if ((*cancelled)->error().code == ErrorCode::dnsFailure || (*late)->error().code == ErrorCode::dnsFailure)
            QSKIP("this machine's name server answers before anything can be cancelled");
        QCOMPARE((*cancelled)->error().code, ErrorCode::clientGone);
        QCOMPARE((*late)->error().code, ErrorCode::upstreamTimeoutConnect);
        loop.turnUntil([] { return false; }, Milliseconds(50));  // answers that come now find nobody, and harm nobody
    }
    void goingWithQueriesUnderWayIsSafe() {
        TestLoop loop;
        auto resolver = makeResolver(loop);
        net::Canceller canceller;
        const auto answer = loop.start(resolver->resolve("leaving.invalid", 443, soon(kLookup), &canceller));
        canceller.cancel();
        loop.settle();
        QVERIFY(answer->has_value());
        resolver.reset();
        loop.settle();
    }
};

MIRROR_TEST(TstResolver, tst_resolver)
#include "tst_resolver.moc"
