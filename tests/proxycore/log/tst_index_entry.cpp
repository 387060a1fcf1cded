#include "log/index_entry.h"

#include "log/index_file.h"
#include "proxycore/log/journal_fixture.h"
#include "support/run_test.h"

using namespace mirror;
using namespace mirror::log;

namespace {
std::vector<IndexEntry> entriesOf(std::size_t count) {
    std::vector<IndexEntry> entries;
    std::uint64_t offset = 500;
    for (std::size_t i = 0; i < count; ++i) {
        IndexEntry& entry = entries.emplace_back();
        entry.seq = 100 + i;
        entry.offset = offset;
        entry.length = static_cast<std::uint32_t>(2000 + i % 7);
        offset += entry.length + 1;
        entry.part = i % 2 == 0 ? RecordPart::request : RecordPart::answer;
        entry.isAlone = i % 5 == 0;
        entry.row = test::rowOf("0123456789abcdef0123456789ab" + std::to_string(1000 + i), i % 2 == 1, SystemTime(Microseconds(1'700'000'000'000'000 + i * 977)));
        entry.row.firstToken = Microseconds(i % 3 == 0 ? -1 : static_cast<int>(i));
        entry.row.masked = static_cast<std::uint32_t>(i);
    }
    return entries;
}
}  // namespace

class TstIndexEntry : public QObject {
    Q_OBJECT
private slots:
    void comesBackWhole() {
        for (const std::size_t count : {1U, 2U, 1024U}) QVERIFY(unpackEntries(packEntries(entriesOf(count))).value() == entriesOf(count));
    }
    void isSmall() { QVERIFY2(packEntries(entriesOf(1024)).size() / 1024 < 70, qPrintable(QString::number(packEntries(entriesOf(1024)).size() / 1024))); }
    void everyCutIsRefused() {
        const std::string packed = packEntries(entriesOf(5));
        for (std::size_t cut = 0; cut < packed.size(); ++cut) QVERIFY(!unpackEntries(packed.substr(0, cut)));
        QVERIFY(!unpackEntries(packed + 'x'));
    }
    void noChangedByteBreaksTheReader() {
        const std::string packed = packEntries(entriesOf(5));
        for (std::size_t i = 0; i < packed.size(); ++i)
            for (const int flip : {1, 0x80, 0xff}) {
                std::string changed = packed;
                changed[i] = static_cast<char>(changed[i] ^ flip);
                const auto unpacked = unpackEntries(changed);
                QVERIFY(!unpacked || unpacked->size() < 1000);
            }
    }
    void aBlockOpensInItsPlaceOnly() {
        const crypto::Secret key(std::string(32, 'k'));
        IndexSeal seal(key), other(crypto::Secret(std::string(32, 'o')));
        std::string sealed, opened;
        seal.seal(3, "packed", sealed);
        const std::string body = sealed.substr(4);
        QCOMPARE(static_cast<std::size_t>(sealed[0]), body.size());
        QVERIFY(seal.open(3, body, opened) && opened == "packed");
        QVERIFY(!seal.open(4, body, opened));
        QVERIFY(!other.open(3, body, opened));
        QVERIFY(!seal.open(3, body.substr(1), opened));
        QVERIFY(!seal.open(3, {}, opened));
    }
};

MIRROR_TEST(TstIndexEntry, tst_index_entry)
#include "tst_index_entry.moc"
