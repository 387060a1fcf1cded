#include "support/run_test.h"  // first: moc 6.4 does not parse <concepts> when it comes upon it before Qt

#include "auth/key_table.h"

using namespace mirror;
using namespace mirror::auth;

namespace {
crypto::Digest256 digestOf(std::uint8_t first, std::uint8_t last) {
    crypto::Digest256 digest{};
    digest.front() = first;
    digest.back() = last;
    return digest;
}
StoredKey stored(const char* name, const crypto::Digest256& digest, bool isEnabled = true) {
    return {.name = name, .group = "g", .digest = digest, .hint = "abcd", .createdAt = 1, .isEnabled = isEnabled};
}
}  // namespace

class TstKeyTable : public QObject {
    Q_OBJECT
private slots:
    void findsAKeyByItsWholeDigest() {
        const KeyTable table({stored("a", digestOf(1, 1)), stored("b", digestOf(1, 2)), stored("c", digestOf(2, 1))});
        QCOMPARE(table.size(), 3u);
        QCOMPARE(table.find(digestOf(1, 1))->name, std::string("a"));
        QCOMPARE(table.find(digestOf(1, 2))->name, std::string("b"));  // same first eight bytes
        QCOMPARE(table.find(digestOf(2, 1))->name, std::string("c"));
        QCOMPARE(table.find(digestOf(2, 1))->group, std::string("g"));
        QVERIFY(table.find(digestOf(1, 3)) == nullptr);
        QVERIFY(table.find(digestOf(3, 1)) == nullptr);
    }
    void doesNotKnowDisabledKeys() {
        const KeyTable table({stored("off", digestOf(1, 1), false), stored("on", digestOf(2, 2))});
        QVERIFY(table.find(digestOf(1, 1)) == nullptr);
        QVERIFY(table.find(digestOf(2, 2)) != nullptr);
        QCOMPARE(table.size(), 2u);
    }
    void knowsNobodyWhenEmpty() {
        const KeyTable table({});
        QVERIFY(table.find(crypto::Digest256{}) == nullptr);
        QCOMPARE(table.size(), 0u);
    }
};

MIRROR_TEST(TstKeyTable, tst_key_table)
#include "tst_key_table.moc"
