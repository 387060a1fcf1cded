#include "log/value_sealer.h"

#include <set>

#include "crypto/base64url.h"
#include "crypto/random_bytes.h"
#include "support/bytes.h"
#include "support/run_test.h"

using namespace mirror;
using namespace mirror::test;
using log::ValueSealer;

namespace {
crypto::Secret key() { return crypto::Secret(counting(0, 32)); }
bool isRefused(const Result<std::string>& opened) { return !opened && opened.error().code == ErrorCode::journalDamaged && opened.error().args[0] == "masked values"; }
}  // namespace

class TstValueSealer : public QObject {
    Q_OBJECT
private slots:
    void anotherObjectOfTheKeyOpensIt() {
        ValueSealer worker(key()), reader(key());
        for (const std::size_t length : {0u, 1u, 15u, 16u, 17u, 5000u}) {
            const std::string values = crypto::randomBytes(length);
            QCOMPARE(reader.open(worker.seal(values)).value(), values);
        }
    }
    void neitherTheValueNorItsLikenessShows() {
        ValueSealer sealer(key());
        const std::string one = sealer.seal("13800138000"), two = sealer.seal("13800138000");
        QVERIFY(one.find("138001") == std::string::npos);
        QVERIFY(crypto::decodeBase64Url(one)->substr(12) != crypto::decodeBase64Url(two)->substr(12));
    }
    void noNonceComesTwiceAlsoFromManyObjects() {
        std::set<std::string> nonces;
        for (int object = 0; object < 50; ++object) {
            ValueSealer sealer(key());
            for (int i = 0; i < 300; ++i) nonces.insert(crypto::decodeBase64Url(sealer.seal("v"))->substr(0, 12));
        }
        QCOMPARE(nonces.size(), std::size_t{50 * 300});
    }
    void everyFlippedBitEveryCutAndAnotherKeyAreFound() {
        ValueSealer sealer(key()), other{crypto::Secret(counting(1, 32))};
        const std::string sealed = sealer.seal("13800138000");
        QVERIFY(isRefused(other.open(sealed)));
        const std::string bytes = *crypto::decodeBase64Url(sealed);
        for (std::size_t at = 0; at < bytes.size(); ++at) {
            std::string text;
            crypto::appendBase64Url(text, flipped(bytes, at, 2));
            QVERIFY(isRefused(sealer.open(text)));
        }
        for (std::size_t length = 0; length < sealed.size(); ++length) QVERIFY(isRefused(sealer.open(sealed.substr(0, length))));
        QVERIFY(isRefused(sealer.open(sealed + "\n")));
        QVERIFY(sealer.open(sealed));
    }
};

MIRROR_TEST(TstValueSealer, tst_value_sealer)
#include "tst_value_sealer.moc"
