#include "crypto/x25519.h"

#include "support/bytes.h"
#include "support/run_test.h"

using namespace mirror::crypto;
using namespace mirror::test;

namespace {
std::string shared(std::string_view privateKey, std::string_view peerPublic) {
    const auto secret = x25519(Secret(privateKey), peerPublic);
    return secret ? std::string(secret->view()) : std::string("none");
}
}  // namespace

class TstX25519 : public QObject {
    Q_OBJECT
private slots:
    void agreesWithRfc7748() {
        // Section 5.2
        QCOMPARE(shared(unhex("a546e36bf0527c9d3b16154b82465edd62144c0ac1fc5a18506a2244ba449ac4"), unhex("e6db6867583030db3594c1a424b15f7c726624ec26b3353b10a903a6d0ab1c4c")),
                 unhex("c3da55379de9c6908e94ea4df28d084f32eccf03491c71f754b4075577a28552"));
        QCOMPARE(shared(unhex("4b66e9d4d1b4673c5ad22691957d6af5c11b6421e0ea01d42ca4169e7918ba0d"), unhex("e5210f12786811d3f4b7959d0538ae2c31dbe7106fc03c3efc4cd549c715a493")),
                 unhex("95cbde9476e8907d7aade45cb4b873f88b595a68799fa152e6f8f7647aac7957"));
        // Section 6.1
        const std::string alice = unhex("77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a");
        const std::string bob = unhex("5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb");
        QCOMPARE(*x25519PublicKey(Secret(alice)), unhex("8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a"));
        QCOMPARE(*x25519PublicKey(Secret(bob)), unhex("de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f"));
        const std::string secret = unhex("4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742");
        QCOMPARE(shared(alice, *x25519PublicKey(Secret(bob))), secret);
        QCOMPARE(shared(bob, *x25519PublicKey(Secret(alice))), secret);
    }
    void agreesWithTheThousandRoundsOfRfc7748() {
        std::string k = unhex("0900000000000000000000000000000000000000000000000000000000000000");
        std::string u = unhex("0900000000000000000000000000000000000000000000000000000000000000");
        for (int round = 1; round <= 1000; ++round) {
            u = std::exchange(k, shared(k, u));
            if (round == 1) QCOMPARE(k, unhex("422c8e7a6227d7bca1350b3e2bb7279f7897b87bb6854b783c60e80311ae3079"));
        }
        QCOMPARE(k, unhex("684cf59ba83309552800ef566f2f4d3c1c3887c49360e3875f2eb94d99532c51"));
    }
    void bothSidesOfNewPairsAgree() {
        const X25519Pair a = makeX25519Pair(), b = makeX25519Pair();
        QCOMPARE(a.publicKey.size(), kX25519Bytes);
        QVERIFY(a.publicKey != b.publicKey);
        QCOMPARE(shared(a.privateKey.view(), b.publicKey), shared(b.privateKey.view(), a.publicKey));
        QVERIFY(shared(a.privateKey.view(), a.publicKey) != shared(a.privateKey.view(), b.publicKey));
    }
    void pointsThatGiveEverybodyTheSameSecretAreRefused() {
        const X25519Pair pair = makeX25519Pair();
        // The points of small order of the curve and its twist, in the forms below the field's prime (and the prime itself, which stands for 0).
        for (const char* point : {"0000000000000000000000000000000000000000000000000000000000000000", "0100000000000000000000000000000000000000000000000000000000000000",
                                  "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800", "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
                                  "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f", "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"})
            QVERIFY2(!x25519(pair.privateKey, unhex(point)), point);
        QVERIFY(x25519(pair.privateKey, makeX25519Pair().publicKey));
    }
    void otherLengthsAreRefused() {
        const X25519Pair pair = makeX25519Pair();
        for (const std::size_t length : {0u, 31u, 33u, 64u}) {
            QVERIFY(!x25519(pair.privateKey, std::string(length, '\x09')));
            QVERIFY(!x25519(Secret(std::string(length, 'k')), pair.publicKey));
            QVERIFY(!x25519PublicKey(Secret(std::string(length, 'k'))));
        }
    }
};

MIRROR_TEST(TstX25519, tst_x25519)
#include "tst_x25519.moc"
