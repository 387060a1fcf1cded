#include <atomic>
#include <thread>

#include "proxycore/filter/random_texts.h"
#include "support/run_test.h"

using namespace mirror;
using namespace mirror::filter;
using namespace mirror::filter::trial;

#define TOLD(set, text, ...) QString::fromStdString(scanned(*set, text, ##__VA_ARGS__))

class TstRuleset : public QObject {
    Q_OBJECT
private slots:
    void findsWordsWithTheirBytes() {
        const auto set = compiled(book({word(1, "大麻"), word(2, "vpn")}));
        QCOMPARE(TOLD(set, "有大麻, vpn."), QString("1@3-9 2@11-14"));
        QCOMPARE(TOLD(set, "vpns 大 的 麻"), QString());
        QCOMPARE(TOLD(set, ""), QString());
        QCOMPARE(set->revision(), 7u);
        QCOMPARE(set->size(), 2u);
    }
    void tellsTheStepsOfAHitUnlessItIsTheWordAsListed() {
        const auto set = compiled(book({word(1, "SM"), word(2, "發票")}));
        const auto steps = [&](const char* text) {
            ScanRoom room;
            std::vector<Hit> hits;
            set->scan(text, WordScope::input, room, hits);
            return hits.size() == 1 ? int(set->stepsOf(hits[0], text)) : -1;
        };
        QCOMPARE(steps("SM"), 0);
        QCOMPARE(steps("發票"), 0);
        QCOMPARE(steps("ＳＭ"), int(foldBit(FoldStep::width)));
        QCOMPARE(steps("發·票"), int(foldBit(FoldStep::traditional) | foldBit(FoldStep::separators)));
    }
    void leavesOutWhatIsSwitchedOff() {
        std::vector<Word> words{word(1, "一一"), word(2, "二二"), word(3, "三三"), word(4, "四四")};
        words[1].enabled = false;
        words[2].list = 2;
        words[3].list = 9;
        const auto set = compiled(book(words));
        QCOMPARE(set->size(), 1u);
        QCOMPARE(TOLD(set, "一一二二三三四四"), QString("1@0-6"));
    }
    void countsOnlyInItsDirection() {
        const auto set = compiled(book({word(1, "甲甲", WordAction::block, WordScope::input), word(2, "乙乙", WordAction::block, WordScope::output), word(3, "丙丙")}));
        QCOMPARE(TOLD(set, "甲甲乙乙丙丙", WordScope::input), QString("1@0-6 3@12-18"));
        QCOMPARE(TOLD(set, "甲甲乙乙丙丙", WordScope::output), QString("2@6-12 3@12-18"));
        const auto inputOnly = compiled(book({word(1, "甲甲", WordAction::block, WordScope::input), exception(2, "甲甲乙")}));
        QVERIFY(inputOnly->looksFor(WordScope::input));
        QVERIFY(!inputOnly->looksFor(WordScope::output));
    }
    void exceptionsAloneLookForNothing() {
        const auto set = compiled(book({exception(1, "大麻烦")}));
        QVERIFY(set->empty());
        QCOMPARE(set->size(), 0u);
        QVERIFY(!set->looksFor(WordScope::input) && !set->looksFor(WordScope::output));
        QVERIFY(compiled(book({}))->empty());
    }
    void aLongerExceptionSavesWhatLiesWithin() {
        const auto set = compiled(book({word(1, "大麻"), exception(2, "大麻烦"), word(3, "麻烦人")}));
        QCOMPARE(TOLD(set, "大麻烦"), QString());
        QCOMPARE(TOLD(set, "大麻和大麻烦"), QString("1@0-6"));
        QCOMPARE(TOLD(set, "大麻烦人"), QString("3@3-12"));  // reaches out of it
        QCOMPARE(TOLD(set, "大麻烦", WordScope::input, true), QString("1!2@0-6"));
    }
    void anExceptionOfTheSameLengthSavesNothing() {
        const auto set = compiled(book({word(1, "大麻"), exception(2, "大麻"), exception(3, "的大")}));
        QCOMPARE(TOLD(set, "的大麻"), QString("1@3-9"));
    }
    void ofSeveralExceptionsTheOneThatReachesFarthestCounts() {
        const auto set = compiled(book({word(1, "丙丁"), exception(2, "甲乙"), exception(3, "乙丙丁"), exception(4, "甲乙丙丁戊"), exception(5, "丙丁戊己")}));
        QCOMPARE(TOLD(set, "甲乙丙丁", WordScope::input, true), QString("1!3@6-12"));
        QCOMPARE(TOLD(set, "甲乙丙丁戊", WordScope::input, true), QString("1!4@6-12"));
        QCOMPARE(TOLD(set, "甲乙丙丁戊己", WordScope::input, true), QString("1!5@6-12"));
    }
    void tellsTheStrongestActionFirst() {
        const auto set = compiled(book({word(1, "大麻", WordAction::observe), word(2, "大麻", WordAction::block), word(3, "大麻", WordAction::mask), word(4, "大麻烟", WordAction::mask)}));
        QCOMPARE(TOLD(set, "大麻烟"), QString("2@0-6 4@0-9 3@0-6 1@0-6"));
    }
    void exactWordsAreFoundLetterForLetterOnly() {
        const auto set = compiled(book({exact(1, "Ab"), word(2, "cd")}));
        QCOMPARE(TOLD(set, "xAbx"), QString("1@1-3"));
        QCOMPARE(TOLD(set, "ab aB AB"), QString());
        QCOMPARE(TOLD(set, "cd Ab"), QString("2@0-2 1@3-5"));
        Word saver = exact(3, "xAb");
        saver.kind = WordKind::exception;
        QCOMPARE(TOLD(compiled(book({exact(1, "Ab"), saver})), "xAb Ab"), QString("1@4-6"));
    }
    void regexRulesSeeTheTextAsItWasWritten() {
        const auto set = compiled(book({regex(1, "加.?微信\\d{3}"), word(2, "微信"), exception(3, "加微信123的")}));
        QCOMPARE(TOLD(set, "加+微信123"), QString("1@0-13 2@4-10"));
        QCOMPARE(TOLD(set, "加微信123的"), QString());
        QCOMPARE(TOLD(set, "加微信1234"), QString("1@0-12 2@3-9"));
    }
    void badExpressionsAreLeftOut() {
        const auto set = compiled(book({regex(1, "("), regex(2, "x*"), regex(3, "xy")}));
        QCOMPARE(set->size(), 1u);
        QCOMPARE(TOLD(set, "xy"), QString("3@0-2"));
    }
    void oneExpressionThatHitsEverywhereTellsABoundedNumberOfHits() {
        const auto set = compiled(book({regex(1, "a")}));
        const std::string text(200'000, 'a');
        ScanRoom room;
        std::vector<Hit> hits;
        set->scan(text, WordScope::input, room, hits);
        QCOMPARE(hits.size(), 50'001u);
        QCOMPARE(hits.back().end, text.size());
    }
    void textsLongerThanASliceAreOneText() {
        const auto set = compiled(book({word(1, "大麻"), exception(2, "大麻烦"), exact(3, "Ab")}));
        for (const std::string_view planted : {"大麻", "大麻烦", "Ab"}) {
            for (std::size_t at = 32 * 1024 - 12; at < 32 * 1024 + 3; ++at) {
                std::string text = std::string(at, '.') + std::string(planted) + std::string(70'000, '.');
                const std::string expected = planted == "大麻烦" ? "" : std::string(planted == "Ab" ? "3@" : "1@") + std::to_string(at) + "-" + std::to_string(at + planted.size());
                QCOMPARE(TOLD(set, text), QString::fromStdString(expected));
            }
        }
    }
    void appendsToWhatWasFoundBefore() {
        const auto set = compiled(book({word(1, "大麻")}));
        ScanRoom room;
        std::vector<Hit> hits{{0, 0, 99, 100}};
        set->scan("大麻", WordScope::input, room, hits);
        QCOMPARE(hits, (std::vector<Hit>{{0, 0, 99, 100}, {0, 0, 0, 6}}));
    }
    void isBuiltWithProgressAndCanBeCancelled() {
        std::vector<Word> words;
        for (std::uint32_t id = 1; id <= 5000; ++id) words.push_back(word(id, "w" + std::to_string(id)));
        Ruleset::Options options;
        std::vector<std::uint32_t> permille;
        options.onPermille = [&](std::uint32_t value) { permille.push_back(value); };
        QVERIFY(Ruleset::compile(book(words), options).has_value());
        QVERIFY(permille.size() > 3 && std::is_sorted(permille.begin(), permille.end()));
        QCOMPARE(permille.back(), 1000u);
        for (int after = 1; after < 12; after += 5) {
            int asked = 0;
            options.isCancelled = [&] { return ++asked == after; };
            const auto cancelled = Ruleset::compile(book(words), options);
            QVERIFY(!cancelled);
            QCOMPARE(cancelled.error().code, ErrorCode::cancelled);
        }
    }
    void manyThreadsMayScanAtOnce() {
        const auto set = compiled(book({word(1, "大麻"), regex(2, "\\d{4}")}));
        std::vector<std::thread> threads;
        std::atomic<int> right = 0;
        for (int i = 0; i < 4; ++i)
            threads.emplace_back([&] {
                for (int round = 0; round < 200; ++round) right += scanned(*set, "的大麻 1234") == "1@3-9 2@10-14";
            });
        for (std::thread& thread : threads) thread.join();
        QCOMPARE(right.load(), 800);
    }
};

MIRROR_TEST(TstRuleset, tst_ruleset)
#include "tst_ruleset.moc"
