#include "support/run_test.h"

#include <filesystem>
#include <fstream>
#include <sstream>

#include "base/text.h"
#include "mask/masker.h"
#include "samples.h"

using namespace mirror;
using namespace mirror::mask;
using namespace mirror::mask::test;

namespace {

constexpr std::array kInnocentTexts{"zh_office", "zh_technical", "zh_daily", "en_office", "en_technical"};

std::string innocentText(const std::string& name) {
    std::ifstream file(std::filesystem::path(MIRROR_SOURCE_DIR) / "resources/words/innocent" / (name + ".txt"), std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

/// Pieces of everything that means something to a detector, at random.
std::string soup(Samples& samples) {
    constexpr std::array kPieces{"1", "38", "0", "86", "+", "(", ")", " ", "-", ".", ":", "::", "@", "a", "E", "X", "x", "f", "com", "京", "A", "，", "\xEF\xBC\x91", "\xEF\xBC\xA0", "\xE4", "\xEF\xBC", "[PHONE]", "[", "]", "_",
                                "·", "护照", "2001", "19900307", "110105", "4111", "1111", "13812345678", "192.168.", "\n", "元", "¥", "Tel"};
    std::string text;
    for (std::size_t i = samples.below(24); i-- > 0;) text += samples.maybe(6) ? samples.residentId() : samples.maybe(6) ? samples.card() : std::string(samples.anyOf(kPieces));
    return text;
}

}  // namespace

class TestDetector : public QObject {
    Q_OBJECT
private slots:
    void settingsComeFromTheNamesOfKinds() {
        MaskConfig config;
        QCOMPARE(settingsOf(config).kinds, std::uint8_t{0x7F});
        config.kinds = {"phone", "ip", "nothing"};
        config.strict = false;
        QVERIFY(settingsOf(config).wants(PiiKind::phone) && settingsOf(config).wants(PiiKind::ip));
        QVERIFY(!settingsOf(config).wants(PiiKind::id) && !settingsOf(config).strict);
    }
    void onlyWhatIsWantedIsFound() {
        const std::string all = "11010519491231002X 13812345678 4111111111111111 a@b.com E12345678 京A12345 192.168.1.17";
        for (std::size_t kind = 0; kind < kPiiKinds; ++kind) {
            std::vector<Found> pieces;
            detect(all, {static_cast<std::uint8_t>(1U << kind), true}, pieces);
            QCOMPARE(pieces.size(), std::size_t{1});
            QCOMPARE(static_cast<std::size_t>(pieces[0].kind), kind);
        }
        QCOMPARE(found(all), "[id]11010519491231002X[phone]13812345678[card]4111111111111111[email]a@b.com[passport]E12345678[plate]京A12345[ip]192.168.1.17");
        QCOMPARE(found(all, true, 0), "");
    }
    void theLongerWinsAndHalvesAreNotLeft() {
        QCOMPARE(found("13812345678@163.com"), "[email]13812345678@163.com");
        QCOMPARE(found("139 4111 1111 1111 1111"), "[card]139 4111 1111 1111 1111");  // a phone number in 3-4-4 claims the first half of the card
    }
    void piecesAreAppended() {
        std::vector<Found> pieces{{0, 1, PiiKind::ip}};
        detect("13812345678", {}, pieces);
        QCOMPARE(pieces.size(), std::size_t{2});
        QCOMPARE(pieces[0], (Found{0, 1, PiiKind::ip}));
    }
    void whatCannotHoldAnythingIsKnownQuickly() {
        for (const char* text : {"", "你好，世界。", "问：对吗？；＜＞", "no digits at all — “quotes” … and so on, for more than sixty-four octets, to leave the first block"}) QVERIFY2(!mayHold(text), text);
        for (const char* text : {"1", "a@", "１", "＠", "很长的一段中文，里面没有什么特别的东西，只是在最后面有一个全角的数字，九：９"}) QVERIFY2(mayHold(text), text);
        for (std::size_t at = 0; at < 200; ++at) {
            std::string text(200, 'x');
            text[at] = '7';
            QVERIFY(mayHold(text));
        }
    }
    void nothingIsFoundWhereNothingCanBe() {
        Samples samples;
        for (int i = 0; i < 50'000; ++i) {
            const std::string text = soup(samples);
            if (!mayHold(text)) QVERIFY2(found(text).empty() && found(text, false).empty(), text.c_str());
        }
    }
    void piecesRiseDoNotOverlapAndEndAtCharacters() {
        Samples samples;
        for (int i = 0; i < 50'000; ++i) {
            const std::string text = soup(samples);
            std::vector<Found> pieces;
            detect(text, {0x7F, samples.maybe(50)}, pieces);
            std::size_t done = 0;
            for (const Found& piece : pieces) {
                QVERIFY(piece.begin >= done && piece.end > piece.begin && piece.end <= text.size());
                if (base::isUtf8(text)) QVERIFY(base::isUtf8(text.substr(0, piece.begin)) && base::isUtf8(text.substr(piece.begin, piece.end - piece.begin)));
                done = piece.end;
            }
        }
    }
    void maskingAgainFindsNothingMore() {
        Samples samples;
        for (int i = 0; i < 100'000; ++i) {
            const std::string text = soup(samples);
            const Settings settings{0x7F, samples.maybe(50)};
            Masker masker(settings);
            std::string once;
            std::string twice;
            if (!masker.mask(text, once)) continue;
            QVERIFY2(!masker.mask(once, twice), (text + "\n -> " + once + "\n -> " + twice).c_str());
        }
    }
    void innocentProseHasNothing() {
        for (const char* name : kInnocentTexts) {
            const std::string text = innocentText(name);
            QVERIFY2(text.size() > 4000, name);
            QCOMPARE(QString::fromStdString(found(text)), QString());
        }
    }
    void identifiersStay() {
        Samples samples;
        constexpr std::string_view kHex = "0123456789abcdef";
        for (int i = 0; i < 100'000; ++i) {
            std::string uuid;
            for (const int size : {8, 4, 4, 4, 12}) {
                if (!uuid.empty()) uuid += '-';
                for (int k = 0; k < size; ++k) uuid += samples.anyOf(kHex);
            }
            QVERIFY2(found(uuid).empty(), uuid.c_str());
        }
    }
    void longRunsCostNoMoreThanTheirLength() {
        for (const std::string& unit : {std::string("1"), std::string("1 "), std::string("1."), std::string("138-"), std::string("a1"), std::string("京A"), std::string("E1"), std::string("１")}) {
            std::string text;
            while (text.size() < 1'000'000) text += unit;
            std::vector<Found> pieces;
            QElapsedTimer timer;
            timer.start();
            detect(text, {}, pieces);
            QVERIFY2(timer.elapsed() < 5000, unit.c_str());
        }
    }
};

MIRROR_TEST(TestDetector, tst_detector)
#include "tst_detector.moc"
