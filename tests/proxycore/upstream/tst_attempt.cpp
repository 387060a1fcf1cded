#include "upstream/attempt.h"

#include "proxycore/upstream/manual_upstream.h"
#include "support/run_test.h"

using namespace mirror;
using namespace mirror::test;
using upstream::Attempt;

namespace {

constexpr std::string_view kSent = "POST /v1/chat/completions HTTP/1.1\r\nHost: up\r\nContent-Length: 2\r\n\r\n{}";
constexpr std::string_view kQuestion = kSent.substr(0, kSent.size() - 2);

struct Answer {
    Result<void> begun;
    int status = 0;
    bool reused = false;
    std::vector<std::string> pieces;
    std::optional<Error> broken;  ///< how the body ended, if not well

    std::string body() const {
        std::string all;
        for (const std::string& piece : pieces) all += piece;
        return all;
    }
    /// "200 text", or the name of the error.
    QString text() const {
        if (!begun) return QString::fromUtf8(errorName(begun.error().code).data());
        QString out = QString::number(status) + " " + QString::fromStdString(body());
        if (broken) out += " then " + QString::fromUtf8(errorName(broken->code).data());
        return out;
    }
};

struct Asking {
    Milliseconds patience{4000};
    bool isHead = false;
    bool release = true;
    net::Canceller* canceller = nullptr;
};

base::Task<Answer> ask(upstream::Pool& pool, std::shared_ptr<const upstream::Target> target, Asking how) {
    Attempt attempt(pool, target, how.canceller);
    if (how.isHead) attempt.expectNoBody();
    const SteadyTime until = soon(how.patience);
    Attempt::Deadlines limits{};
    limits.start = std::chrono::steady_clock::now();
    limits.connectTime = how.patience;
    limits.head = until;
    Answer answer;
    answer.begun = co_await attempt.begin(kQuestion, "{}", limits);
    answer.reused = attempt.isReused();
    if (!answer.begun) co_return answer;
    answer.status = attempt.head().status;
    for (;;) {
        const Result<std::string_view> piece = co_await attempt.next(until);
        if (!piece) answer.broken = piece.error();
        if (!piece || piece->empty()) break;
        answer.pieces.emplace_back(*piece);
    }
    if (how.release) attempt.release();
    co_return answer;
}

/// One attempt in progress, its other end in the test's hands.
struct Talk {
    explicit Talk(Asking asking = {}) : how(asking), target(PoolBench::target(server.url())) { begin(); }
    void begin() {
        answer = bench.loop.start(ask(bench.pool, target, how));
        bench.loop.settle();
    }
    void accept() {
        peer = server.accept(bench.loop);
        const auto request = peer->receive(Milliseconds(2000));
        QCOMPARE(std::string(request.data), std::string(kSent));
    }
    void say(std::string_view bytes) {
        QVERIFY(peer->send(bytes));
        bench.loop.settle();
    }
    QString outcome() {
        if (!bench.loop.turnUntil([this] { return answer->has_value(); })) return "nothing";
        return (*answer)->text();
    }
    std::size_t idle() const { return bench.pool.idleCount(target->poolKey); }

    PoolBench bench;
    ManualUpstream server;
    Asking how;
    std::shared_ptr<const upstream::Target> target;
    std::unique_ptr<ByteStream> peer;
    Outlet<Answer> answer;
};

constexpr std::string_view kOk = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n\r\nhello";
constexpr std::string_view kChunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n2;x=y\r\nlo\r\n0\r\n\r\n";
constexpr std::string_view kInterim = "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";

/// The client's body in ready pieces.
class PiecedBody final : public exchange::RequestBody {
public:
    explicit PiecedBody(std::vector<std::string> pieces) : m_pieces(std::move(pieces)) {}
    base::Task<Result<std::string_view>> readAll() override { co_return std::string_view(); }
    std::size_t capacity() const override { return 0; }
    base::Task<Result<std::string_view>> readSome() override {
        if (m_at == m_pieces.size()) co_return std::string_view();
        const std::string_view piece = m_pieces[m_at++];
        co_return piece;
    }

private:
    std::vector<std::string> m_pieces;
    std::size_t m_at = 0;
};

base::Task<Result<void>> upload(Attempt& attempt, exchange::RequestBody& body, bool chunked) {
    Attempt::Deadlines limits{};
    limits.start = std::chrono::steady_clock::now();
    limits.connectTime = Milliseconds(3000);
    limits.head = soon(Milliseconds(3000));
    const Result<void> done = co_await attempt.beginStreaming("POST /v1/files HTTP/1.1\r\n\r\n", body, chunked, limits);
    co_return done;
}

}  // namespace

