#include "filter/draft_trial.h"

#include <algorithm>
#include <chrono>
#include <set>
#include <tuple>

#include "filter/word_book.h"
#include "proxycore/filter/random_texts.h"
#include "support/run_test.h"

using namespace mirror;
using namespace mirror::filter;
using namespace mirror::filter::trial;

namespace {

using Seen = std::set<std::tuple<std::uint64_t, std::uint64_t, std::uint32_t, bool>>;  // begin, end, rule, is saved

/// What a compilation of the whole book finds.
Seen byCompiling(const WordBook& book, std::string_view text, WordScope direction, FoldSteps steps) {
    Seen seen;
    const auto set = compiled(book, steps);
    for (const WordScope one : {WordScope::input, WordScope::output}) {
        if (direction != WordScope::both && direction != one) continue;
        ScanRoom room;
        std::vector<Hit> hits;
        set->scan(text, one, room, hits, true);
        for (const Hit& hit : hits) seen.emplace(hit.begin, hit.end, set->rule(hit.rule).id, hit.savedBy != 0);
    }
    return seen;
}

Seen seenIn(const WordTrial& trial) {
    Seen seen;
    for (const TrialHit& hit : trial.hits) seen.emplace(hit.begin, hit.end, hit.word.id, hit.savedBy != 0);
    return seen;
}

QString told(const Seen& seen) {
    QString text;
    for (const auto& [begin, end, id, isSaved] : seen) text += QString("%1%2@%3-%4 ").arg(id).arg(isSaved ? "!" : "").arg(begin).arg(end);
    return text;
}

const std::vector<std::string>& pieces() {
    static const std::vector<std::string> all{"大", "麻", "麻", "煩", "烦", "a", "B", "b", "Ａ", " ", "*", "\xE2\x80\x8B", "。", "&#x5927;", "1"};
    return all;
}

std::string randomText(Chance& chance, std::size_t most) {
    std::string text;
    for (std::size_t left = 1 + chance.below(most); left > 0; --left) text += chance.of(pieces());
    return text;
}

Word randomRule(Chance& chance, std::uint32_t id) {
    Word made = word(id, randomText(chance, 3), static_cast<WordAction>(chance.below(3)), static_cast<WordScope>(chance.below(3)));
    made.list = static_cast<std::uint16_t>(1 + chance.below(2));
    made.enabled = !chance.oneIn(5);
    made.exact = chance.oneIn(4);
    if (chance.oneIn(4)) {
        made.kind = WordKind::exception;
        made.text += randomText(chance, 2);  // long enough to hold another
    }
    if (chance.oneIn(8)) {
        made.kind = WordKind::regex;
        made.exact = false;
        made.text = "麻[^a]?" + std::string(chance.oneIn(2) ? "b" : "煩");
    }
    return made;
}

WordBook randomBook(Chance& chance) {
    std::vector<Word> words;
    for (std::uint32_t id = 1; id <= 12; ++id) words.push_back(randomRule(chance, id));
    WordBook made = book(std::move(words));
    made.lists[1].enabled = chance.oneIn(2);
    return made;
}

/// What an operator may do to a draft, without asking whether it is sensible.
void edit(Chance& chance, WordBook& book) {
    switch (chance.below(5)) {
        case 0: book.words.push_back(randomRule(chance, book.nextWordId++)); break;
        case 1:
            if (!book.words.empty()) book.words.erase(book.words.begin() + static_cast<std::ptrdiff_t>(chance.below(book.words.size())));
            break;
        case 2: book.lists[chance.below(2)].enabled = chance.oneIn(2); break;
        default:
            if (book.words.empty()) break;
            Word& chosen = book.words[chance.below(book.words.size())];
            chosen = randomRule(chance, chosen.id);
    }
}

WordTrial tried(const WordBook& words, std::string_view text, FoldSteps steps = kAllFoldSteps) {
    const auto base = std::make_shared<const WordBook>(words);
    return *DraftTrial(compiled(words, steps), base).run(words, 1, text, WordScope::both);
}

}  // namespace

