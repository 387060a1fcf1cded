#include <array>

#include "proxycore/filter/random_texts.h"
#include "support/run_test.h"

using namespace mirror;
using namespace mirror::filter;
using namespace mirror::filter::trial;

namespace {

Pattern pattern(std::u32string letters, WordScope scope = WordScope::both, bool isException = false, bool borders = true) {
    return {std::move(letters), 0, scope, isException, borders};
}

FoldedText lettersOf(std::u32string_view letters) {
    FoldedText text;
    for (const char32_t letter : letters) {
        text.begins.push_back(static_cast<std::uint32_t>(text.letters.size()));
        text.letters.push_back(letter);
    }
    return text;
}

struct Finding {
    std::vector<std::array<std::uint32_t, 3>> matches;  // first, last, pattern
    std::size_t decided = 0;
    bool operator==(const Finding&) const = default;
};

Finding found(const Matcher& matcher, std::u32string_view letters, bool atEnd = true, WordScope direction = WordScope::input, char32_t before = 0) {
    std::vector<Match> matches;
    Finding finding;
    finding.decided = matcher.find(lettersOf(letters), {before, false}, atEnd, direction, matches);
    for (const Match& match : matches) finding.matches.push_back({match.first, match.last, match.pattern});
    std::sort(finding.matches.begin(), finding.matches.end());
    return finding;
}

bool countsIn(const Pattern& pattern, WordScope direction) { return pattern.isException || pattern.scope == WordScope::both || pattern.scope == direction; }

// Whether more text could still decide about `pattern` at `at`.
bool isOpen(const std::vector<char32_t>& letters, std::size_t at, const Pattern& pattern, char32_t before) {
    const std::size_t left = letters.size() - at;
    const std::u32string start = pattern.letters.substr(0, left);
    const bool begins = standsAt(letters, at, start, false, before) && (!pattern.borders || standsAt(std::array{letters[at]}, 0, start.substr(0, 1), true, at > 0 ? letters[at - 1] : before));
    if (!begins || start.size() < left) return false;
    return pattern.letters.size() > left || (pattern.letters.size() == left && pattern.borders && isBordered(pattern.letters.back()));
}

Finding foundSlowly(const std::vector<Pattern>& patterns, std::u32string_view text, bool atEnd, WordScope direction, char32_t before) {
    const std::vector<char32_t> letters(text.begin(), text.end());
    Finding finding;
    for (finding.decided = 0; finding.decided < letters.size(); ++finding.decided) {
        const std::size_t at = finding.decided;
        if (!atEnd && std::any_of(patterns.begin(), patterns.end(), [&](const Pattern& each) { return countsIn(each, direction) && isOpen(letters, at, each, before); })) break;
        for (std::uint32_t i = 0; i < patterns.size(); ++i)
            if (countsIn(patterns[i], direction) && standsAt(letters, at, patterns[i].letters, patterns[i].borders, before))
                finding.matches.push_back({static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + patterns[i].letters.size()), i});
    }
    std::sort(finding.matches.begin(), finding.matches.end());
    return finding;
}

std::u32string randomLetters(Chance& chance, std::u32string_view alphabet, std::size_t length) {
    std::u32string letters;
    while (letters.size() < length) letters += alphabet[chance.below(alphabet.size())];
    return letters;
}

std::vector<Pattern> randomPatterns(Chance& chance, std::u32string_view alphabet) {
    std::vector<Pattern> patterns;
    for (std::size_t count = 1 + chance.below(12); patterns.size() < count;) {
        const std::size_t length = chance.oneIn(8) ? 1 : 2 + chance.below(4);
        patterns.push_back(pattern(randomLetters(chance, alphabet, length), static_cast<WordScope>(chance.below(3)), chance.oneIn(4), !chance.oneIn(4)));
    }
    return patterns;
}

}  // namespace

