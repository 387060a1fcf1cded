#include "log/sealed_key.h"

#include "crypto/base64url.h"
#include "crypto/x25519.h"
#include "support/bytes.h"
#include "support/run_test.h"

using namespace mirror;
using namespace mirror::test;
using namespace mirror::log;

namespace {
bool isRefused(const Result<crypto::Secret>& opened) { return !opened && opened.error().code == ErrorCode::journalDamaged && opened.error().args[0] == "sealed key"; }
std::string encoded(std::string_view bytes) {
    std::string text;
    crypto::appendBase64Url(text, bytes);
    return text;
}
}  // namespace

class TstSealedKey : public QObject {
    Q_OBJECT
private slots:
    void theRecipientReadsIt() {
        const crypto::X25519Pair pair = crypto::makeX25519Pair();
        for (const std::size_t length : {0u, 1u, 32u, 1000u}) {
            const std::string secret = counting(7, length);
            const auto opened = unsealKey(pair.privateKey, pair.publicKey, sealKey(pair.publicKey, secret, fernetPurpose(1)), fernetPurpose(1));
            QVERIFY(opened);
            QCOMPARE(std::string(opened->view()), secret);
        }
    }
    void hasTheFormThatIsPromised() {
        const crypto::X25519Pair pair = crypto::makeX25519Pair();
        const auto bytes = crypto::decodeBase64Url(sealKey(pair.publicKey, std::string(32, 'k'), "purpose"));
        QVERIFY(bytes);
        QCOMPARE(bytes->size(), std::size_t{32 + 12 + 32 + 16});
    }
    void noTwoSealingsAreAlike() {
        const crypto::X25519Pair pair = crypto::makeX25519Pair();
        const auto one = crypto::decodeBase64Url(sealKey(pair.publicKey, "secret", "purpose")), two = crypto::decodeBase64Url(sealKey(pair.publicKey, "secret", "purpose"));
        QVERIFY(one->substr(0, 32) != two->substr(0, 32));
        QVERIFY(one->substr(32, 12) != two->substr(32, 12));
        QVERIFY(one->substr(44) != two->substr(44));
    }
    void nobodyElseReadsIt() {
        const crypto::X25519Pair pair = crypto::makeX25519Pair(), other = crypto::makeX25519Pair();
        const std::string sealed = sealKey(pair.publicKey, "secret", "purpose");
        QVERIFY(isRefused(unsealKey(other.privateKey, other.publicKey, sealed, "purpose")));
        QVERIFY(isRefused(unsealKey(other.privateKey, pair.publicKey, sealed, "purpose")));
        QVERIFY(isRefused(unsealKey(pair.privateKey, other.publicKey, sealed, "purpose")));
        QVERIFY(isRefused(unsealKey(crypto::Secret("too short"), pair.publicKey, sealed, "purpose")));
    }
    void whatIsForOnePurposeIsForNoOther() {
        const crypto::X25519Pair pair = crypto::makeX25519Pair();
        const std::string sealed = sealKey(pair.publicKey, "secret", fernetPurpose(1));
        for (const std::string& purpose : {fernetPurpose(2), fernetPurpose(11), valuesPurpose(1), std::string()}) QVERIFY(isRefused(unsealKey(pair.privateKey, pair.publicKey, sealed, purpose)));
        QCOMPARE(fernetPurpose(17), std::string("mirrordesk journal fernet 17"));
        QCOMPARE(valuesPurpose(17), std::string("mirrordesk journal values 17"));
    }
    void everyFlippedBitIsFound() {
        const crypto::X25519Pair pair = crypto::makeX25519Pair();
        const std::string bytes = *crypto::decodeBase64Url(sealKey(pair.publicKey, "secret", "purpose"));
        for (std::size_t at = 0; at < bytes.size(); ++at)
            for (const int bit : {0, 6, 7}) QVERIFY(isRefused(unsealKey(pair.privateKey, pair.publicKey, encoded(flipped(bytes, at, bit)), "purpose")));
    }
    void everyCutIsFoundAndTextThatIsNoBase64() {
        const crypto::X25519Pair pair = crypto::makeX25519Pair();
        const std::string sealed = sealKey(pair.publicKey, "secret", "purpose");
        for (std::size_t length = 0; length < sealed.size(); ++length) QVERIFY(isRefused(unsealKey(pair.privateKey, pair.publicKey, sealed.substr(0, length), "purpose")));
        for (const std::string& text : {sealed + "AAAA", sealed + "\n", " " + sealed, sealed.substr(1)}) QVERIFY(isRefused(unsealKey(pair.privateKey, pair.publicKey, text, "purpose")));
    }
    void aSealingKeyThatGivesEverybodyTheSameSecretIsRefused() {
        const crypto::X25519Pair pair = crypto::makeX25519Pair();
        QVERIFY(isRefused(unsealKey(pair.privateKey, pair.publicKey, encoded(std::string(32 + 12 + 32 + 16, '\0')), "purpose")));
    }
};

MIRROR_TEST(TstSealedKey, tst_sealed_key)
#include "tst_sealed_key.moc"
