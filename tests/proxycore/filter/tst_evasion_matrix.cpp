#include <functional>
#include <set>

#include "proxycore/filter/evasion_forms.h"
#include "proxycore/filter/random_texts.h"
#include "support/run_test.h"

using namespace mirror;
using namespace mirror::filter;
using namespace mirror::filter::trial;

namespace {

constexpr std::size_t kHanWords = 800;
constexpr std::size_t kLatinWords = 300;
#ifdef MIRROR_SANITIZED
constexpr std::size_t kCutEvery = 8;  // of the words; sanitizers make it slow
#else
constexpr std::size_t kCutEvery = 1;
#endif

using Letters = std::u32string;
/// Another writing of a word; empty when the word has none of the kind.
using Writing = std::function<Letters(const Letters&, Chance&)>;

std::string utf8(const Letters& letters) { return QString::fromUcs4(letters.data(), static_cast<qsizetype>(letters.size())).toStdString(); }

Letters hanWord(Chance& chance) {
    const auto pick = [&](std::u32string_view forms, std::size_t stride) { return forms[chance.below(forms.size() / stride) * stride]; };
    Letters word;
    const std::size_t length = 2 + chance.below(5);
    while (word.size() < length) {
        const char32_t letter = chance.oneIn(3) ? pick(kTraditionalForms, 2) : chance.oneIn(4) ? pick(kCompatibilityForms, 2) : pick(kCommonHan, 1);
        if (word.find(letter) == Letters::npos) word += letter;
    }
    return word;
}

Letters latinWord(Chance& chance) {
    Letters word;
    const std::size_t length = 3 + chance.below(7);
    for (std::size_t i = 0; i < length; ++i) word += i % 2 == 1 ? U"aeiou"[chance.below(5)] : U"bcdfghjklmnpqrstvwxyz"[chance.below(21)];
    return word;
}

template <typename Make>
std::vector<Letters> distinct(std::size_t count, unsigned seed, Make make) {
    Chance chance(seed);
    std::set<Letters> words;
    std::vector<Letters> out;
    while (out.size() < count) {
        Letters word = make(chance);
        if (words.insert(word).second) out.push_back(std::move(word));
    }
    return out;
}

Letters each(const Letters& word, const std::function<Letters(char32_t)>& change) {
    Letters out;
    for (const char32_t letter : word) out += change(letter);
    return out;
}

Writing between(std::function<Letters(Chance&)> what) {
    return [what](const Letters& word, Chance& chance) {
        Letters out(1, word[0]);
        for (std::size_t i = 1; i < word.size(); ++i) out += what(chance) + word[i];
        return out;
    };
}
Writing repeated(char32_t separator) {
    return between([separator](Chance& chance) { return Letters(1 + chance.below(4), separator); });
}
Writing oneOf(Letters choices, std::size_t most) {
    return between([choices, most](Chance& chance) {
        Letters out;
        for (std::size_t i = 1 + chance.below(most); i > 0; --i) out += choices[chance.below(choices.size())];
        return out;
    });
}

Writing formsFrom(std::u32string_view forms) {
    return [forms](const Letters& word, Chance&) {
        const Letters out = each(word, [&](char32_t letter) {
            for (std::size_t i = 0; i < forms.size(); i += 2)
                if (forms[i] == letter) return Letters(1, forms[i + 1]);
            return Letters(1, letter);
        });
        return out == word ? Letters() : out;
    };
}

// At least one letter is written in another script and at least one stays Latin.
Letters mixedScripts(const Letters& word, Chance& chance) {
    const auto formOf = [&](char32_t letter) {
        Letters found;
        for (std::size_t i = 0; i < kLatinLookAlikes.size(); i += 2)
            if (kLatinLookAlikes[i] == letter) found += kLatinLookAlikes[i + 1];
        return found;
    };
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < word.size(); ++i)
        if (!formOf(word[i]).empty()) places.push_back(i);
    if (places.empty()) return {};
    const std::size_t stays = chance.below(word.size());
    Letters out = word;
    for (const std::size_t place : places) {
        const Letters forms = formOf(word[place]);
        if (place != stays) out[place] = forms[chance.below(forms.size())];
    }
    return out == word ? Letters() : out;
}

Letters asNumber(char32_t letter, const char* format) {
    const QString text = QString::asprintf(format, static_cast<unsigned>(letter));
    return Letters(text.toStdU32String());
}
Writing numbers(const char* format) {
    return [format](const Letters& word, Chance&) { return each(word, [&](char32_t letter) { return asNumber(letter, format); }); };
}
Writing shifted(char32_t firstOfSmall) {
    return [firstOfSmall](const Letters& word, Chance&) { return each(word, [&](char32_t letter) { return Letters(1, letter - U'a' + firstOfSmall); }); };
}

const Writing kPlain = [](const Letters& word, Chance&) { return word; };
const Letters kInvisible = U"\u200B\u200C\u200D\u2060\uFEFF\u00AD\u180E\u202E\u2066";
const Letters kMarks = U"\u0300\u0301\u0336\u20DD\uFE00\uFE0F\U000E0100\U000E01EF";