/// Trying a text on a draft of which only the changes are compiled.
class TstDraftTrial : public QObject {
    Q_OBJECT
private slots:
    void findsWhatACompilationOfTheDraftFinds_data() {
        QTest::addColumn<unsigned>("seed");
        for (unsigned seed = 1; seed <= 60; ++seed) QTest::addRow("seed %u", seed) << seed;
    }
    void findsWhatACompilationOfTheDraftFinds() {
        QFETCH(unsigned, seed);
        Chance chance(seed);
        const FoldSteps steps = chance.oneIn(3) ? FoldSteps(chance.below(kAllFoldSteps + 1)) : kAllFoldSteps;
        const auto base = std::make_shared<const WordBook>(randomBook(chance));
        WordBook draft = *base;
        DraftTrial trial(compiled(*base, steps), base);
        for (std::uint64_t version = 0; version < 8; ++version) {
            for (int i = 0; i < 6; ++i) {
                const std::string text = randomText(chance, 40);
                const auto direction = static_cast<WordScope>(chance.below(3));
                const auto found = trial.run(draft, version, text, direction);
                QVERIFY(found.has_value());
                const Seen expected = byCompiling(draft, text, direction, steps);
                QVERIFY2(seenIn(*found) == expected, qPrintable(QString::fromStdString(text) + "\n" + told(seenIn(*found)) + "\n" + told(expected)));
                QCOMPARE(found->hitCount, std::uint64_t(expected.size()));
                m_hits += expected.size();
                m_saved += static_cast<std::size_t>(std::count_if(expected.begin(), expected.end(), [](const auto& hit) { return std::get<3>(hit); }));
            }
            for (std::size_t left = 1 + chance.below(4); left > 0; --left) edit(chance, draft);
        }
    }
    void whatBlocksAndWhatIsMaskedFollowsTheDraft() {
        WordBook draft = book({word(1, "大麻"), word(2, "象牙", WordAction::mask), word(3, "枪", WordAction::observe)});
        const auto base = std::make_shared<const WordBook>(draft);
        DraftTrial trial(compiled(draft), base);
        const auto first = *trial.run(draft, 0, "象 牙和枪", WordScope::both);
        QVERIFY(!first.blocked);
        QCOMPARE(QString::fromStdString(first.masked), QString("***和枪"));
        draft.words[1].action = WordAction::block;
        QVERIFY((*trial.run(draft, 1, "象 牙和枪", WordScope::both)).blocked);
        draft.words.push_back(exception(4, "象牙塔"));
        const auto saved = *trial.run(draft, 2, "象牙塔", WordScope::both);
        QVERIFY(!saved.blocked && saved.masked.empty());
        QCOMPARE(saved.hits.at(0).savedBy, 4u);
        QCOMPARE(saved.hits.at(0).savedByText, std::string("象牙塔"));
        draft.words[0].scope = WordScope::output;
        QVERIFY(!(*trial.run(draft, 3, "大麻", WordScope::input)).blocked);
        QVERIFY((*trial.run(draft, 3, "大麻", WordScope::output)).blocked);
    }
    void aTextThatIsTheWordTookNoStep_data() {
        QTest::addColumn<QString>("listed");
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("steps");
        const auto bits = [](std::initializer_list<FoldStep> steps) {
            int all = 0;
            for (const FoldStep step : steps) all |= foldBit(step);
            return all;
        };
        QTest::newRow("plain") << "大麻" << "大麻" << 0;
        QTest::newRow("capitals") << "SM" << "SM" << 0;
        QTest::newRow("traditional") << "大麻煩" << "大麻煩" << 0;
        QTest::newRow("full width") << "ＶＰＮ" << "ＶＰＮ" << 0;
        QTest::newRow("with a blank") << "大 麻" << "大 麻" << 0;
        QTest::newRow("small for capitals") << "SM" << "sm" << bits({FoldStep::width});
        QTest::newRow("simplified for traditional") << "大麻煩" << "大麻烦" << bits({FoldStep::traditional});
        QTest::newRow("separated") << "大麻" << "大*麻" << bits({FoldStep::separators});
        QTest::newRow("separated, of a traditional word") << "大麻煩" << "大 麻煩" << bits({FoldStep::separators});
        QTest::newRow("zero width") << "大麻" << "大\u200B麻" << bits({FoldStep::ignorable});
        QTest::newRow("entity") << "大麻" << "&#22823;麻" << bits({FoldStep::entities});
        QTest::newRow("look-alike") << "viagra" << "vi\u0430gra" << bits({FoldStep::confusables});
        QTest::newRow("several") << "大麻煩" << "大\u200B麻 烦" << bits({FoldStep::ignorable, FoldStep::traditional, FoldStep::separators});
    }
    void aTextThatIsTheWordTookNoStep() {
        QFETCH(QString, listed);
        QFETCH(QString, text);
        QFETCH(int, steps);
        const WordTrial trial = tried(book({word(1, listed.toStdString())}), text.toStdString());
        QCOMPARE(trial.hits.size(), 1u);
        QCOMPARE(int(trial.hits[0].steps), steps);
    }
    void rulesThatAreNotFoldedTookNoStep() {
        const WordTrial trial = tried(book({exact(1, "大 麻"), regex(2, "麻.x")}), "大 麻 x");
        QCOMPARE(trial.hits.size(), 2u);
        QVERIFY(trial.hits[0].steps == 0 && trial.hits[1].steps == 0);
    }
    void moreChangesThanAreCarriedBesideAreCompiled() {
        std::vector<Word> words;
        for (std::uint32_t id = 1; id <= 21'000; ++id) words.push_back(word(id, "词" + std::to_string(id)));
        WordBook draft = book(std::move(words));
        const auto base = std::make_shared<const WordBook>(book({}));
        DraftTrial trial(compiled(*base), base);
        QCOMPARE((*trial.run(draft, 1, "有词20999。", WordScope::both)).hits.at(0).word.id, 20'999u);
        draft.words[20'998].enabled = false;
        QVERIFY((*trial.run(draft, 2, "有词20999。", WordScope::both)).hits.empty());
    }
    void anEditCostsNotWhatTheListsCost() {
        std::vector<Word> words;
        for (std::uint32_t id = 1; id <= 60'000; ++id) words.push_back(word(id, "词" + std::to_string(id)));
        WordBook draft = book(std::move(words));
        const auto base = std::make_shared<const WordBook>(draft);
        const auto begun = std::chrono::steady_clock::now();
        const auto rules = compiled(draft);
        const auto whole = std::chrono::steady_clock::now() - begun;
        DraftTrial trial(rules, base);
        draft.words[9].text = "象牙";
        const auto edited = std::chrono::steady_clock::now();
        QCOMPARE((*trial.run(draft, 1, "象牙", WordScope::both)).hits.size(), 1u);
        QVERIFY(std::chrono::steady_clock::now() - edited < whole);
    }
    /// Every letter a hit, every other an exception: the longest text that may be tried.
    void aTextFullOfHitsAndExceptionsIsTriedInTime() {
        std::string text;
        while (text.size() < 1024 * 1024 - 9) text += "大麻烦";
        const auto begun = std::chrono::steady_clock::now();
        const WordTrial trial = tried(book({word(1, "大麻"), word(2, "烦大", WordAction::mask), exception(3, "大麻烦")}), text);
        const auto took = std::chrono::steady_clock::now() - begun;
        QCOMPARE(trial.hits.size(), 2'000u);
        QVERIFY(trial.hitCount > 200'000 && !trial.blocked && !trial.masked.empty());
#ifdef MIRROR_SANITIZED
        constexpr std::chrono::seconds kInTime{60};
#else
        constexpr std::chrono::seconds kInTime{5};  // looking back at every hit from every other would take minutes
#endif
        QVERIFY2(took < kInTime, qPrintable(QString::number(std::chrono::duration<double>(took).count())));
    }
    void itCanBeCancelled() {
        const auto base = std::make_shared<const WordBook>(book({word(1, "大麻")}));
        DraftTrial trial(compiled(*base), base);
        WordBook draft = *base;
        draft.words.push_back(word(2, "象牙"));
        const auto ended = trial.run(draft, 1, "象牙", WordScope::both, [] { return true; });
        QVERIFY(!ended && ended.error().code == ErrorCode::cancelled);
        QCOMPARE((*trial.run(draft, 1, "象牙", WordScope::both)).hits.size(), 1u);  // and tried again
    }
    void theTrialsMetHitsAndExceptionsOften() {
        QVERIFY2(m_hits > 3'000 && m_saved > 50, qPrintable(QString("%1 %2").arg(m_hits).arg(m_saved)));
    }
    void starsStandForCharacters() {
        QCOMPARE(starred("a大麻b", {{1, 7}}), std::string("a**b"));
        QCOMPARE(starred("大麻烦", {{0, 6}, {3, 9}}), std::string("***"));
        QCOMPARE(starred("大麻烦", {{0, 9}, {3, 6}}), std::string("***"));
        QCOMPARE(starred("大麻", {}), std::string("大麻"));
    }

private:
    std::size_t m_hits = 0, m_saved = 0;  // of all seeds
};

MIRROR_TEST(TstDraftTrial, tst_draft_trial)
#include "tst_draft_trial.moc"
