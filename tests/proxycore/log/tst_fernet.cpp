#include "log/fernet.h"

#include <algorithm>
#include <set>

#include "crypto/base64url.h"
#include "crypto/hmac.h"
#include "support/bytes.h"
#include "support/run_test.h"

using namespace mirror;
using namespace mirror::test;
using log::Fernet;

namespace {

/// The secret and the moment of every vector of github.com/fernet/spec: 1985-10-26T01:20:00-07:00.
constexpr std::string_view kSecretText = "cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4=";
constexpr SystemTime kThen{std::chrono::seconds(499'162'800)};
constexpr std::chrono::seconds kSecond{1};
constexpr std::chrono::seconds kMinute{60};
/// generate.json, verify.json
constexpr std::string_view kHello = "gAAAAAAdwJ6wAAECAwQFBgcICQoLDA0ODy021cpGVWKZ_eEwCGM4BLLF_5CV9dOPmrhuVUPgJobwOz7JcbmrR64jVmpU4IwqDA==";

crypto::Secret secret() { return crypto::Secret(*crypto::decodeBase64Url(kSecretText)); }

std::string sealed(Fernet& fernet, std::string_view text, SystemTime now = kThen) {
    std::string token;
    fernet.seal(text, now, token);
    return token;
}

/// The second argument of the refusal; empty when the token is taken.
std::string flawOf(Fernet& fernet, std::string_view token, SystemTime now = kThen, std::optional<std::chrono::seconds> maxAge = {}) {
    std::string plaintext = "left over";
    const Result<void> opened = fernet.open(token, now, plaintext, maxAge);
    if (opened) return {};
    if (!plaintext.empty() || opened.error().code != ErrorCode::journalDamaged || opened.error().args.size() != 2) return "a refusal of another kind";
    return opened.error().args[1];
}

std::string encoded(std::string_view bytes) {
    std::string text;
    crypto::appendBase64Url(text, bytes);
    return text;
}

/// Signed anew after a change, as whoever has the key could.
std::string resigned(std::string bytes) {
    bytes.resize(bytes.size() - 32);
    const crypto::Digest256 mac = crypto::HmacSha256(secret().view().substr(0, 16)).digest(bytes);
    bytes.append(mac.begin(), mac.end());
    return encoded(bytes);
}

}  // namespace

class TstFernet : public QObject {
    Q_OBJECT
private slots:
    void makesTheTokenOfTheSpecification() {
        Fernet fernet(secret(), [](std::size_t count) { return counting(0, count); });
        QCOMPARE(sealed(fernet, "hello"), std::string(kHello));
    }
    void opensTheTokenOfTheSpecification() {
        Fernet fernet(secret());
        std::string text;
        QVERIFY(fernet.open(kHello, kThen + kSecond, text, kMinute));
        QCOMPARE(text, std::string("hello"));
    }
    void refusesTheInvalidTokensOfTheSpecification_data() {
        QTest::addColumn<QString>("token");
        QTest::addColumn<int>("secondsLater");
        QTest::addColumn<QString>("flaw");
        // invalid.json
        QTest::newRow("incorrect mac") << "gAAAAAAdwJ6xAAECAwQFBgcICQoLDA0OD3HkMATM5lFqGaerZ-fWPAl1-szkFVzXTuGb4hR8AKtwcaX1YdykQUFBQUFBQUFBQQ==" << 1 << "its signature does not match";
        QTest::newRow("too short") << "gAAAAAAdwJ6xAAECAwQFBgcICQoLDA0OD3HkMATM5lFqGaerZ-fWPA==" << 1 << "its length is not that of a token";
        QTest::newRow("invalid base64") << "%%%%%%%%%%%%%AECAwQFBgcICQoLDA0OD3HkMATM5lFqGaerZ-fWPAl1-szkFVzXTuGb4hR8AKtwcaX1YdykRtfsH-p1YsUD2Q==" << 1 << "it is not strict Base64";
        QTest::newRow("payload size not multiple of block size")
            << "gAAAAAAdwJ6xAAECAwQFBgcICQoLDA0OD3HkMATM5lFqGaerZ-fWPOm73QeoCk9uGib28Xe5vz6oxq5nmxbx_v7mrfyudzUm" << 1 << "its length is not that of a token";
        QTest::newRow("payload padding error") << "gAAAAAAdwJ6xAAECAwQFBgcICQoLDA0ODz4LEpdELGQAad7aNEHbf-JkLPIpuiYRLQ3RtXatOYREu2FWke6CnJNYIbkuKNqOhw==" << 1 << "its padding is wrong";
        QTest::newRow("far-future TS (unacceptable clock skew)")
            << "gAAAAAAdwStRAAECAwQFBgcICQoLDA0OD3HkMATM5lFqGaerZ-fWPAnja1xKYyhd-Y6mSkTOyTGJmw2Xc2a6kBd-iX9b_qXQcw==" << 1 << "it was sealed in the future";
        QTest::newRow("expired TTL") << "gAAAAAAdwJ6xAAECAwQFBgcICQoLDA0OD3HkMATM5lFqGaerZ-fWPAl1-szkFVzXTuGb4hR8AKtwcaX1YdykRtfsH-p1YsUD2Q==" << 91 << "it has expired";
        QTest::newRow("incorrect IV (causes padding error)")
            << "gAAAAAAdwJ6xBQECAwQFBgcICQoLDA0OD3HkMATM5lFqGaerZ-fWPAkLhFLHpGtDBRLRTZeUfWgHSv49TF2AUEZ1TIvcZjK1zQ==" << 1 << "its padding is wrong";
    }
    void refusesTheInvalidTokensOfTheSpecification() {
        QFETCH(QString, token);
        QFETCH(int, secondsLater);
        QFETCH(QString, flaw);
        Fernet fernet(secret());
        QCOMPARE(QString::fromStdString(flawOf(fernet, token.toStdString(), kThen + secondsLater * kSecond, kMinute)), flaw);
    }

