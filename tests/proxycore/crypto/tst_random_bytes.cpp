#include <array>
#include <set>

#include "crypto/random_bytes.h"
#include "support/run_test.h"

using namespace mirror::crypto;

class TstRandomBytes : public QObject {
    Q_OBJECT
private slots:
    void givesAsManyAsAsked() {
        for (std::size_t count : {0u, 1u, 32u, 3'000'000u}) QCOMPARE(randomBytes(count).size(), count);
        for (std::size_t count : {0u, 1u, 43u, 1000u}) QCOMPARE(randomAlphanumeric(count).size(), count);
    }
    void neverRepeats() {
        std::set<std::string> seen;
        for (int i = 0; i < 1000; ++i) seen.insert(randomBytes(16));
        QCOMPARE(seen.size(), std::size_t{1000});
    }
    void fillsTheLastByteOfALongRequest() {
        // 3 bytes over a piece: all-zero by chance is 2^-24 for each of 4 tries.
        int zero = 0;
        for (int i = 0; i < 4; ++i) zero += randomBytes((1u << 20) + 3).substr(1u << 20) == std::string(3, '\0');
        QVERIFY(zero < 4);
    }
    void drawsEverySymbolAlike() {
        std::array<int, 256> counts{};
        constexpr int kDraws = 620'000;
        for (const char c : randomAlphanumeric(kDraws)) ++counts[static_cast<unsigned char>(c)];
        double chiSquare = 0;
        for (int c = 0; c < 256; ++c) {
            const bool isSymbol = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
            const int seen = counts[static_cast<std::size_t>(c)];
            if (!isSymbol) QCOMPARE(seen, 0);
            else chiSquare += (seen - 10'000.0) * (seen - 10'000.0) / 10'000.0;
        }
        // 61 degrees of freedom: above 140 once in ten million runs; a plain modulo (first 8 symbols 25 % likelier) gives over 3,000.
        QVERIFY2(chiSquare < 140, qPrintable(QString::number(chiSquare)));
    }
};

MIRROR_TEST(TstRandomBytes, tst_random_bytes)
#include "tst_random_bytes.moc"
