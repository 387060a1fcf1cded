#include "proxycore/filter/random_texts.h"
#include "support/run_test.h"

using namespace mirror;
using namespace mirror::filter;
using namespace mirror::filter::trial;

namespace {

// Made of the letters of the words below, what can stand between and around them, and other writings of them.
const std::vector<std::string> kBits{
    "大", "麻", "烦", "出", "售", "毒", "品", "大麻", "大麻烦", "出售", "的", "a", "b", "ab", "AB", "Ab", "c", "1",
    " ", "  ", "*", "-", "·", "\n", "。", "\xE2\x80\x8B", "\xE2\x80\x8B\xE2\x80\x8B", "\xCC\x81", "\xEF\xB8\x8F", "&#22823;", "&amp;", "&", "&#", "\\u5927", "\\u",
    "煩", "ａ", "а", "Ｂ", "㍿", "株", "会", "社", "\xFF", "é", "Ω", "𝒂"};

std::string randomText(Chance& chance, std::size_t bits) {
    std::string text;
    while (bits-- > 0) text += chance.of(kBits);
    return text;
}

WordBook randomBook(Chance& chance) {
    const std::vector<std::string> letters{"大", "麻", "烦", "出", "售", "a", "b", "会", "社", "1", "c"};
    std::vector<Word> words;
    for (std::uint32_t id = 1; id <= 8; ++id) {
        std::string text;
        for (std::size_t length = chance.oneIn(6) ? 1 : 2 + chance.below(3); length > 0; --length) text += chance.of(letters);
        Word made = chance.oneIn(3) ? exception(id, text) : word(id, text, static_cast<WordAction>(chance.below(3)), static_cast<WordScope>(chance.below(3)));
        made.exact = chance.oneIn(4);
        // Exact words may begin where folding sees the middle of something.
        if (made.exact) made.text = randomText(chance, 1 + chance.below(2)).substr(chance.below(2)) + chance.of(kBits);
        words.push_back(made);
    }
    words.push_back(word(9, "大麻"));
    words.push_back(exception(10, "大麻烦"));
    words.push_back(word(11, "ab"));
    return book(words);
}

struct Streamed {
    std::vector<Hit> hits;
    bool isSound = true;  // what was told fits what was released before
};

// `cuts` are rising offsets into the text.
Streamed streamed(const Ruleset& set, std::string_view text, const std::vector<std::size_t>& cuts, WordScope direction) {
    Streamed result;
    ScanState state;
    ScanRoom room;
    std::uint64_t released = 0;
    std::size_t from = 0;
    for (std::size_t i = 0; i <= cuts.size(); ++i) {
        const std::size_t to = i < cuts.size() ? cuts[i] : text.size();
        const std::size_t before = result.hits.size();
        const std::uint64_t now = set.scanPiece(state, text.substr(from, to - from), i == cuts.size(), direction, room, result.hits);
        for (std::size_t k = before; k < result.hits.size(); ++k) result.isSound &= result.hits[k].begin >= released;
        result.isSound &= now >= released && now <= to;
        released = now;
        from = to;
    }
    result.isSound &= released == text.size();
    return result;
}

std::vector<Hit> whole(const Ruleset& set, std::string_view text, WordScope direction) {
    ScanRoom room;
    std::vector<Hit> hits;
    set.scan(text, direction, room, hits);
    return hits;
}

std::vector<std::size_t> randomCuts(Chance& chance, std::size_t size) {
    std::vector<std::size_t> cuts;
    const std::size_t step = 1 + chance.below(9);
    for (std::size_t at = chance.below(step + 1); at < size; at += chance.below(step + 1)) cuts.push_back(at);
    return cuts;
}

// Rules by the slow way: every word at every letter of the folded text, every exception over every hit.
std::vector<Hit> slowly(const Ruleset& set, const WordBook& words, std::string_view text, WordScope direction) {
    std::vector<Found> rules, exceptions;
    for (std::uint32_t rule = 0; rule < words.words.size(); ++rule) {
        const std::uint32_t id = set.rule(rule).id;
        const Word& each = *words.find(id);
        const bool isException = each.kind == WordKind::exception;
        if (!isException && each.scope != WordScope::both && each.scope != direction) continue;
        const TextFolder folder(each.exact ? 0 : set.steps());
        FoldedText folded;
        folder.fold(text, {}, true, folded);
        const std::u32string pattern = folder.fold(each.text);
        for (std::size_t at = 0; at < folded.letters.size(); ++at)
            if (standsAt(folded.letters, at, pattern, !each.exact, 0))
                (isException ? exceptions : rules).push_back({rule, folded.begins[at], folder.unitEnd(text, folded.begins[at + pattern.size() - 1])});
    }
    std::vector<Hit> hits;
    for (const Found& rule : rules) {
        const bool saved = std::any_of(exceptions.begin(), exceptions.end(), [&](const Found& each) {
            return each.begin <= rule.begin && each.end >= rule.end && each.end - each.begin > rule.end - rule.begin;
        });
        const Hit hit{rule.rule, 0, rule.begin, rule.end};
        if (!saved && std::find(hits.begin(), hits.end(), hit) == hits.end()) hits.push_back(hit);
    }
    return hits;
}

std::vector<Hit> sorted(std::vector<Hit> hits) {
    std::sort(hits.begin(), hits.end(), [](const Hit& a, const Hit& b) { return std::tie(a.begin, a.end, a.rule) < std::tie(b.begin, b.end, b.rule); });
    return hits;
}

QString shown(const Ruleset& set, const std::vector<Hit>& hits) { return QString::fromStdString(told(set, hits)); }

}  // namespace