    void everyLengthComesBack() {
        Fernet fernet(secret());
        std::string text;
        for (std::size_t length = 0; length < 200; ++length) {
            const std::string plain = crypto::randomBytes(length);
            QVERIFY(fernet.open(sealed(fernet, plain), kThen, text));
            QCOMPARE(text, plain);
        }
        const std::string megabyte = crypto::randomBytes(1 << 20);
        QVERIFY(fernet.open(sealed(fernet, megabyte), kThen, text));
        QVERIFY(text == megabyte);
    }
    void aTokenIsAppendedAndIsOneLine() {
        Fernet fernet(secret());
        std::string out = "before\n";
        fernet.seal("one\ntwo", kThen, out);
        QVERIFY(out.starts_with("before\ngAAAA"));
        QCOMPARE(out.find('\n', 7), std::string::npos);
    }
    void noTwoTokensAreAlike() {
        Fernet fernet(secret());
        std::set<std::string> vectors;
        for (int i = 0; i < 2000; ++i) {
            const std::string bytes = *crypto::decodeBase64Url(sealed(fernet, "the same"));
            vectors.insert(bytes.substr(9, 16));
        }
        QCOMPARE(vectors.size(), std::size_t{2000});  // also across what is drawn at once
    }
    void theTimeStandsInIt() {
        Fernet fernet(secret());
        QCOMPARE(crypto::decodeBase64Url(sealed(fernet, "x", SystemTime(std::chrono::seconds(0x0102030405))))->substr(0, 9), unhex("800000000102030405"));
        QCOMPARE(crypto::decodeBase64Url(sealed(fernet, "x", SystemTime(std::chrono::seconds(-5))))->substr(0, 9), unhex("800000000000000000"));  // a clock that was never set
    }
    void aMinuteOfTheFutureIsTakenAndNoSecondMore() {
        Fernet fernet(secret());
        const std::string token = sealed(fernet, "hello");
        QCOMPARE(flawOf(fernet, token, kThen - kMinute), std::string());
        QCOMPARE(flawOf(fernet, token, kThen - kMinute - kSecond), std::string("it was sealed in the future"));
        std::string bytes = *crypto::decodeBase64Url(token);
        for (std::size_t i = 1; i < 9; ++i) bytes[i] = '\xff';
        QCOMPARE(flawOf(fernet, resigned(bytes)), std::string("it was sealed in the future"));
        QCOMPARE(flawOf(fernet, token, kThen + std::chrono::hours(24 * 365 * 100)), std::string());  // a journal's records do not age
    }
    void onlyVersion128IsKnown() {
        Fernet fernet(secret());
        std::string bytes = *crypto::decodeBase64Url(kHello);
        QCOMPARE(flawOf(fernet, resigned(bytes)), std::string());
        for (const char version : {'\x00', '\x7f', '\x81', '\xff'}) {
            bytes[0] = version;
            QCOMPARE(flawOf(fernet, resigned(bytes)), std::string("its version is unknown"));
        }
    }
    void everyFlippedBitIsFound() {
        Fernet fernet(secret());
        const std::string bytes = *crypto::decodeBase64Url(sealed(fernet, "thirty bytes of a record's text"));
        for (std::size_t at = 0; at < bytes.size(); ++at)
            for (int bit = 0; bit < 8; ++bit) QVERIFY(!flawOf(fernet, encoded(flipped(bytes, at, bit))).empty());
        QCOMPARE(flawOf(fernet, encoded(bytes)), std::string());
    }
    void everyChangeOfASymbolIsFound() {
        Fernet fernet(secret());
        const std::string token = sealed(fernet, "hello");
        for (std::size_t at = 0; at < token.size(); ++at)
            for (int c = 0; c < 256; ++c) {
                if (static_cast<char>(c) == token[at]) continue;
                std::string other = token;
                other[at] = static_cast<char>(c);
                QVERIFY(!flawOf(fernet, other).empty());
            }
    }
    void everyCutAndEverythingBehindIsFound() {
        Fernet fernet(secret());
        const std::string token = sealed(fernet, "a record");
        for (std::size_t length = 0; length < token.size(); ++length) QVERIFY(!flawOf(fernet, std::string_view(token).substr(0, length)).empty());
        for (const char* behind : {"=", "==", "====", "A", "AAAA", "\n", "\r\n", " ", "    "}) QVERIFY2(!flawOf(fernet, token + behind).empty(), behind);
        QVERIFY(!flawOf(fernet, token + token).empty());
        QVERIFY(!flawOf(fernet, " " + token).empty());
    }
    void whatOthersDecodeToTheSameBytesIsRefused() {
        Fernet fernet(secret());
        const std::string token(kHello);  // ends with "DA==": 4 bits of the A carry nothing
        QVERIFY(token.ends_with("DA=="));
        for (const char c : {'B', 'C', 'E', 'I', 'P'}) QCOMPARE(flawOf(fernet, token.substr(0, token.size() - 3) + c + "=="), std::string("it is not strict Base64"));
        QCOMPARE(flawOf(fernet, token.substr(0, token.size() - 2)), std::string("it is not strict Base64"));
        QCOMPARE(flawOf(fernet, token.substr(0, 40) + "\n" + token.substr(40)), std::string("it is not strict Base64"));
        std::string standard = token;
        std::replace(standard.begin(), standard.end(), '-', '+');
        std::replace(standard.begin(), standard.end(), '_', '/');
        QVERIFY(standard != token);
        QCOMPARE(flawOf(fernet, standard), std::string("it is not strict Base64"));
    }
    void anotherKeyDoesNotOpen() {
        Fernet fernet(secret());
        for (const std::size_t at : {0u, 15u}) {
            Fernet other{crypto::Secret(flipped(secret().view(), at, 3))};
            QCOMPARE(flawOf(other, kHello), std::string("its signature does not match"));
        }
        Fernet other{crypto::Secret(flipped(secret().view(), 31, 3))};
        std::string text;  // only the half of the cipher differs: the MAC is right, the text is not
        QVERIFY(!other.open(kHello, kThen, text) || text != "hello");
    }
    void aRefusalLeavesTheObjectUsable() {
        Fernet fernet(secret());
        QVERIFY(!flawOf(fernet, "gAAAA").empty());
        QVERIFY(!flawOf(fernet, std::string(kHello).replace(50, 1, "x")).empty());
        QCOMPARE(flawOf(fernet, kHello), std::string());
    }
    void aTokenMayBePartOfALongerText() {
        Fernet fernet(secret());
        const std::string lines = sealed(fernet, "one") + "\n" + sealed(fernet, "two") + "\n";
        const std::size_t end = lines.find('\n');
        std::string text;
        QVERIFY(fernet.open(std::string_view(lines).substr(0, end), kThen, text));
        QCOMPARE(text, std::string("one"));
        QVERIFY(fernet.open(std::string_view(lines).substr(end + 1, lines.size() - end - 2), kThen, text));
        QCOMPARE(text, std::string("two"));
    }
};

MIRROR_TEST(TstFernet, tst_fernet)
#include "tst_fernet.moc"