struct Row {
    const char* name;
    bool isHan;
    Writing write;
    std::size_t least;  ///< so many words have such a writing
};

std::vector<Row> rows() {
    return {
        {"plain, Han", true, kPlain, kHanWords},
        {"plain, Latin", false, kPlain, kLatinWords},
        {"zero width, Han", true, oneOf(kInvisible, 3), kHanWords},
        {"zero width, Latin", false, oneOf(kInvisible, 3), kLatinWords},
        {"marks and selectors, Han", true, oneOf(kMarks, 2), kHanWords},
        {"marks and selectors, Latin", false, oneOf(kMarks, 2), kLatinWords},
        {"spaces", true, repeated(U' '), kHanWords},
        {"stars", true, repeated(U'*'), kHanWords},
        {"hyphens", true, repeated(U'-'), kHanWords},
        {"middle dots", true, repeated(U'\u00B7'), kHanWords},
        {"separators mixed", true, oneOf(U" *-\u00B7\u3000_/|~+=\uFF0A\u2022\u30FB", 4), kHanWords},
        {"separators and zero width", true, between([](Chance& chance) { return chance.oneIn(2) ? Letters(U"\u200B* \u200D-") : Letters(U"*\uFE0F\u00B7"); }), kHanWords},
        {"traditional", true, formsFrom(kTraditionalForms), 500},
        {"compatibility ideographs", true, formsFrom(kCompatibilityForms), 400},
        {"radicals", true, formsFrom(kRadicalForms), 500},
        {"upper case", false, shifted(U'A'), kLatinWords},
        {"full width", false, shifted(U'\uFF41'), kLatinWords},
        {"full-width capitals", false, shifted(U'\uFF21'), kLatinWords},
        {"circled", false, shifted(U'\u24D0'), kLatinWords},
        {"mathematical bold", false, shifted(U'\U0001D41A'), kLatinWords},
        {"mathematical sans serif", false, shifted(U'\U0001D5BA'), kLatinWords},
        {"mixed scripts", false, mixedScripts, 280},
        {"decimal entities, Han", true, numbers("&#%u;"), kHanWords},
        {"decimal entities, Latin", false, numbers("&#%u;"), kLatinWords},
        {"hexadecimal entities", true, numbers("&#x%x;"), kHanWords},
        {"entities without a semicolon", true, numbers("&#X%X"), kHanWords},
        {"entities of entities", true, numbers("&amp;#%u;"), kHanWords},
        {"named separators", true, between([](Chance& chance) { return chance.oneIn(2) ? Letters(U"&nbsp;&middot;") : Letters(U"&zwj;&shy;"); }), kHanWords},
        {"escapes, Han", true, numbers("\\u%04x"), kHanWords},
        {"escapes, Latin", false, numbers("\\u%04X"), kLatinWords},
        {"escapes with braces", true, numbers("\\u{%x}"), kHanWords},
        {"escapes of escapes", true, numbers("\\\\u%04x"), kHanWords},
    };
}

}  // namespace

/// Each row: every word, written that way inside an innocent sentence, is found in the whole text and in pieces cut at every position.
class EvasionMatrixTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void everyWordIsCaught_data();
    void everyWordIsCaught();
    void piecesCatchTheSameWhereverTheyAreCut_data() { everyWordIsCaught_data(); }
    void piecesCatchTheSameWhereverTheyAreCut();
    void lineEndsAndSentenceEndsDoNotJoin();
    void latinWordsNeedBorders();
    void aLongerExceptionWins();

private:
    /// What is to be written of the row's words, with the number of the word; QTest fails the row when there is too little.
    std::vector<std::pair<std::size_t, std::string>> written(const Row& row) const;
    std::vector<Hit> scan(const std::string& text) const;
    bool isCaught(const std::vector<Hit>& hits, std::size_t word, std::size_t begin, std::size_t end) const;
    std::vector<Letters> m_words;
    std::shared_ptr<const Ruleset> m_set;
};

void EvasionMatrixTest::initTestCase() {
    m_words = distinct(kHanWords, 20231107, hanWord);
    for (Letters& word : distinct(kLatinWords, 42, latinWord)) m_words.push_back(std::move(word));
    std::vector<Word> list;
    for (std::size_t i = 0; i < m_words.size(); ++i) list.push_back(word(static_cast<std::uint32_t>(i + 1), utf8(m_words[i])));
    auto compiled = Ruleset::compile(book(list), {});
    QVERIFY(compiled.has_value());
    m_set = *compiled;
    QCOMPARE(m_set->size(), kHanWords + kLatinWords);
}

std::vector<std::pair<std::size_t, std::string>> EvasionMatrixTest::written(const Row& row) const {
    Chance chance(7);
    std::vector<std::pair<std::size_t, std::string>> out;
    const std::size_t first = row.isHan ? 0 : kHanWords;
    for (std::size_t i = first; i < first + (row.isHan ? kHanWords : kLatinWords); ++i) {
        const Letters text = row.write(m_words[i], chance);
        if (!text.empty()) out.emplace_back(i, utf8(text));
    }
    return out;
}