class TstScanPieces : public QObject {
    Q_OBJECT
private slots:
    void wholeTextsAreFoundAsTheSlowWayFindsThem() {
        Chance chance(11);
        std::size_t hits = 0;
        for (int round = 0; round < 400; ++round) {
            const WordBook words = randomBook(chance);
            const auto set = compiled(words);
            for (int i = 0; i < 4; ++i) {
                const std::string text = randomText(chance, 1 + chance.below(40));
                const WordScope direction = chance.oneIn(2) ? WordScope::input : WordScope::output;
                QCOMPARE(shown(*set, sorted(whole(*set, text, direction))), shown(*set, sorted(slowly(*set, words, text, direction))));
                hits += whole(*set, text, direction).size();
            }
        }
        QVERIFY(hits > 500);
    }
    void cuttingAnywhereFindsTheSame() {
        Chance chance(12);
        for (int round = 0; round < 500; ++round) {
            const auto set = compiled(randomBook(chance));
            for (int i = 0; i < 6; ++i) {
                const std::string text = randomText(chance, 1 + chance.below(60));
                const WordScope direction = chance.oneIn(2) ? WordScope::input : WordScope::output;
                const Streamed pieces = streamed(*set, text, randomCuts(chance, text.size()), direction);
                const QString what = QString("seed 12, round %1: %2").arg(round).arg(QString::fromUtf8(QByteArray::fromStdString(text)));
                QVERIFY2(pieces.isSound, qPrintable(what));
                QVERIFY2(sorted(pieces.hits) == sorted(whole(*set, text, direction)),
                         qPrintable(what + " whole " + shown(*set, sorted(whole(*set, text, direction))) + " pieces " + shown(*set, sorted(pieces.hits))));
            }
        }
    }
    void aWordIsFoundCutAtEveryPlace() {
        const auto set = compiled(book({word(1, "出售大麻"), exception(2, "出售大麻烦"), word(3, "vpn"), exact(4, "Xy")}));
        for (const std::string& text : {std::string("他出售大麻了"), std::string("出售大麻烦"), std::string("a vpn!"), std::string("出 售 大 麻"), std::string("aXyb出售大麻vpn")})
            for (std::size_t first = 0; first <= text.size(); ++first)
                for (std::size_t second = first; second <= text.size(); ++second) {
                    const Streamed pieces = streamed(*set, text, {first, second}, WordScope::output);
                    QVERIFY(pieces.isSound);
                    QCOMPARE(shown(*set, sorted(pieces.hits)), shown(*set, sorted(whole(*set, text, WordScope::output))));
                }
    }
    void onlyALivePrefixIsHeldBack() {
        const auto set = compiled(book({word(1, "出售大麻"), word(2, "售大米")}));
        ScanState state;
        ScanRoom room;
        std::vector<Hit> hits;
        QCOMPARE(set->scanPiece(state, "他", false, WordScope::output, room, hits), 3u);
        QCOMPARE(set->scanPiece(state, "出", false, WordScope::output, room, hits), 3u);
        QCOMPARE(set->scanPiece(state, "售大", false, WordScope::output, room, hits), 3u);
        QCOMPARE(set->scanPiece(state, "豆", false, WordScope::output, room, hits), 15u);
        QVERIFY(state.kept.empty());
        QCOMPARE(set->scanPiece(state, "出售大", false, WordScope::output, room, hits), 15u);
        QVERIFY(hits.empty());
        QCOMPARE(set->scanPiece(state, "麻", false, WordScope::output, room, hits), 27u);
        QCOMPARE(shown(*set, hits), QString("1@15-27"));
        QCOMPARE(set->scanPiece(state, "", true, WordScope::output, room, hits), 27u);
        QCOMPARE(hits.size(), 1u);
    }
    void inputOnlyWordsHoldNothingBackInOutput() {
        const auto set = compiled(book({word(1, "出售大麻", WordAction::block, WordScope::input), word(2, "的")}));
        ScanState state;
        ScanRoom room;
        std::vector<Hit> hits;
        QCOMPARE(set->scanPiece(state, "出售", false, WordScope::output, room, hits), 6u);
    }
    void anExceptionThatBeganBeforeTheKeptTailSaves() {
        const auto set = compiled(book({word(1, "丙丁"), word(2, "丁戊己"), exception(3, "甲乙丙丁戊己"), exception(4, "丁戊己庚")}));
        const std::string text = "甲乙丙丁戊己辛";
        QCOMPARE(whole(*set, text, WordScope::output).size(), 0u);
        for (std::size_t cut = 0; cut <= text.size(); ++cut)
            for (std::size_t next = cut; next <= text.size(); ++next) QVERIFY(streamed(*set, text, {cut, next}, WordScope::output).hits.empty());
    }
    void lettersWithoutMeaningAreNotKeptForEver() {
        const auto set = compiled(book({word(1, "大麻"), word(2, "大")}));
        ScanState state;
        ScanRoom room;
        std::vector<Hit> hits;
        set->scanPiece(state, "大", false, WordScope::output, room, hits);
        const std::string nothing = "\xE2\x80\x8B\xE2\x80\x8B\xE2\x80\x8B\xE2\x80\x8B";
        std::uint64_t fed = 3;
        for (int i = 0; i < 6000; ++i) {
            set->scanPiece(state, nothing, false, WordScope::output, room, hits);
            fed += nothing.size();
            QVERIFY(state.kept.size() < Ruleset::kMaxKept + nothing.size());
        }
        QCOMPARE(set->scanPiece(state, "", true, WordScope::output, room, hits), fed);
        QCOMPARE(shown(*set, hits), QString("2@0-3"));
    }
    void regexHitsAreToldOnceWhenMoreStandsBehindThem() {
        const auto set = compiled(book({regex(1, "\\d{3,5}")}));
        const std::string text = "a 12 123 1234567 b 55555";
        const QString all = shown(*set, whole(*set, text, WordScope::output));
        QCOMPARE(all, QString("1@5-8 1@9-14 1@19-24"));
        Chance chance(13);
        for (int round = 0; round < 200; ++round) QCOMPARE(shown(*set, streamed(*set, text, randomCuts(chance, text.size()), WordScope::output).hits), all);
    }
    void bordersOfARegexAreThoseOfTheWholeText() {
        const auto set = compiled(book({regex(1, "\\bfoo\\b"), regex(2, "^bar"), regex(3, "end$")}));
        const std::string text = "barfoo foo foobar end bar" + std::string(3000, 'x') + " foo bar end";
        const QString all = shown(*set, whole(*set, text, WordScope::output));
        Chance chance(14);
        for (int round = 0; round < 50; ++round) QCOMPARE(shown(*set, sorted(streamed(*set, text, randomCuts(chance, text.size()), WordScope::output).hits)), all);
    }
    void aMatchOfARegexThatReachesTheEndWaitsWithItsText() {
        const auto set = compiled(book({regex(1, "\\d{3,}", WordAction::mask), regex(2, "zz+", WordAction::observe)}));
        ScanState state;
        ScanRoom room;
        std::vector<Hit> hits;
        QCOMPARE(set->scanPiece(state, "ab 123", false, WordScope::output, room, hits), 3u);
        QVERIFY(hits.empty());
        QCOMPARE(set->scanPiece(state, "4", false, WordScope::output, room, hits), 3u);
        QCOMPARE(set->scanPiece(state, " zz", false, WordScope::output, room, hits), 10u);
        QCOMPARE(shown(*set, hits), QString("1@3-7"));
        QCOMPARE(set->scanPiece(state, "", true, WordScope::output, room, hits), 10u);
        QCOMPARE(shown(*set, hits), QString("1@3-7 2@8-10"));
    }
    void aRegexLooksBackAThousandBytes() {
        const auto set = compiled(book({regex(1, "begin[^e]*end")}));
        for (const std::size_t gap : {10u, 500u, 980u, 1500u}) {
            ScanState state;
            ScanRoom room;
            std::vector<Hit> hits;
            set->scanPiece(state, "xbegin", false, WordScope::output, room, hits);
            for (std::size_t i = 0; i < gap; ++i) {
                set->scanPiece(state, ".", false, WordScope::output, room, hits);
                QVERIFY(state.window.size() <= 1004 && state.told.size() <= 1);
            }
            set->scanPiece(state, "end.", true, WordScope::output, room, hits);
            QCOMPARE(hits.size(), gap < 1000 ? 1u : 0u);
        }
    }
    void exceptionsSaveRegexHitsInPiecesToo() {
        const auto set = compiled(book({regex(1, "bb"), exception(2, "aabbcc")}));
        const std::string text = "aabbcc bb aabbc";
        const QString all = shown(*set, whole(*set, text, WordScope::output));
        QCOMPARE(all, QString("1@7-9 1@12-14"));
        for (std::size_t cut = 0; cut <= text.size(); ++cut)
            for (std::size_t next = cut; next <= text.size(); ++next) QCOMPARE(shown(*set, streamed(*set, text, {cut, next}, WordScope::output).hits), all);
    }
};

MIRROR_TEST(TstScanPieces, tst_scan_pieces)
#include "tst_scan_pieces.moc"
