#include <map>
#include <random>

#include "support/run_test.h"
#include "ui/models/word_table.h"
#include "ui/support/fake_words.h"

using namespace mirror;
using namespace mirror::ui;

class WordTableTest : public QObject {
    Q_OBJECT
    using Truth = std::map<std::uint32_t, Word>;

    static bool isSame(const WordTable& table, const Truth& truth) {
        auto at = truth.begin();
        bool same = table.size() == truth.size();
        table.forEach([&](const Word& word) {
            same = same && at != truth.end() && at->second == word;
            ++at;
            return same;
        });
        return same;
    }

private slots:
    void holdsWhatAMapHolds() {
        std::mt19937 generator(11);
        const auto random = [&generator] { return static_cast<std::uint32_t>(generator()); };
        WordTable table;
        Truth truth;
        for (int round = 0; round < 300; ++round) {
            std::vector<Word> put;
            for (auto n = random() % 40; n > 0; --n) put.push_back(test::wordOf(1 + random() % 4000, "w" + std::to_string(random() % 100)));
            for (const Word& word : put) truth[word.id] = word;
            table.put(put);
            WordTable::Ids gone;
            for (auto n = random() % 25; n > 0; --n) gone.push_back(1 + random() % 4000);
            for (const std::uint32_t id : gone) truth.erase(id);
            table.remove(gone);
            QVERIFY2(isSame(table, truth), qPrintable(QString::number(round)));
        }
        for (std::uint32_t id = 0; id < 4100; ++id) {
            const Word* found = table.find(id);
            QCOMPARE(found != nullptr, truth.contains(id));
            if (found != nullptr) QCOMPARE(found->text, truth[id].text);
        }
    }

    void aCopyKeepsWhatItWas() {
        WordTable table;
        table.put({test::wordOf(1, "a"), test::wordOf(2, "b")});
        const WordTable before = table;
        table.put({test::wordOf(1, "changed")});
        table.remove({2});
        QCOMPARE(before.find(1)->text, std::string("a"));
        QVERIFY(before.find(2) != nullptr);
        QCOMPARE(table.size(), std::size_t{1});
    }

    void differenceNamesWhatDiffersAndNothingElse() {
        std::mt19937 generator(12);
        const auto random = [&generator] { return static_cast<std::uint32_t>(generator()); };
        std::vector<Word> words;
        for (std::uint32_t id = 1; id <= 5000; ++id) words.push_back(test::wordOf(id, "w" + std::to_string(id)));
        WordTable one;
        one.put(words);
        WordTable other = one;
        WordTable::Ids expected;
        for (int i = 0; i < 60; ++i) {
            const std::uint32_t id = 1 + random() % 6000;  // some are new
            if (random() % 3 == 0) other.remove({id});
            else other.put({test::wordOf(id, "other")});
        }
        for (std::uint32_t id = 1; id <= 6000; ++id) {
            const Word* left = one.find(id);
            const Word* right = other.find(id);
            if ((left == nullptr) != (right == nullptr) || (left != nullptr && !(*left == *right))) expected.push_back(id);
        }
        QCOMPARE(WordTable::difference(one, other), expected);
        QCOMPARE(WordTable::difference(other, one), expected);
        QVERIFY(WordTable::difference(one, one).empty());
    }

    void ofSeveralEntriesWithOneIdTheLastStays() {
        WordTable table;
        table.put({test::wordOf(3, "first"), test::wordOf(3, "second")});
        QCOMPARE(table.size(), std::size_t{1});
        QCOMPARE(table.find(3)->text, std::string("second"));
    }
};

MIRROR_TEST(WordTableTest, tst_word_table)
#include "tst_word_table.moc"
