#include <zlib.h>

#include "http/content_coding.h"
#include "support/run_test.h"

using namespace mirror;
using namespace mirror::http;

namespace {

constexpr std::size_t kMaxBytes = 8 * 1024 * 1024;
constexpr std::size_t kMaxRatio = 100;

std::string zlibBody(const std::string& body) {
    std::string out(compressBound(static_cast<uLong>(body.size())), '\0');
    uLongf size = static_cast<uLongf>(out.size());
    compress2(reinterpret_cast<Bytef*>(out.data()), &size, reinterpret_cast<const Bytef*>(body.data()), static_cast<uLong>(body.size()), 9);
    out.resize(size);
    return out;
}

std::string noise(std::size_t size) {
    QRandomGenerator random(1);
    std::string out;
    while (out.size() < size) out += static_cast<char>(random.generate());
    return out;
}

ErrorCode refusal(std::string_view coding, std::string_view body, std::size_t maxBytes = kMaxBytes) {
    const auto out = inflateBody(coding, body, maxBytes, kMaxRatio);
    return out ? ErrorCode::notFound : out.error().code;  // notFound: not refused
}

}  // namespace

class TstContentCoding : public QObject {
    Q_OBJECT
private slots:
    void inflatesWhatWasDeflated() {
        for (const std::size_t size : {0u, 1u, 100u, 5'000u, 300'000u, 3'000'000u}) {
            const std::string body = noise(size);
            QCOMPARE(inflateBody("gzip", gzipBody(body), kMaxBytes, kMaxRatio).value(), body);
            QCOMPARE(inflateBody(" X-GZIP ", gzipBody(body), kMaxBytes, kMaxRatio).value(), body);
            QCOMPARE(inflateBody("deflate", zlibBody(body), kMaxBytes, kMaxRatio).value(), body);
            QCOMPARE(inflateBody("identity", body, kMaxBytes, kMaxRatio).value(), body);
        }
    }
    void refusesOtherCodings() {
        for (const char* coding : {"br", "zstd", "compress", "gzip, gzip", "gzip2", ""})
            QCOMPARE(refusal(coding, "x"), ErrorCode::unsupportedEncoding);
    }
    void stopsBombsByRatio() {
        const std::string bomb = gzipBody(std::string(4'000'000, '\0'));
        QVERIFY(bomb.size() < 40'000);
        QCOMPARE(refusal("gzip", bomb), ErrorCode::bodyTooLarge);
        QCOMPARE(refusal("deflate", zlibBody(std::string(4'000'000, 'a'))), ErrorCode::bodyTooLarge);
    }
    void letsSmallOutputsHaveAnyRatio() {
        const std::string body(64 * 1024, 'a');
        QVERIFY(gzipBody(body).size() * 100 < body.size());
        QCOMPARE(inflateBody("gzip", gzipBody(body), kMaxBytes, kMaxRatio).value(), body);
        QCOMPARE(refusal("gzip", gzipBody(body + "a")), ErrorCode::bodyTooLarge);
    }
    void stopsAtTheSizeLimitExactly() {
        const std::string body = noise(100'000);
        QCOMPARE(inflateBody("gzip", gzipBody(body), 100'000, kMaxRatio).value(), body);
        QCOMPARE(refusal("gzip", gzipBody(body), 99'999), ErrorCode::bodyTooLarge);
        QCOMPARE(refusal("identity", body, 99'999), ErrorCode::bodyTooLarge);
    }
    void refusesBrokenData() {
        const std::string good = gzipBody("hello, hello, hello");
        for (std::size_t cut = 0; cut < good.size(); ++cut) QCOMPARE(refusal("gzip", good.substr(0, cut)), ErrorCode::badRequest);
        QCOMPARE(refusal("gzip", good + "x"), ErrorCode::badRequest);
        QCOMPARE(refusal("gzip", good + good), ErrorCode::badRequest);
        QCOMPARE(refusal("gzip", "plain text"), ErrorCode::badRequest);
        QCOMPARE(refusal("gzip", zlibBody("hello")), ErrorCode::badRequest);
        QCOMPARE(refusal("deflate", good), ErrorCode::badRequest);
        std::string flipped = good;
        flipped[flipped.size() - 6] ^= 1;  // the checksum
        QCOMPARE(refusal("gzip", flipped), ErrorCode::badRequest);
    }
    void readsAcceptEncoding_data() {
        QTest::addColumn<bool>("accepted");
        for (const char* yes : {"gzip", "GZIP", "x-gzip", "deflate, gzip;q=0.5", "br;q=1.0, gzip;q=0.001", "*", "*;q=0.1", "gzip ; q=1", "identity;q=0, *"})
            QTest::newRow(yes) << true;
        for (const char* no : {"", "identity", "deflate, br", "gzip;q=0", "gzip;q=0.000", "gzip;q=0, *", "*;q=0", "gzipped", "gzip;q=x", "gzip;Q=0"})
            QTest::newRow(no) << false;
    }
    void readsAcceptEncoding() {
        QFETCH(bool, accepted);
        QCOMPARE(acceptsGzip(QTest::currentDataTag()), accepted);
    }
};

MIRROR_TEST(TstContentCoding, tst_content_coding)
#include "tst_content_coding.moc"
