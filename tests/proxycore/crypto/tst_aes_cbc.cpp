#include "crypto/aes_cbc.h"

#include "crypto/random_bytes.h"
#include "support/bytes.h"
#include "support/run_test.h"

using namespace mirror::crypto;
using namespace mirror::test;

namespace {
// NIST SP 800-38A, F.2.1
const std::string kKey = unhex("2b7e151628aed2a6abf7158809cf4f3c");
const std::string kVector = unhex("000102030405060708090a0b0c0d0e0f");
const std::string kPlain = unhex(
    "6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51"
    "30c81c46a35ce411e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710");
const std::string kCipher = unhex(
    "7649abac8119b246cee98e9b12e9197d5086cb9b507219ee95db113a917678b2"
    "73bed6b8e3c1743b7116e69e222295163ff1caa1681fac09120eca307586e1a7");
}  // namespace

class TstAesCbc : public QObject {
    Q_OBJECT
private slots:
    void agreesWithSp80038a() {
        Aes128Cbc cipher(kKey);
        std::string out = "before";
        cipher.encrypt(kVector, kPlain, out);
        QCOMPARE(out.substr(0, 6), std::string("before"));
        QCOMPARE(out.substr(6, kCipher.size()), kCipher);
        QCOMPARE(out.size(), 6 + kCipher.size() + 16);  // whole blocks get one of padding
        std::string plain;
        QVERIFY(cipher.decrypt(kVector, std::string_view(out).substr(6), plain));
        QCOMPARE(plain, kPlain);
    }
    void everyLengthComesBack() {
        Aes128Cbc cipher(kKey);
        std::string plain;
        for (std::size_t length = 0; length < 100; ++length) {
            const std::string text = randomBytes(length), vector = randomBytes(16);
            std::string out;
            cipher.encrypt(vector, text, out);
            QCOMPARE(out.size(), length / 16 * 16 + 16);
            QVERIFY(cipher.decrypt(vector, out, plain));
            QCOMPARE(plain, text);
        }
    }
    void aMessageDoesNotDependOnTheOneBefore() {
        Aes128Cbc cipher(kKey);
        std::string first, again;
        cipher.encrypt(kVector, kPlain, first);
        cipher.encrypt(randomBytes(16), "something else", again);
        again.clear();
        cipher.encrypt(kVector, kPlain, again);
        QCOMPARE(again, first);
        Aes128Cbc moved = std::move(cipher);
        again.clear();
        moved.encrypt(kVector, kPlain, again);
        QCOMPARE(again, first);
    }
    void wrongPaddingAndPartsOfBlocksAreRefusedAndNothingIsLeft() {
        Aes128Cbc cipher(kKey);
        std::string out, plain = "left over";
        cipher.encrypt(kVector, kPlain, out);
        for (std::size_t length = 0; length < out.size(); ++length) {
            plain = "left over";
            const bool isTaken = cipher.decrypt(kVector, std::string_view(out).substr(0, length), plain);
            QVERIFY(!isTaken);
            QVERIFY(plain.empty());
        }
        QVERIFY(!cipher.decrypt(randomBytes(16), std::string_view(out).substr(64), plain));  // the vector decides about the padding of one block
        QVERIFY(plain.empty());
        QVERIFY(cipher.decrypt(kVector, out, plain));  // a refusal leaves nothing behind that harms
        QCOMPARE(plain, kPlain);
    }
};

MIRROR_TEST(TstAesCbc, tst_aes_cbc)
#include "tst_aes_cbc.moc"
