#include "filter/regex_rules.h"
#include "support/run_test.h"

using namespace mirror;
using namespace mirror::filter;

namespace {

RegexRules rules(std::initializer_list<std::string_view> expressions) {
    RegexRules made;
    std::uint32_t number = 0;
    for (const std::string_view expression : expressions)
        if (!made.add(expression, number++, WordScope::both)) qFatal("a flawed expression");
    made.finish();
    return made;
}

std::vector<std::pair<std::size_t, std::size_t>> all(const RegexRules& rules, std::string_view text) {
    std::vector<std::pair<std::size_t, std::size_t>> spans;
    std::size_t from = 0;
    while (const std::optional<RegexSpan> span = rules.next(0, text, from)) {
        spans.emplace_back(span->begin, span->end);
        from = span->end;
    }
    return spans;
}

using Spans = std::vector<std::pair<std::size_t, std::size_t>>;

}  // namespace

class TstRegexRules : public QObject {
    Q_OBJECT
private slots:
    void tellsWhyAnExpressionIsNotTaken() {
        QVERIFY(!RegexRules::flawOf("加.{0,2}微信"));
        QVERIFY(!RegexRules::flawOf("(?i)vpn\\d+"));
        for (const char* flawed : {"(", "a**", "[z-a]", "(?=a)", "\\1", "a{1001}", "\xFF", ""}) QVERIFY2(RegexRules::flawOf(flawed), flawed);
        QVERIFY(RegexRules::flawOf("((((a{30}){30}){30}){30})"));  // too much memory
        QCOMPARE(QString::fromStdString(*RegexRules::flawOf("x*")), QString("matches the empty text"));
        RegexRules some;
        QVERIFY(!some.add("x*", 0, WordScope::both));
        QVERIFY(some.empty());
    }
    void tellsWhichExpressionsMatchInADirection() {
        RegexRules some;
        QVERIFY(some.add("ab", 3, WordScope::input) && some.add("b", 4, WordScope::output) && some.add("b+", 5, WordScope::both) && some.add("c", 6, WordScope::both));
        some.finish();
        std::vector<int> found;
        some.matching("xabx", WordScope::input, found);
        QCOMPARE(found, (std::vector<int>{0, 2}));
        some.matching("xabx", WordScope::output, found);
        QCOMPARE(found, (std::vector<int>{1, 2}));
        some.matching("x", WordScope::output, found);
        QVERIFY(found.empty());
        QCOMPARE(some.rule(1), 4u);
    }
    void findsOneMatchAfterTheOther() {
        QCOMPARE(all(rules({"\\d{2,3}"}), "1 22 333 4444"), (Spans{{2, 4}, {5, 8}, {9, 12}}));
        QCOMPARE(all(rules({"微.?信"}), "微信,微 信"), (Spans{{0, 6}, {7, 14}}));
        QCOMPARE(all(rules({"^a|b$"}), "aab b"), (Spans{{0, 1}, {4, 5}}));
        QCOMPARE(all(rules({"\\bvpn\\b"}), "vpn vpns xvpn vpn"), (Spans{{0, 3}, {14, 17}}));
    }
    void passesEmptyMatchesBy() { QCOMPARE(all(rules({"\\b|zz"}), "a zz 镜"), (Spans{})); }
    void findsAcrossTheEndOfAWindow() {
        const RegexRules some = rules({"begin.{0,900}?end"});
        for (std::size_t at = RegexRules::kWindow - 1000; at < RegexRules::kWindow + 20; at += 60) {
            std::string text(3 * RegexRules::kWindow, '.');
            text.replace(at, 5, "begin").replace(at + 800, 3, "end");
            QCOMPARE(all(some, text), (Spans{{at, at + 803}}));
        }
    }
    void aLongMatchIsToldInParts() {
        const std::string text(2 * RegexRules::kWindow + 5, 'a');
        QCOMPARE(all(rules({"a+"}), text), (Spans{{0, RegexRules::kWindow}, {RegexRules::kWindow, 2 * RegexRules::kWindow}, {2 * RegexRules::kWindow, text.size()}}));
    }
    void anExpressionThatLooksFarAheadEverywhereStaysBounded() {
        const std::string text(60'000, 'a');
        QElapsedTimer timer;
        timer.start();
        QCOMPARE(all(rules({"a.*b|a"}), text).size(), text.size());
        QVERIFY2(timer.elapsed() < 20'000, "60,000 looks of a window each");
    }
    void expressionsTooLargeToBeAskedAtOnceAreAskedOneByOne() {
        RegexRules large;
        for (std::uint32_t rule = 0; rule < 32; ++rule) QVERIFY(large.add(std::to_string(rule) + "[一-龥]{900}", rule, WordScope::both));
        QVERIFY(large.add("ab", 32, WordScope::input));
        large.finish();
        std::vector<int> found;
        large.matching("xabx", WordScope::output, found);
        QCOMPARE(found.size(), 32u);  // who is asked by itself may turn out not to match
        large.matching("xabx", WordScope::input, found);
        QCOMPARE(found.back(), 32);
        QCOMPARE(large.next(32, "xabx", 0)->begin, 1u);
        QVERIFY(!large.next(0, "xabx", 0));
    }
    void invalidTextIsNoTrouble() { QCOMPARE(all(rules({"ab"}), "\xFF\xFE" "ab\xE4\xB8"), (Spans{{2, 4}})); }
};

MIRROR_TEST(TstRegexRules, tst_regex_rules)
#include "tst_regex_rules.moc"