class TstMatcher : public QObject {
    Q_OBJECT
private slots:
    void findsWhatAQuadraticSearchFinds() {
        Chance chance(1);
        const std::vector<std::u32string> alphabets{U"ab", U"ab ", U"大麻烦", U"a大 1", U"abc大麻烦的 "};
        int matches = 0, open = 0;
        for (int round = 0; round < 1500; ++round) {
            const std::u32string& alphabet = chance.of(alphabets);
            const std::vector<Pattern> patterns = randomPatterns(chance, alphabet);
            const Matcher matcher = *Matcher::build(patterns);
            for (int text = 0; text < 6; ++text) {
                const std::u32string letters = randomLetters(chance, alphabet, 1 + chance.below(24));
                const bool atEnd = chance.oneIn(2);
                const WordScope direction = chance.oneIn(2) ? WordScope::input : WordScope::output;
                const char32_t before = chance.oneIn(2) ? 0 : alphabet[chance.below(alphabet.size())];
                const Finding quick = found(matcher, letters, atEnd, direction, before);
                QVERIFY(quick == foundSlowly(patterns, letters, atEnd, direction, before));
                matches += static_cast<int>(quick.matches.size());
                open += quick.decided < letters.size();
            }
        }
        QVERIFY(matches > 1000);
        QVERIFY(open > 1000);
    }
    void findsInLongTextsAtEveryPlace() {
        const Matcher matcher = *Matcher::build(std::vector<Pattern>{pattern(U"大麻"), pattern(U"出售大麻烟")});
        for (std::size_t at = 0; at < 1500; at += 7) {
            std::u32string text(1600, U'的');
            text.replace(at, 5, U"出售大麻烟");
            const auto first = static_cast<std::uint32_t>(at);
            QVERIFY((found(matcher, text).matches == std::vector<std::array<std::uint32_t, 3>>{{first, first + 5, 1}, {first + 2, first + 4, 0}}));
        }
    }
    void latinWordsNeedBordersOnBothSides() {
        const Matcher matcher = *Matcher::build(std::vector<Pattern>{pattern(U"sm")});
        for (const char32_t* hit : {U"sm", U"a sm", U"sm,", U"(sm)", U"大sm麻"}) QCOMPARE(found(matcher, hit).matches.size(), 1u);
        for (const char32_t* innocent : {U"smoking", U"prism", U"asma"}) QVERIFY(found(matcher, innocent).matches.empty());
        QVERIFY(found(matcher, U"sm", true, WordScope::input, U'a').matches.empty());
        QCOMPARE(found(matcher, U"sm", true, WordScope::input, U'大').matches.size(), 1u);
        const Matcher free = *Matcher::build(std::vector<Pattern>{pattern(U"sm", WordScope::both, false, false)});
        QCOMPARE(found(free, U"prisms").matches.size(), 1u);
    }
    void aBorderThatIsNotKnownYetDecidesNothing() {
        const Matcher matcher = *Matcher::build(std::vector<Pattern>{pattern(U"sm"), pattern(U"大麻")});
        QCOMPARE(found(matcher, U"a sm", false), (Finding{{}, 2}));
        QCOMPARE(found(matcher, U"a sm ", false).matches.size(), 1u);
        QCOMPARE(found(matcher, U"有大麻", false), (Finding{{{1, 3, 1}}, 3}));  // Han needs none
    }
    void whatCannotBecomeAMatchInThisDirectionIsNotLive() {
        const Matcher matcher = *Matcher::build(std::vector<Pattern>{pattern(U"出售大麻", WordScope::input), pattern(U"出售毒品", WordScope::both), pattern(U"出门", WordScope::output, true)});
        QCOMPARE(found(matcher, U"他出售", false, WordScope::output).decided, 1u);
        QCOMPARE(found(matcher, U"他出售大", false, WordScope::output).decided, 4u);
        QCOMPARE(found(matcher, U"他出售大", false, WordScope::input).decided, 1u);
        QCOMPARE(found(matcher, U"他出", false, WordScope::input).decided, 1u);
        QVERIFY(found(matcher, U"出售大麻", true, WordScope::output).matches.empty());
        QCOMPARE(found(matcher, U"出门", true, WordScope::input).matches.size(), 1u);  // exceptions count in both
    }
    void patternsWithTheSameLettersAreAllReported() {
        const Matcher matcher = *Matcher::build(std::vector<Pattern>{pattern(U"大麻"), pattern(U"大"), pattern(U"大麻")});
        QCOMPARE(found(matcher, U"大麻"), (Finding{{{0, 1, 1}, {0, 2, 0}, {0, 2, 2}}, 2}));
    }
    void takesLettersOfAllPlanesAndTheLongestPatterns() {
        const std::u32string longest(kMaxWordLength, U'\U0010FFFF');
        const Matcher matcher = *Matcher::build(std::vector<Pattern>{pattern(longest), pattern(U"\U00020000\U0001F600")});
        QCOMPARE(found(matcher, longest + longest).matches.size(), kMaxWordLength + 1);
        QCOMPARE(found(matcher, longest.substr(1), false).decided, 0u);
        QCOMPARE(found(matcher, U"的\U00020000\U0001F600").matches.size(), 1u);
    }
    void nothingToLookForDecidesEverything() {
        for (const Matcher& matcher : {Matcher(), *Matcher::build({}), *Matcher::build(std::vector<Pattern>{pattern(U"")})}) {
            QVERIFY(matcher.empty());
            QCOMPARE(found(matcher, U"大麻", false).decided, 2u);
        }
        QCOMPARE(found(*Matcher::build(std::vector<Pattern>{pattern(U"大麻")}), U"").decided, 0u);
    }
    void buildingStopsWhenItIsCancelled() {
        Chance chance(2);
        std::vector<Pattern> patterns;
        for (int i = 0; i < 20'000; ++i) patterns.push_back(pattern(randomLetters(chance, U"大麻烦出售毒品", 8)));
        int asked = 0;
        const Result<Matcher> cancelled = Matcher::build(patterns, [&] { return ++asked == 3; });
        QVERIFY(!cancelled);
        QCOMPARE(cancelled.error().code, ErrorCode::cancelled);
        QCOMPARE(asked, 3);
    }
    void comesBackFromItsSavedForm() {
        Chance chance(3);
        const std::u32string alphabet = U"abc大麻烦的 ";
        const std::vector<Pattern> patterns = randomPatterns(chance, alphabet);
        const Matcher matcher = *Matcher::build(patterns);
        const Result<Matcher> loaded = Matcher::load(matcher.save());
        QVERIFY(loaded.has_value());
        for (int text = 0; text < 200; ++text) {
            const std::u32string letters = randomLetters(chance, alphabet, 30);
            QVERIFY(found(matcher, letters, false) == found(*loaded, letters, false));
        }
        QVERIFY(Matcher::load(Matcher().save())->empty());
    }
    void aDamagedFormIsRefusedOrHarmless() {
        const Matcher matcher = *Matcher::build(std::vector<Pattern>{pattern(U"大麻"), pattern(U"大麻烟"), pattern(U"sm"), pattern(U"a")});
        const std::string saved = matcher.save();
        for (std::size_t size = 1; size < saved.size(); ++size) QVERIFY(!Matcher::load(std::string_view(saved).substr(0, size)));
        QVERIFY(!Matcher::load(saved + 'x'));
        int refused = 0;
        for (std::size_t at = 0; at < saved.size(); ++at)
            for (const int flip : {1, 0x80, 0xFF}) {
                std::string damaged = saved;
                damaged[at] = static_cast<char>(damaged[at] ^ flip);
                const Result<Matcher> loaded = Matcher::load(damaged);
                if (loaded) found(*loaded, U"a大麻烟 sm 大麻a", false);
                refused += !loaded;
            }
        QVERIFY(refused > 0);
    }
};

MIRROR_TEST(TstMatcher, tst_matcher)
#include "tst_matcher.moc"
