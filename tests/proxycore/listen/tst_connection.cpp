#include "proxycore/listen/listen_bench.h"
#include "support/run_test.h"

using namespace mirror;
using namespace mirror::test;

namespace {
Config withHttp(const std::function<void(HttpConfig&)>& change) {
    Config config;
    change(config.http);
    return config;
}
}  // namespace

class TstConnection : public QObject {
    Q_OBJECT
private slots:
    void requestsAreAnsweredInOrderHoweverTheyAreCut() {
        const std::string requests = get("/who") + post("/all", "hello") + "POST /all HTTP/1.1\r\nHost: m\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n" +
                                     post("/unread", "xyz") + get("/last", kClose);
        const std::string answers = ok("127.0.0.1") + ok("hello") + ok("abc") + ok("ok") + ok("ok", kClose);
        ListenBench bench;
        {
            Caller caller(bench);
            for (const char& byte : requests) caller.send({&byte, 1});
            QCOMPARE(caller.all(), answers);
        }
        for (std::size_t cut = 0; cut <= requests.size(); ++cut) {
            Caller caller(bench);
            if (cut > 0) caller.send(std::string_view(requests).substr(0, cut));
            if (cut < requests.size()) caller.send(std::string_view(requests).substr(cut));
            QCOMPARE(caller.all(), answers);
        }
        QVERIFY(bench.handler.isFresh);
    }
    void aConnectionServesItsNumberOfRequestsAndSaysSo() {
        ListenBench bench(withHttp([](HttpConfig& http) { http.requestsPerConnection = 2; }));
        Caller caller(bench);
        caller.send(get("/a") + get("/b") + get("/c"));
        QCOMPARE(caller.all(), ok("ok") + ok("ok", kClose));
        QCOMPARE(bench.handler.served, (std::vector<std::string>{"/a", "/b"}));
    }
    void anIdleConnectionIsClosedInSilence() {
        ListenBench bench(withHttp([](HttpConfig& http) { http.keepAlive = Milliseconds(20); }));
        Caller caller(bench);
        caller.send(get("/a"));
        QCOMPARE(caller.all(), ok("ok"));
        QVERIFY(!caller.wasReset());
    }
    void drainingClosesIdleConnectionsAndAnswersNewOnesOnce() {
        ListenBench bench;
        Caller used(bench), unused(bench), busy(bench);
        used.send(get("/a"));
        busy.send(get("/hang"));
        bench.service.drain();
        QCOMPARE(used.all(), ok("ok"));
        unused.send(get("/b"));
        QCOMPARE(unused.all(), ok("ok", kClose));
        Caller late(bench);
        late.send(get("/c") + get("/d"));
        QCOMPARE(late.all(), ok("ok", kClose));
        QVERIFY(!busy.hasEnded());
        unused.leave();
        late.leave();
        QVERIFY(bench.loop.turnUntil([&] { return bench.service.connections == 1; }));
        QCOMPARE(bench.service.activeRequests, 1);
    }
    void cuttingEndsEveryExchange() {
        ListenBench bench;
        Caller hanging(bench), unused(bench), half(bench);
        hanging.send(get("/hang"));
        half.send("GET /a HTTP/1.1\r\nHo");
        QCOMPARE(bench.service.connections, 3);
        bench.service.cutAll();
        QVERIFY(bench.loop.turnUntil([&] { return bench.service.connections == 0; }));
        QCOMPARE(bench.handler.ends, std::vector<std::string>{"gone"});
        QCOMPARE(bench.service.activeRequests, 0);
    }
    void aCallerThatLeavesCancelsItsExchange() {
        ListenBench bench;
        Caller caller(bench);
        caller.send(get("/hang"));
        QVERIFY(bench.handler.ends.empty());
        caller.leave();
        QVERIFY(bench.loop.turnUntil([&] { return bench.service.connections == 0; }));
        QCOMPARE(bench.handler.ends, std::vector<std::string>{"gone"});
    }
    void headHasTheHeadOfGetAndNoBody() {
        ListenBench bench;
        Caller caller(bench);
        caller.send("HEAD /a HTTP/1.1\r\nHost: m\r\n\r\nHEAD /chunks HTTP/1.1\r\nHost: m\r\n\r\n" + get("/z", kClose));
        QCOMPARE(caller.all(), "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + ok("ok", kClose));
    }
    void http10IsAnsweredInItsOwnWay_data() {
        QTest::addColumn<QString>("request");
        QTest::addColumn<QString>("answer");
        const auto row = [](const char* name, const std::string& request, const std::string& answer) {
            QTest::newRow(name) << QString::fromStdString(request) << QString::fromStdString(answer);
        };
        row("closes", get("/a", "", "1.0"), ok("ok", kClose));
        row("may be kept", get("/a", "Connection: keep-alive\r\n", "1.0") + get("/b", "", "1.0"), ok("ok", "Connection: keep-alive\r\n") + ok("ok", kClose));
        row("knows no chunks", get("/chunks", "Connection: keep-alive\r\n", "1.0"), "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nonetwo");
    }
    void http10IsAnsweredInItsOwnWay() {
        QFETCH(QString, request);
        QFETCH(QString, answer);
        ListenBench bench;
        Caller caller(bench);
        caller.send(request.toStdString());
        QCOMPARE(QString::fromStdString(caller.all()), answer);
        QVERIFY(!caller.wasReset());
    }
    void anAbortedAnswerNeverLooksComplete() {
        ListenBench bench;
        Caller modern(bench);
        modern.send(get("/abort"));
        QCOMPARE(modern.all(), std::string("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\none\r\n3\r\ntwo\r\n"));
        Caller old(bench);  // where the end of the connection is the end of the body, only a reset says that it is not
        old.send(get("/abort", "", "1.0"));
        old.all();
        QVERIFY(old.wasReset());
    }
    void aResetIsAReset() {
        ListenBench bench;
        Caller caller(bench);
        caller.send(get("/reset"));
        QCOMPARE(caller.all(), std::string());
        QVERIFY(caller.wasReset());
    }
    void whatTheHandlerLeftOfABodyIsNeverTakenForARequest_data() {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("answer");
        QTest::newRow("nothing read") << "/unread" << "ok";
        QTest::newRow("one piece read") << "/some" << "GET /evil HTTP/1.1\r\nHost: m\r\n\r\n";
        QTest::newRow("all read") << "/all" << "GET /evil HTTP/1.1\r\nHost: m\r\n\r\n";
    }
    void whatTheHandlerLeftOfABodyIsNeverTakenForARequest() {
        QFETCH(QString, path);
        QFETCH(QString, answer);
        ListenBench bench;
        Caller caller(bench);
        caller.send(post(path.toStdString(), get("/evil")) + get("/next", kClose));
        QCOMPARE(QString::fromStdString(caller.all()), QString::fromStdString(ok(answer.toStdString()) + ok("ok", kClose)));
        QCOMPARE(bench.handler.served, (std::vector<std::string>{path.toStdString(), "/next"}));
    }
    void anUnreadBodyIsDiscardedAsItComesUpToABound() {
        ListenBench bench;
        Caller small(bench);
        small.send("POST /unread HTTP/1.1\r\nHost: m\r\nContent-Length: 200000\r\n\r\n");
        QCOMPARE(small.sofar(), ok("ok"));
        for (int i = 0; i < 4; ++i) small.send(std::string(50'000, 'x'));
        small.send(get("/next", kClose));
        QCOMPARE(small.all(), ok("ok") + ok("ok", kClose));
        Caller large(bench);
        large.send("POST /unread HTTP/1.1\r\nHost: m\r\nContent-Length: 9000000\r\n\r\n");
        for (int i = 0; i < 10; ++i) large.send(std::string(50'000, 'x'));
        large.stream().shutdownWrite();
        QCOMPARE(large.all(), ok("ok"));
    }
    /// A plain close with unread bytes would be a reset, and the reset would destroy the answer on its way.
    void anAnswerGivenEarlyArrivesWhole() {
        ListenBench bench;
        Caller caller(bench);
        caller.send("POST /unread HTTP/1.1\r\nHost: m\r\nConnection: close\r\nContent-Length: 400000\r\n\r\n");
        for (int i = 0; i < 8; ++i) caller.send(std::string(50'000, 'x'));
        caller.stream().shutdownWrite();
        QCOMPARE(caller.all(), ok("ok", kClose));
        QVERIFY(!caller.wasReset());
    }
    void continueIsSaidOnlyWhenTheBodyIsAskedFor() {
        const std::string expecting = "POST /all HTTP/1.1\r\nHost: m\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n";
        ListenBench bench;
        Caller asked(bench);
        asked.send(expecting);
        QCOMPARE(asked.sofar(), std::string("HTTP/1.1 100 Continue\r\n\r\n"));
        asked.send("hello" + get("/next", kClose));
        QCOMPARE(asked.all(), "HTTP/1.1 100 Continue\r\n\r\n" + ok("hello") + ok("ok", kClose));
        Caller eager(bench);  // sends the body without waiting: nothing to be said
        eager.send(expecting + "hello" + get("/next", kClose));
        QCOMPARE(eager.all(), ok("hello") + ok("ok", kClose));
        Caller unasked(bench);
        unasked.send("POST /unread HTTP/1.1\r\nHost: m\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n");
        unasked.until("ok");
        unasked.stream().shutdownWrite();
        QCOMPARE(unasked.all(), ok("ok"));  // its body would never come: the connection ends instead of waiting for it
    }
    void aHeadThatCannotBeReadIsRefusedAndTheConnectionClosed_data() {
        QTest::addColumn<QString>("bytes");
        QTest::addColumn<QString>("name");
        QTest::newRow("nonsense") << "nonsense\r\n\r\n" << "bad_request";
        QTest::newRow("bare line end") << "GET / HTTP/1.1\nHost: m\n\n" << "bad_request";
        QTest::newRow("too large") << "GET / HTTP/1.1\r\nX: " + QString(40'000, 'x') + "\r\n\r\n" << "headers_too_large";
        QTest::newRow("too slow") << "GET / HTTP/1.1\r\nHo" << "request_timeout";
    }
    void aHeadThatCannotBeReadIsRefusedAndTheConnectionClosed() {
        QFETCH(QString, bytes);
        QFETCH(QString, name);
        ListenBench bench(withHttp([](HttpConfig& http) { http.headerDeadline = Milliseconds(60); }));
        Caller caller(bench);
        caller.send(bytes.toStdString());
        caller.until(name.toStdString());
        caller.stream().shutdownWrite();
        QCOMPARE(QString::fromStdString(caller.all()), QString::fromStdString(ok(name.toStdString(), kClose)));
        QVERIFY(bench.handler.served.empty());
    }
    void lineEndsBetweenRequestsBeginNone() {
        ListenBench bench(withHttp([](HttpConfig& http) { http.headerDeadline = Milliseconds(60); }));
        Caller caller(bench);
        caller.send(get("/a") + "\r\n");
        caller.until("ok");
        caller.send("\r\n\r\n");
        bench.loop.turnUntil([] { return false; }, Milliseconds(200));  // three times the head's deadline
        caller.send(get("/b", kClose));
        QCOMPARE(caller.all(), ok("ok") + ok("ok", kClose));
        QVERIFY(bench.handler.refused.empty());
    }
    void aSlowBodyIsNoFaultWhenTheCheckIsTurnedOff() {
        ListenBench bench(withHttp([](HttpConfig& http) { http.minBodyRate = Bytes{0}; }));
        Caller caller(bench);
        caller.send("POST /all HTTP/1.1\r\nHost: m\r\nConnection: close\r\nContent-Length: 2\r\n\r\na");
        bench.loop.turnUntil([] { return false; }, Milliseconds(6000));  // the window of the check is 5 s
        caller.send("b");
        QCOMPARE(caller.all(), ok("ab", kClose));
    }
    void aBodyBeyondTheBoundIsRefused() {
        ListenBench bench(withHttp([](HttpConfig& http) { http.maxBody = Bytes{10}; }));
        Caller caller(bench);
        caller.send("POST /all HTTP/1.1\r\nHost: m\r\nContent-Length: 11\r\n\r\n");
        QVERIFY(caller.until("request_too_large").find("request_too_large") != std::string::npos);
        Caller chunked(bench);
        chunked.send("POST /all HTTP/1.1\r\nHost: m\r\nTransfer-Encoding: chunked\r\n\r\n6\r\n123456\r\n6\r\n123456\r\n");
        QVERIFY(chunked.until("request_too_large").find("request_too_large") != std::string::npos);
    }
    void aReaderThatTakesNothingIsGivenUp() {
        ListenBench bench(withHttp([](HttpConfig& http) { http.writeStall = Milliseconds(80); }));
        Caller caller(bench);
        caller.send(get("/flood"));
        QVERIFY(bench.loop.turnUntil([&] { return !bench.handler.ends.empty(); }));
        QCOMPARE(bench.handler.ends, std::vector<std::string>{"stalled"});
        QVERIFY(bench.loop.turnUntil([&] { return bench.service.connections == 0; }));
    }
    void aReaderThatTakesItsTimeGetsEverything() {
        ListenBench bench(withHttp([](HttpConfig& http) { http.writeStall = Milliseconds(2000); }));
        Caller caller(bench);
        caller.send(get("/flood", kClose));
        QCOMPARE(caller.all(Milliseconds(20'000)).size(), (64u << 20) + std::string("HTTP/1.1 200 OK\r\nContent-Length: 67108864\r\nConnection: close\r\n\r\n").size());
        QCOMPARE(bench.handler.ends, std::vector<std::string>{"sent"});
    }
    void theAddressOfTheCallerIsBelievedFromTrustedProxiesOnly_data() {
        QTest::addColumn<QStringList>("trusted");
        QTest::addColumn<QString>("fields");
        QTest::addColumn<QString>("address");
        const QStringList none, us{"10.0.0.0/8", "127.0.0.0/8"}, others{"10.0.0.0/8"};
        QTest::newRow("nobody is trusted") << none << "X-Real-IP: 9.9.9.9\r\n" << "127.0.0.1";
        QTest::newRow("others are trusted") << others << "X-Real-IP: 9.9.9.9\r\nX-Forwarded-For: 9.9.9.9\r\n" << "127.0.0.1";
        QTest::newRow("real IP") << us << "X-Real-IP: 9.9.9.9\r\n" << "9.9.9.9";
        QTest::newRow("IPv6") << us << "X-Real-IP: 2001:db8::9\r\n" << "2001:db8::9";
        QTest::newRow("forwarded") << us << "X-Forwarded-For: 8.8.8.8\r\n" << "8.8.8.8";
        QTest::newRow("only the last entry is our proxy's") << us << "X-Forwarded-For: 1.1.1.1, 8.8.8.8\r\n" << "8.8.8.8";
        QTest::newRow("a proxy that keeps a chain need not know X-Real-IP") << us << "X-Real-IP: 9.9.9.9\r\nX-Forwarded-For: 8.8.8.8\r\n" << "8.8.8.8";
        QTest::newRow("only the last line is our proxy's") << us << "X-Forwarded-For: 1.1.1.1\r\nX-Forwarded-For: 8.8.8.8\r\n" << "8.8.8.8";
        QTest::newRow("nonsense") << us << "X-Real-IP: <script>\r\nX-Forwarded-For: unknown\r\n" << "127.0.0.1";
        QTest::newRow("nonsense last") << us << "X-Forwarded-For: 8.8.8.8, unknown\r\n" << "127.0.0.1";
        QTest::newRow("nothing said") << us << "" << "127.0.0.1";
    }
    void theAddressOfTheCallerIsBelievedFromTrustedProxiesOnly() {
        QFETCH(QStringList, trusted);
        QFETCH(QString, fields);
        QFETCH(QString, address);
        ListenBench bench(withHttp([&](HttpConfig& http) {
            for (const QString& range : trusted) http.trustedProxies.push_back(range.toStdString());
        }));
        Caller caller(bench);
        caller.send(get("/who", fields.toStdString() + std::string(kClose)));
        QCOMPARE(QString::fromStdString(caller.all()), QString::fromStdString(ok(address.toStdString(), kClose)));
    }
    void connectionsBeyondTheBoundsAreTurnedAwayAndPlacesComeBack() {
        ListenBench bench(withHttp([](HttpConfig& http) { http.connectionsPerAddress = 2; }));
        {
            Caller first(bench), second(bench), third(bench);
            QVERIFY(third.hasEnded());
            QCOMPARE(bench.service.turnedAway, 1u);
            QCOMPARE(bench.service.connections, 2);
        }
        QVERIFY(bench.loop.turnUntil([&] { return bench.service.connections == 0; }));
        Caller again(bench);
        again.send(get("/a", kClose));
        QCOMPARE(again.all(), ok("ok", kClose));
    }
};

MIRROR_TEST(TstConnection, tst_connection)
#include "tst_connection.moc"