std::vector<Hit> EvasionMatrixTest::scan(const std::string& text) const {
    ScanRoom room;
    std::vector<Hit> hits;
    m_set->scan(text, WordScope::input, room, hits);
    return hits;
}

bool EvasionMatrixTest::isCaught(const std::vector<Hit>& hits, std::size_t word, std::size_t begin, std::size_t end) const {
    return std::any_of(hits.begin(), hits.end(), [&](const Hit& hit) { return m_set->rule(hit.rule).id == word + 1 && hit.begin == begin && hit.end <= end; });
}

void EvasionMatrixTest::everyWordIsCaught_data() {
    QTest::addColumn<int>("index");
    const std::vector<Row> all = rows();
    for (std::size_t i = 0; i < all.size(); ++i) QTest::newRow(all[i].name) << int(i);
}

void EvasionMatrixTest::everyWordIsCaught() {
    QFETCH(int, index);
    const Row row = rows()[static_cast<std::size_t>(index)];
    const std::vector<std::pair<std::size_t, std::string>> texts = written(row);
    QVERIFY2(texts.size() >= row.least, qPrintable(QString("only %1 words have such a writing").arg(texts.size())));
    const std::vector<std::pair<std::string, std::string>> sentences = {{"上午我们讨论了“", "”这个说法，大家没有意见。"}, {"Please look at ", " before the meeting."}, {"", ""}};
    QStringList missed;
    for (const auto& [number, text] : texts) {
        for (const auto& [before, after] : sentences) {
            if (!isCaught(scan(before + text + after), number, before.size(), before.size() + text.size())) missed << QString::fromStdString(before + text + after);
        }
    }
    QVERIFY2(missed.isEmpty(), qPrintable(QString("%1 missed, as: %2").arg(missed.size()).arg(missed.value(0))));
}

void EvasionMatrixTest::piecesCatchTheSameWhereverTheyAreCut() {
    QFETCH(int, index);
    const Row row = rows()[static_cast<std::size_t>(index)];
    ScanRoom room;
    std::vector<Hit> hits;
    for (const auto& [number, text] : written(row)) {
        if (number % kCutEvery != 0) continue;
        const std::string sentence = "看“" + text + "”。";
        const std::size_t begin = std::string("看“").size();
        for (std::size_t cut = 0; cut <= sentence.size(); ++cut) {
            hits.clear();
            ScanState state;
            m_set->scanPiece(state, std::string_view(sentence).substr(0, cut), false, WordScope::input, room, hits);
            m_set->scanPiece(state, std::string_view(sentence).substr(cut), true, WordScope::input, room, hits);
            QVERIFY2(isCaught(hits, number, begin, begin + text.size()), qPrintable(QString("cut at %1: %2").arg(cut).arg(QString::fromStdString(sentence))));
        }
    }
}

void EvasionMatrixTest::lineEndsAndSentenceEndsDoNotJoin() {
    for (const char* border : {"\n", "\r\n", " \n ", "\u2028", "。", "！", "？", "；", "!", "?", ";", ". ", "，", "、", "……", "——", "*****", "     "}) {
        for (std::size_t i = 0; i < kHanWords; ++i) {
            std::string text = utf8(m_words[i].substr(0, 1));
            for (std::size_t k = 1; k < m_words[i].size(); ++k) text += border + utf8(m_words[i].substr(k, 1));
            QVERIFY2(scan(text).empty(), text.c_str());
        }
    }
}

void EvasionMatrixTest::latinWordsNeedBorders() {
    const auto compiled = Ruleset::compile(book({word(1, "SM")}), {});
    QVERIFY(compiled.has_value());
    m_set = *compiled;
    for (const char* text : {"Smoking", "smoking", "ＳＭoking", "SМOKING", "prism", "s m", "S-M", "xsm1"}) QVERIFY2(scan(text).empty(), text);
    for (const char* text : {"SM", "sm.", "玩SM吗", "Ｓ\u200BＭ", "SМ", "(&#83;&#77)"}) QVERIFY2(!scan(text).empty(), text);
}

void EvasionMatrixTest::aLongerExceptionWins() {
    const auto compiled = Ruleset::compile(book({word(1, "大麻"), exception(2, "大麻烦")}), {});
    QVERIFY(compiled.has_value());
    m_set = *compiled;
    for (const char* text : {"这下大麻烦了", "大*麻*煩", "⼤⿇烦", "&#22823;麻烦"}) QVERIFY2(scan(text).empty(), text);
    for (const char* text : {"有人种大麻", "大 麻。烦", "大麻\n烦", "大麻烦和大麻"}) QVERIFY2(scan(text).size() == 1, text);
}

MIRROR_TEST(EvasionMatrixTest, tst_evasion_matrix)
#include "tst_evasion_matrix.moc"