class TstAttempt : public QObject {
    Q_OBJECT
private slots:
    void readsAnAnswerHoweverItIsCut_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("length") << QByteArray(kOk.data(), kOk.size());
        QTest::newRow("chunked") << QByteArray(kChunked.data(), kChunked.size());
        QTest::newRow("after interim answers") << QByteArray(kInterim.data(), kInterim.size());
    }
    void readsAnAnswerHoweverItIsCut() {
        QFETCH(QByteArray, bytes);
        const std::string_view all(bytes.constData(), static_cast<std::size_t>(bytes.size()));
        {
            Talk talk;
            talk.accept();
            for (std::size_t i = 0; i < all.size(); ++i) talk.say(all.substr(i, 1));
            QCOMPARE(talk.outcome(), QString("200 hello"));
            QCOMPARE(talk.idle(), 1u);
        }
        for (std::size_t cut = 0; cut <= all.size(); ++cut) {
            Talk talk;
            talk.accept();
            if (cut > 0) talk.say(all.substr(0, cut));
            if (cut < all.size()) talk.say(all.substr(cut));
            QCOMPARE(talk.outcome(), QString("200 hello"));
        }
    }
    void piecesThatArriveTogetherAreHandedOnTogether() {
        Talk talk;
        talk.accept();
        talk.say("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
        talk.say("1\r\na\r\n1\r\nb\r\n1\r\nc\r\n");
        talk.say("1\r\nd\r\n0\r\n\r\n");
        QCOMPARE(talk.outcome(), QString("200 abcd"));
        QCOMPARE((*talk.answer)->pieces, (std::vector<std::string>{"abc", "d"}));
    }
    void withoutAFramingTheEndOfTheConnectionIsTheEnd() {
        Talk talk;
        talk.accept();
        talk.say("HTTP/1.1 200 OK\r\n\r\nuntil ");
        talk.say("close");
        QVERIFY(!talk.answer->has_value());
        talk.peer.reset();
        QCOMPARE(talk.outcome(), QString("200 until close"));
        QCOMPARE(talk.idle(), 0u);
    }
    void anAnswerCutShortIsACut_data() {
        QTest::addColumn<QString>("bytes");
        QTest::newRow("length") << "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nhello";
        QTest::newRow("chunk") << "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n6\r\nhello";
        QTest::newRow("last chunk missing") << "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n";
    }
    void anAnswerCutShortIsACut() {
        QFETCH(QString, bytes);
        Talk talk;
        talk.accept();
        talk.say(bytes.toStdString());
        talk.peer.reset();
        QCOMPARE(talk.outcome(), QString("200 hello then upstream_cut"));
        QCOMPARE(talk.idle(), 0u);
    }
    void anEndBeforeTheAnswerIsAResetAndWithinTheHeadABadResponse() {
        Talk silent;
        silent.accept();
        silent.peer.reset();
        QCOMPARE(silent.outcome(), QString("upstream_reset"));
        Talk half;
        half.accept();
        half.say("HTTP/1.1 200 OK\r\nConte");
        half.peer.reset();
        QCOMPARE(half.outcome(), QString("upstream_bad_response"));
    }
    void nonsenseIsABadResponse_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("not HTTP") << QByteArray("SSH-2.0-OpenSSH_9.2\r\n\r\n");
        QTest::newRow("bare line end") << QByteArray("HTTP/1.1 200 OK\nContent-Length: 0\n\n");
        QTest::newRow("NUL") << QByteArray("HTTP/1.1 200 OK\r\nX: a\0b\r\n\r\n", 28);
        QTest::newRow("two lengths") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab");
        QTest::newRow("length and chunked") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\na");
        QTest::newRow("switch of protocol") << QByteArray("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n");
        QTest::newRow("endless head") << QByteArray("HTTP/1.1 200 OK\r\n") + QByteArray("X: 1234567890\r\n").repeated(6000);
        QTest::newRow("endless interim answers") << QByteArray("HTTP/1.1 103 Early Hints\r\nLink: <x>\r\n\r\n").repeated(6000);
    }
    void nonsenseIsABadResponse() {
        QFETCH(QByteArray, bytes);
        Talk talk;
        talk.accept();
        for (qsizetype at = 0; at < bytes.size() && !talk.answer->has_value(); at += 50'000)
            talk.say({bytes.constData() + at, static_cast<std::size_t>(std::min<qsizetype>(50'000, bytes.size() - at))});
        QCOMPARE(talk.outcome(), QString("upstream_bad_response"));
        QCOMPARE(talk.idle(), 0u);
    }
    void aConnectionIsUsedAgain() {
        Talk talk;
        talk.accept();
        talk.say(kOk);
        QCOMPARE(talk.outcome(), QString("200 hello"));
        talk.begin();
        QCOMPARE(std::string(talk.peer->receive(Milliseconds(2000)).data), std::string(kSent));
        talk.say(kChunked);
        QCOMPARE(talk.outcome(), QString("200 hello"));
        QVERIFY((*talk.answer)->reused);
    }
    void aConnectionIsNotUsedAgain_data() {
        QTest::addColumn<QString>("bytes");
        QTest::newRow("it will be closed") << "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 5\r\n\r\nhello";
        QTest::newRow("HTTP/1.0") << "HTTP/1.0 200 OK\r\nContent-Length: 5\r\n\r\nhello";
        QTest::newRow("bytes after the end") << "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhelloHTTP/1.1 200 OK\r\n";
        QTest::newRow("bytes after the last chunk") << "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\nx";
    }
    void aConnectionIsNotUsedAgain() {
        QFETCH(QString, bytes);
        Talk talk;
        talk.accept();
        talk.say(bytes.toStdString());
        QCOMPARE(talk.outcome(), QString("200 hello"));
        QCOMPARE(talk.idle(), 0u);
    }
    void bytesAfterAnEmptyAnswerSpoilTheConnectionToo() {
        Talk talk;
        talk.accept();
        talk.say("HTTP/1.1 204 No Content\r\n\r\nHTTP/1.1 200 OK\r\n");
        QCOMPARE(talk.outcome(), QString("204 "));
        QCOMPARE(talk.idle(), 0u);
    }
    void headAnswersHaveNoBodyWhateverTheySay() {
        Talk talk({.isHead = true});
        talk.accept();
        talk.say("HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n");
        QCOMPARE(talk.outcome(), QString("200 "));
        QCOMPARE(talk.idle(), 1u);
    }
    void aStaleConnectionIsReplacedOnce() {
        Talk talk;
        talk.accept();
        talk.say(kOk);
        QCOMPARE(talk.outcome(), QString("200 hello"));
        talk.peer.reset();  // and the loop has not turned since: the pool cannot know
        talk.begin();
        talk.accept();
        talk.say(kOk);
        QCOMPARE(talk.outcome(), QString("200 hello"));
        QVERIFY(!(*talk.answer)->reused);
    }
    void theReplacementHasNoReplacement() {
        Talk talk;
        talk.accept();
        talk.say(kOk);
        QCOMPARE(talk.outcome(), QString("200 hello"));
        talk.peer.reset();
        talk.begin();
        talk.accept();
        talk.peer.reset();
        QCOMPARE(talk.outcome(), QString("upstream_reset"));
    }
    void anAnswerThatHadBegunIsNotAskedForAgain() {
        Talk talk;
        talk.accept();
        talk.say(kOk);
        QCOMPARE(talk.outcome(), QString("200 hello"));
        talk.begin();
        talk.say("HTTP/1.1 2");
        talk.peer.reset();
        QCOMPARE(talk.outcome(), QString("upstream_bad_response"));
    }
    void silenceEndsByTheDeadline() {
        Talk head({.patience = Milliseconds(250)});
        head.accept();
        QCOMPARE(head.outcome(), QString("upstream_timeout_headers"));
        Talk body({.patience = Milliseconds(400)});
        body.accept();
        body.say("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhel");
        QCOMPARE(body.outcome(), QString("200 hel then upstream_timeout_idle"));
        QCOMPARE(body.idle(), 0u);
    }
    void cancellingClosesTheConnection_data() {
        QTest::addColumn<QString>("before");
        QTest::newRow("before the head") << "";
        QTest::newRow("within the head") << "HTTP/1.1 20";
        QTest::newRow("within the body") << "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhel";
    }
    void cancellingClosesTheConnection() {
        QFETCH(QString, before);
        net::Canceller gone;
        Talk talk({.canceller = &gone});
        talk.accept();
        if (!before.isEmpty()) talk.say(before.toStdString());
        gone.cancel();
        QVERIFY(talk.outcome().endsWith("client_gone"));
        QCOMPARE(talk.peer->receive(Milliseconds(1000)).got, ByteStream::Got::end);
    }
    void bodiesOfTheClientGoUpPieceByPiece_data() {
        QTest::addColumn<bool>("chunked");
        QTest::addColumn<QString>("expected");
        QTest::newRow("chunked") << true << "POST /v1/files HTTP/1.1\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n";
        QTest::newRow("of known length") << false << "POST /v1/files HTTP/1.1\r\n\r\nabcde";
    }
    void bodiesOfTheClientGoUpPieceByPiece() {
        QFETCH(bool, chunked);
        QFETCH(QString, expected);
        PoolBench bench;
        ManualUpstream server;
        PiecedBody body({"abc", "de"});
        Attempt attempt(bench.pool, PoolBench::target(server.url()), nullptr);
        const auto done = bench.loop.start(upload(attempt, body, chunked));
        const auto peer = server.accept(bench.loop);
        std::string received;
        while (received.size() < static_cast<std::size_t>(expected.size())) {
            bench.loop.settle();
            const auto got = peer->receive(Milliseconds(2000));
            QCOMPARE(got.got, ByteStream::Got::data);
            received += got.data;
        }
        QCOMPARE(QString::fromStdString(received), expected);
        peer->send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        QVERIFY(bench.loop.turnUntil([&] { return done->has_value(); }));
        QVERIFY((*done)->has_value());
    }
};

MIRROR_TEST(TstAttempt, tst_attempt)
#include "tst_attempt.moc"
