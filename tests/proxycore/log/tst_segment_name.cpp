#include "log/segment_name.h"

#include "proxycore/log/journal_fixture.h"
#include "support/run_test.h"

using namespace mirror;
using namespace mirror::log;

class TstSegmentName : public QObject {
    Q_OBJECT
private slots:
    void isDayAndNumber() {
        QCOMPARE(segmentFileName({20261123, 7}), std::string("20261123-000007.journal"));
        QCOMPARE(segmentFileName({20261123, 1234567}), std::string("20261123-1234567.journal"));
        for (const SegmentName name : {SegmentName{20261123, 1}, SegmentName{20261123, 999999}, SegmentName{20270101, 4294967295U}})
            QVERIFY(parseSegmentName(segmentFileName(name)) == name);
    }
    void takesNothingElse() {
        for (const char* name : {"", ".journal", "20261123-000007.journal.torn", "20261123-000007.journal.new", "20261123-000000.journal", "2026112-000007.journal",
                                 "20261123-00007.journal", "20261123-0000007.journal", "20261123_000007.journal", "20261123-00000a.journal",
                                 "20261123-99999999999.journal", "20261123-000007.index", " 20261123-000007.journal", "20261123--00007.journal"})
            QVERIFY2(!parseSegmentName(name), name);
    }
    void aFolderIsListedByNumber() {
        const QTemporaryDir folder;
        const std::filesystem::path path = folder.path().toStdString();
        for (const char* name : {"20261124-000002.journal", "20261123-000010.journal", "20261123-000001.journal", "journal.key", "20261123-000001.index"})
            test::putContent(path / name, "12345");
        const auto listed = listSegments(path);
        QCOMPARE(listed->size(), std::size_t{3});
        QCOMPARE((*listed)[0].name.number, 1U);
        QCOMPARE((*listed)[0].bytes, std::uint64_t{10});  // its index counts
        QCOMPARE((*listed)[1].name.number, 2U);
        QCOMPARE((*listed)[2].name.number, 10U);
        QVERIFY(listSegments(path / "nowhere")->empty());
    }
};

MIRROR_TEST(TstSegmentName, tst_segment_name)
#include "tst_segment_name.moc"
