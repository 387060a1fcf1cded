#include "crypto/scrypt.h"

#include <chrono>

#include "support/bytes.h"
#include "support/run_test.h"

using namespace mirror;
using namespace mirror::crypto;
using namespace mirror::test;

namespace {
std::string derived(std::string_view passphrase, std::string_view salt, const ScryptCost& cost) { return std::string(scrypt(passphrase, salt, cost, 64).value().view()); }
}  // namespace

class TstScrypt : public QObject {
    Q_OBJECT
private slots:
    void agreesWithRfc7914() {
        QCOMPARE(derived("", "", {4, 1, 1}),
                 unhex("77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3fede21442fcd0069ded0948f8326a753a0fc81f17e8d3e0fb2e0d3628cf35e20c38d18906"));
        QCOMPARE(derived("password", "NaCl", {10, 8, 16}),
                 unhex("fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b3731622eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640"));
        QCOMPARE(derived("pleaseletmein", "SodiumChloride", {14, 8, 1}),
                 unhex("7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2d5432955613f0fcf62d49705242a9af9e61e85dc0d651e40dfcf017b45575887"));
    }
    void aCostThatWouldTakeTheMachineIsRefused() {
        for (const ScryptCost& cost : {ScryptCost{0, 8, 1}, ScryptCost{15, 0, 1}, ScryptCost{15, 8, 0}, ScryptCost{15, 8, 17}, ScryptCost{25, 1, 1}, ScryptCost{63, 8, 1}, ScryptCost{64, 8, 1},
                                       ScryptCost{15, 1025, 1}, ScryptCost{21, 8, 1}, ScryptCost{20, 9, 1}, ScryptCost{15, ~0u, ~0u}}) {
            const auto key = scrypt("passphrase", "salt", cost, 32);
            QVERIFY(!key);
            QCOMPARE(key.error().code, ErrorCode::configValue);
        }
        QVERIFY(isScryptCostAllowed({20, 8, 1}));
        QVERIFY(isScryptCostAllowed(ScryptCost{}));
    }
    void theDefaultCostIsFeltByWhoGuesses() {
        const auto begun = std::chrono::steady_clock::now();
        QVERIFY(scrypt("passphrase", "salt", ScryptCost{}, 32));
        const std::chrono::duration<double, std::milli> spent = std::chrono::steady_clock::now() - begun;
        qInfo("one guess: %.0f ms", spent.count());
        QVERIFY(spent.count() > 20);
    }
};

MIRROR_TEST(TstScrypt, tst_scrypt)
#include "tst_scrypt.moc"
