#include "crypto/aes_gcm.h"

#include "crypto/random_bytes.h"
#include "support/bytes.h"
#include "support/run_test.h"

using namespace mirror::crypto;
using namespace mirror::test;

namespace {
// Cases 13 to 16 of McGrew and Viega, "The Galois/Counter Mode of Operation", which NIST's validation system took over.
const std::string kKey = unhex("feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308");
const std::string kNonce = unhex("cafebabefacedbaddecaf888");
const std::string kPlain = unhex(
    "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
    "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b391aafd255");
const std::string kCipher = unhex(
    "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
    "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662898015ad");
const std::string kContext = unhex("feedfacedeadbeeffeedfacedeadbeefabaddad2");

std::string sealed(Aes256Gcm& cipher, std::string_view nonce, std::string_view context, std::string_view plaintext) {
    std::string out;
    cipher.seal(nonce, context, plaintext, out);
    return out;
}
}  // namespace

class TstAesGcm : public QObject {
    Q_OBJECT
private slots:
    void agreesWithThePublishedCases() {
        Aes256Gcm zero(std::string(32, '\0'));
        QCOMPARE(sealed(zero, std::string(12, '\0'), {}, {}), unhex("530f8afbc74536b9a963b4f1c4cb738b"));
        QCOMPARE(sealed(zero, std::string(12, '\0'), {}, std::string(16, '\0')), unhex("cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919"));
        Aes256Gcm cipher(kKey);
        QCOMPARE(sealed(cipher, kNonce, {}, kPlain), kCipher + unhex("b094dac5d93471bdec1a502270e3cc6c"));
        QCOMPARE(sealed(cipher, kNonce, kContext, kPlain.substr(0, 60)), kCipher.substr(0, 60) + unhex("76fc6ece0f4e1768cddf8853bb2d551b"));
    }
    void everyLengthComesBack() {
        Aes256Gcm cipher(kKey);
        std::string plain;
        for (std::size_t length = 0; length < 100; ++length) {
            const std::string text = randomBytes(length), nonce = randomBytes(12), context = randomBytes(length % 7);
            std::string out = "before";
            cipher.seal(nonce, context, text, out);
            QCOMPARE(out.size(), 6 + length + 16);
            QVERIFY(cipher.open(nonce, context, std::string_view(out).substr(6), plain));
            QCOMPARE(plain, text);
        }
    }
    void everyFlippedBitIsFound() {
        Aes256Gcm cipher(kKey);
        const std::string whole = sealed(cipher, kNonce, kContext, "a short secret");
        std::string plain;
        for (int bit = 0; bit < 8; ++bit) {
            for (std::size_t at = 0; at < whole.size(); ++at) {
                plain = "left over";
                QVERIFY(!cipher.open(kNonce, kContext, flipped(whole, at, bit), plain));
                QVERIFY(plain.empty());
            }
            for (std::size_t at = 0; at < kNonce.size(); ++at) QVERIFY(!cipher.open(flipped(kNonce, at, bit), kContext, whole, plain));
            for (std::size_t at = 0; at < kContext.size(); ++at) QVERIFY(!cipher.open(kNonce, flipped(kContext, at, bit), whole, plain));
        }
        QVERIFY(cipher.open(kNonce, kContext, whole, plain));
        QCOMPARE(plain, std::string("a short secret"));
    }
    void everyCutIsFound() {
        Aes256Gcm cipher(kKey);
        const std::string whole = sealed(cipher, kNonce, {}, kPlain);
        std::string plain;
        for (std::size_t length = 0; length < whole.size(); ++length) QVERIFY(!cipher.open(kNonce, {}, std::string_view(whole).substr(0, length), plain));
        QVERIFY(!cipher.open(kNonce, {}, whole + '\0', plain));
    }
    void anotherKeyDoesNotOpen() {
        Aes256Gcm cipher(kKey), other(flipped(kKey, 31, 0));
        std::string plain;
        QVERIFY(!other.open(kNonce, {}, sealed(cipher, kNonce, {}, kPlain), plain));
    }
};

MIRROR_TEST(TstAesGcm, tst_aes_gcm)
#include "tst_aes_gcm.moc"
