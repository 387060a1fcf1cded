#include "crypto/hkdf.h"

#include "support/bytes.h"
#include "support/run_test.h"

using namespace mirror::crypto;
using namespace mirror::test;

class TstHkdf : public QObject {
    Q_OBJECT
private slots:
    void agreesWithRfc5869() {
        QCOMPARE(std::string(hkdfSha256(std::string(22, '\x0b'), counting(0, 13), counting(0xf0, 10), 42).view()),
                 unhex("3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865"));
        QCOMPARE(std::string(hkdfSha256(counting(0, 80), counting(0x60, 80), counting(0xb0, 80), 82).view()),
                 unhex("b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c59045a99cac7827271cb41c65e590e09"
                       "da3275600c2f09b8367793a9aca3db71cc30c58179ec3e87c14c01d5c1f3434f1d87"));
        QCOMPARE(std::string(hkdfSha256(std::string(22, '\x0b'), {}, {}, 42).view()),
                 unhex("8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8"));
    }
    void eachOfItsInputsMatters() {
        const Secret key = hkdfSha256("secret", "salt", "info", 32);
        QVERIFY(hkdfSha256("secret", "salt", "info", 32).equals(key.view()));
        for (const auto& other : {hkdfSha256("Secret", "salt", "info", 32), hkdfSha256("secret", "Salt", "info", 32), hkdfSha256("secret", "salt", "Info", 32),
                                  hkdfSha256("secret", "salti", "nfo", 32), hkdfSha256("secret", {}, "info", 32)})
            QVERIFY(!other.equals(key.view()));
    }
};

MIRROR_TEST(TstHkdf, tst_hkdf)
#include "tst_hkdf.moc"
