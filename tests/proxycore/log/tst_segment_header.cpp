#include "log/segment_header.h"

#include "support/run_test.h"

using namespace mirror;
using namespace mirror::log;

namespace {
SegmentHeader sample() {
    return {17, SystemTime(Microseconds(1'700'000'000'123'456)), SegmentLink{16, std::string(43, 'h') + '='}, "0.1.0"};
}
}  // namespace

class TstSegmentHeader : public QObject {
    Q_OBJECT
private slots:
    void isReadAsWritten() {
        const std::string line = printHeader(sample());
        QCOMPARE(line, std::string("{\"mirror_journal\":1,\"segment\":17,\"created\":1700000000123456,\"previous\":{\"segment\":16,\"hash\":\"") + std::string(43, 'h') +
                           "=\"},\"engine\":\"0.1.0\"}");
        QVERIFY(parseHeader(line).value() == sample());
        SegmentHeader first = sample();
        first.previous.reset();
        QVERIFY(parseHeader(printHeader(first)).value() == first);
    }
    void nothingThatIsSpelledOtherwiseIsAHeader() {
        const std::string line = printHeader(sample());
        for (std::size_t cut = 0; cut < line.size(); ++cut) QVERIFY(!parseHeader(line.substr(0, cut)));
        for (const std::string& other : {" " + line, line + " ", line + line, std::string("[]"), std::string("null"), std::string("{}")}) {
            const auto parsed = parseHeader(other);
            QVERIFY(!parsed);
            QCOMPARE(parsed.error().code, ErrorCode::journalDamaged);
        }
        std::string reordered = line;
        reordered.replace(reordered.find("\"segment\":17"), 12, "\"segment\":1e1");
        QVERIFY(!parseHeader(reordered));
    }
    void everyChangedByteIsAnotherHeaderOrNone() {
        const std::string line = printHeader(sample());
        for (std::size_t i = 0; i < line.size(); ++i) {
            std::string changed = line;
            changed[i] = static_cast<char>(changed[i] ^ 1);
            const auto parsed = parseHeader(changed);
            QVERIFY2(!parsed || !(*parsed == sample()), changed.c_str());
        }
    }
    void shreddedKeysTakeTheSameRoom() {
        const SegmentKeys keys{"0123456789abcdef", "sealed-fernet", "sealed-values"};
        const std::string line = printKeys(keys);
        QVERIFY(parseKeys(line).value() == std::optional(keys));
        const std::string shredded = printShredded({1'700'000'000}, line.size());
        QCOMPARE(shredded.size(), line.size());
        QVERIFY(parseKeys(shredded).value() == std::nullopt);
        QVERIFY(!parseKeys(shredded + "x"));
        QVERIFY(!parseKeys(line.substr(1)));
    }
};

MIRROR_TEST(TstSegmentHeader, tst_segment_header)
#include "tst_segment_header.moc"
