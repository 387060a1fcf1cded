#include <fstream>

#include "base/file.h"
#include "proxycore/filter/random_texts.h"
#include "support/run_test.h"

using namespace mirror;
using namespace mirror::filter;
using namespace mirror::filter::trial;

namespace {

WordBook smallBook() {
    std::vector<Word> words{word(1, "大麻"), word(4, "vpn", WordAction::mask, WordScope::output), exception(5, "大麻烦"), exact(7, "Ab"), regex(9, "\\d{4}", WordAction::observe)};
    words[0].category = "drugs and a name that does not fit into a string";
    words[1].category = "tools";
    return book(words, 12);
}

}  // namespace

class TstRulesetFile : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;
    std::filesystem::path m_file;

    ErrorCode loadError(std::uint64_t revision = 12, FoldSteps steps = kAllFoldSteps) const {
        const auto loaded = Ruleset::load(m_file, revision, steps);
        return loaded ? ErrorCode::internal : loaded.error().code;
    }
    void write(std::string_view bytes) const { std::ofstream(m_file, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size())); }

private slots:
    void init() {
        m_file = m_folder.path().toStdString() + "/compiled.bin";
        QVERIFY(compiled(smallBook())->save(m_file).has_value());
    }
    void comesBackAsItWas() {
        const auto before = compiled(smallBook());
        const auto loaded = Ruleset::load(m_file, 12, kAllFoldSteps);
        QVERIFY(loaded.has_value());
        const Ruleset& after = **loaded;
        QCOMPARE(after.revision(), 12u);
        QCOMPARE(after.size(), before->size());
        for (std::uint32_t i = 0; i < before->size() + 1; ++i) {
            QCOMPARE(after.rule(i).id, before->rule(i).id);
            QCOMPARE(after.rule(i).category, before->rule(i).category);
            QCOMPARE(after.rule(i).exact, before->rule(i).exact);
            QVERIFY(after.rule(i).action == before->rule(i).action && after.rule(i).scope == before->rule(i).scope && after.rule(i).kind == before->rule(i).kind);
        }
        const std::string text = "大麻 大麻烦 vpn xAbx 2024 ab";
        for (const WordScope direction : {WordScope::input, WordScope::output}) {
            QVERIFY(!scanned(after, text, direction).empty());
            QCOMPARE(scanned(after, text, direction, true), scanned(*before, text, direction, true));
            QCOMPARE(after.looksFor(direction), true);
        }
    }
    void otherRevisionsAndStepsAreNotFound() {
        QCOMPARE(loadError(11), ErrorCode::notFound);
        QCOMPARE(loadError(12, foldBit(FoldStep::width)), ErrorCode::notFound);
        QCOMPARE(loadError(12), ErrorCode::internal);  // no error
    }
    void aMissingFileCannotBeRead() {
        std::filesystem::remove(m_file);
        QCOMPARE(loadError(), ErrorCode::fileRead);
    }
    void everyFlippedByteIsNoticed() {
        const std::string good = *base::readFile(m_file);
        for (std::size_t at = 0; at < good.size(); ++at) {
            std::string damaged = good;
            damaged[at] = static_cast<char>(damaged[at] ^ (1 << at % 8));
            write(damaged);
            QCOMPARE(loadError(), ErrorCode::notFound);
        }
    }
    void everyTruncationIsNoticed() {
        const std::string good = *base::readFile(m_file);
        for (std::size_t size = 0; size < good.size(); ++size) {
            write(std::string_view(good).substr(0, size));
            QCOMPARE(loadError(), ErrorCode::notFound);
        }
        write(good + "x");
        QCOMPARE(loadError(), ErrorCode::notFound);
        write("word,category\n");
        QCOMPARE(loadError(), ErrorCode::notFound);
    }
    void whereNothingCanBeWrittenItSaysSo() {
        const Result<void> saved = compiled(smallBook())->save("/proc/none/compiled.bin");
        QVERIFY(!saved);
        QCOMPARE(saved.error().code, ErrorCode::fileWrite);
    }
    void manyWordsAreThereAtOnce() {
        Chance chance(5);
        std::vector<Word> words;
        for (std::uint32_t id = 1; id <= 20'000; ++id) {
            std::string text;
            for (std::size_t length = 2 + chance.below(4); length > 0; --length) text += {'\xE5', static_cast<char>(0x80 + chance.below(64)), static_cast<char>(0x80 + chance.below(64))};
            words.push_back(word(id, text));
        }
        const auto set = compiled(book(words, 3));
        QVERIFY(set->save(m_file).has_value());
        QElapsedTimer timer;
        timer.start();
        const auto loaded = Ruleset::load(m_file, 3, kAllFoldSteps);
        QVERIFY(loaded.has_value());
        QVERIFY2(timer.elapsed() < 1000, qPrintable(QString::number(timer.elapsed())));  // without checks and sanitizers: 5 ms
        for (std::size_t i = 0; i < words.size(); i += 97) QVERIFY(scanned(**loaded, words[i].text).find(std::to_string(words[i].id) + "@0-") != std::string::npos);
    }
};

MIRROR_TEST(TstRulesetFile, tst_ruleset_file)
#include "tst_ruleset_file.moc"
