#include "filter/word_store.h"

#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <thread>

#include "base/file.h"
#include "filter/gzip_lines.h"
#include "filter/word_lines.h"
#include "proxycore/filter/word_fixture.h"
#include "support/run_test.h"

using namespace mirror;
using namespace mirror::filter;
using namespace mirror::test;

namespace {

namespace fs = std::filesystem;

WordRevisionInfo infoOf(std::string note) { return {.time = SystemTime(Milliseconds(1'700'000'000'123)), .note = std::move(note), .origin = "console", .added = 3}; }

WordBook everyKind() {
    WordBook book = bookWith({});
    std::mt19937 random(5);
    while (book.words.size() < 300) {
        Word word = randomWord(random);
        word.id = book.nextWordId++;
        book.words.push_back(std::move(word));
    }
    book.lists[0].enabled = false;
    book.lists[1].note = "with \"quotes\"\nand 中文";
    book.nextWordId += 7;
    return book;
}

bool sameContent(const WordBook& a, const WordBook& b) { return a.words == b.words && a.lists == b.lists && a.nextWordId == b.nextWordId && a.nextListId == b.nextListId; }

class Folder {
public:
    fs::path path() const { return fs::path(m_dir.path().toStdString()) / "words"; }
    fs::path file(const char* name) const { return path() / name; }
    std::vector<std::string> names() const {
        std::vector<std::string> out;
        for (const auto& entry : fs::directory_iterator(path())) out.push_back(entry.path().filename().string());
        std::sort(out.begin(), out.end());
        return out;
    }

private:
    QTemporaryDir m_dir;
};

void writeRaw(const fs::path& file, std::string_view content) { std::ofstream(file, std::ios::binary) << content; }

}  // namespace

class TstWordStore : public QObject {
    Q_OBJECT
private slots:
    void anAbsentFolderHasNoRevisionAndIsNotMade() {
        const Folder folder;
        const WordStore store(folder.path());
        QCOMPARE(store.newest(), std::uint64_t{0});
        QVERIFY(store.list().empty());
        QCOMPARE(store.load(1).error().code, ErrorCode::revisionUnknown);
        QVERIFY(!fs::exists(folder.path()));
    }
    void whatIsWrittenIsReadBack() {
        const Folder folder;
        WordStore store(folder.path());
        const WordBook book = everyKind();
        QCOMPARE(store.append(book, 0, infoOf("first\nline \"two\"")).value(), std::uint64_t{1});
        const Result<WordBook> back = store.load(1);
        QVERIFY2(back.has_value(), back ? "" : back.error().cause.c_str());
        QVERIFY(sameContent(*back, book));
        QCOMPARE(back->revision, std::uint64_t{1});
        const auto list = store.list();
        QCOMPARE(list.size(), std::size_t{1});
        WordRevisionInfo expected = infoOf("first\nline \"two\"");
        expected.revision = 1;
        expected.words = 300;
        QVERIFY(list[0] == expected);
    }
    void filesAndFolderArePrivate() {
        const Folder folder;
        WordStore store(folder.path());
        QVERIFY(store.append(bookWith({"大麻"}), 0, {}));
        struct stat info {};
        QVERIFY(::stat(folder.path().c_str(), &info) == 0);
        QCOMPARE(info.st_mode & 0777u, 0700u);
        QVERIFY(::stat(folder.file("000001.jsonl.gz").c_str(), &info) == 0);
        QCOMPARE(info.st_mode & 0777u, 0600u);
        QCOMPARE(folder.names(), (std::vector<std::string>{".lock", "000001.jsonl.gz"}));
    }
    void aRevisionIsMadeOnlyFromTheNewest() {
        const Folder folder;
        WordStore store(folder.path());
        QCOMPARE(store.append(bookWith({"a1"}), 0, {}).value(), std::uint64_t{1});
        QCOMPARE(store.append(bookWith({"a2"}), 1, {}).value(), std::uint64_t{2});
        const auto stale = store.append(bookWith({"a3"}), 1, {});
        QCOMPARE(stale.error().code, ErrorCode::configConflict);
        QCOMPARE(stale.error().args, std::vector<std::string>{"2"});
        QCOMPARE(store.load(2)->words[0].text, std::string("a2"));
    }
    void oldRevisionsGoFirst() {
        const Folder folder;
        WordStore store(folder.path(), 3);
        for (std::uint64_t i = 0; i < 5; ++i) QVERIFY(store.append(bookWith({}), i, {}));
        QCOMPARE(folder.names(), (std::vector<std::string>{".lock", "000003.jsonl.gz", "000004.jsonl.gz", "000005.jsonl.gz"}));
        QCOMPARE(store.list().front().revision, std::uint64_t{5});
    }
    void onlyFilesNamedAsRevisionsCount() {
        const Folder folder;
        WordStore store(folder.path());
        QVERIFY(store.append(bookWith({}), 0, {}));
        for (const char* name : {"9.jsonl.gz", "000009.jsonl", ".new-000009.jsonl.gz", "000009.jsonl.gz.bak", "x00009.jsonl.gz", "000000.jsonl.gz"}) writeRaw(folder.file(name), "x");
        QCOMPARE(store.newest(), std::uint64_t{1});
        QCOMPARE(store.list().size(), std::size_t{1});
    }
    void aFileCutAnywhereIsNoRevision() {
        const Folder folder;
        WordStore store(folder.path());
        QVERIFY(store.append(bookWith({"大麻", "炸药"}), 0, infoOf("note")));
        const std::string whole = base::readFile(folder.file("000001.jsonl.gz")).value();
        for (std::size_t length = 0; length < whole.size(); ++length) {
            writeRaw(folder.file("000001.jsonl.gz"), whole.substr(0, length));
            QCOMPARE(store.load(1).error().code, ErrorCode::fileRead);
            QCOMPARE(store.list().at(0).revision, std::uint64_t{1});
        }
        writeRaw(folder.file("000001.jsonl.gz"), whole + "x");
        QCOMPARE(store.load(1).error().code, ErrorCode::fileRead);
        writeRaw(folder.file("000001.jsonl.gz"), whole);
        QVERIFY(store.load(1));
    }
    void aFileChangedAnywhereIsNoOtherRevision() {
        const Folder folder;
        WordStore store(folder.path());
        const WordBook book = bookWith({"大麻", "炸药"});
        QVERIFY(store.append(book, 0, infoOf("note")));
        const std::string whole = base::readFile(folder.file("000001.jsonl.gz")).value();
        std::size_t refused = 0;
        for (std::size_t at = 0; at < whole.size(); ++at) {
            std::string damaged = whole;
            damaged[at] = static_cast<char>(damaged[at] ^ 0x10);
            writeRaw(folder.file("000001.jsonl.gz"), damaged);
            const Result<WordBook> read = store.load(1);
            // Some octets of the format mean nothing (time, system, what fills the last octet of the data): the content is the same then.
            if (read) QVERIFY2(sameContent(*read, book), qPrintable(QString::number(at)));
            if (!read) ++refused;
        }
        QVERIFY(refused + 10 > whole.size());
    }
    void damageInsideIsSaidWithItsLine_data() {
        QTest::addColumn<QByteArray>("lines");
        QTest::addColumn<QString>("cause");
        const QByteArray head = R"({"format":1,"revision":1,"lists":1,"words":2,"next_word_id":9,"next_list_id":2})" "\n";
        const QByteArray list = "{\"id\":1,\"name\":\"x\"}\n", one = "{\"id\":1,\"list\":1,\"text\":\"a\"}\n", two = "{\"id\":2,\"list\":1,\"text\":\"b\"}\n";
        QTest::newRow("no JSON") << head + list + one + "{\n" << "line 4";
        QTest::newRow("wrong type") << head + list + one + "{\"id\":\"2\"}\n" << "line 4";
        QTest::newRow("unknown kind") << head + list + one + "{\"id\":2,\"kind\":\"x\"}\n" << "line 4";
        QTest::newRow("ids fall") << head + list + two + one << "order";
        QTest::newRow("id beyond the next") << head + list + one + "{\"id\":9,\"list\":1,\"text\":\"b\"}\n" << "order";
        QTest::newRow("one missing") << head + list + one << "missing";
        QTest::newRow("one too many") << head + list + one + two + "{\"id\":3,\"list\":1,\"text\":\"c\"}\n" << "more words";
        QTest::newRow("other format") << QByteArray("{\"format\":2,\"revision\":1}\n") << "line 1";
        QTest::newRow("other number") << QByteArray("{\"format\":1,\"revision\":2}\n") << "revision 2";
        QTest::newRow("nothing") << QByteArray() << "missing";
        QTest::newRow("no last line end") << (head + list + one + two).chopped(1) << "no end";
        QTest::newRow("an array") << QByteArray("[]\n") << "line 1";
        QTest::newRow("huge count") << QByteArray("{\"format\":1,\"revision\":1,\"words\":99999999999}\n") << "too many";
    }
    void damageInsideIsSaidWithItsLine() {
        QFETCH(QByteArray, lines);
        QFETCH(QString, cause);
        const Folder folder;
        fs::create_directory(folder.path());
        writeRaw(folder.file("000001.jsonl.gz"), gzip(lines.toStdString()).value());
        const Result<WordBook> read = WordStore(folder.path()).load(1);
        QVERIFY(!read);
        QCOMPARE(read.error().code, ErrorCode::fileRead);
        QVERIFY2(read.error().cause.find(cause.toStdString()) != std::string::npos, read.error().cause.c_str());
    }
    void membersOfANewerProgramArePassedOver() {
        const Folder folder;
        fs::create_directory(folder.path());
        writeRaw(folder.file("000001.jsonl.gz"), gzip("{\"format\":1,\"revision\":1,\"lists\":1,\"words\":1,\"next_word_id\":2,\"next_list_id\":2,\"future\":{\"a\":[1,{\"id\":3}]}}\n"
                                                      "{\"id\":1,\"name\":\"x\",\"tags\":[1.5,null]}\n{\"id\":1,\"list\":1,\"text\":\"a\",\"weight\":{\"text\":\"no\"}}\n")
                                                     .value());
        QCOMPARE(WordStore(folder.path()).load(1)->words.at(0).text, std::string("a"));
    }
    void whatACrashLeftIsRemovedAndNeverListed() {
        const Folder folder;
        WordStore store(folder.path());
        QVERIFY(store.append(bookWith({}), 0, {}));
        writeRaw(folder.file(".new-aB3xYz"), "half");
        QCOMPARE(store.newest(), std::uint64_t{1});
        QCOMPARE(store.list().size(), std::size_t{1});
        QVERIFY(store.append(bookWith({}), 1, {}));
        QVERIFY(!fs::exists(folder.file(".new-aB3xYz")));
    }
    void ofManyWritersOnOneBaseOneWins() {
        const Folder folder;
        for (std::uint64_t base = 0; base < 5; ++base) {
            std::array<Result<std::uint64_t>, 4> made;
            std::vector<std::thread> threads;
            for (std::size_t i = 0; i < made.size(); ++i)
                threads.emplace_back([&, i] { made[i] = WordStore(folder.path()).append(bookWith({"writer" + std::to_string(i)}), base, {}); });
            for (std::thread& thread : threads) thread.join();
            std::size_t winners = 0;
            for (std::size_t i = 0; i < made.size(); ++i) {
                if (!made[i]) QCOMPARE(made[i].error().code, ErrorCode::configConflict);
                if (!made[i]) continue;
                ++winners;
                QCOMPARE(*made[i], base + 1);
                QCOMPARE(WordStore(folder.path()).load(base + 1)->words[0].text, "writer" + std::to_string(i));
            }
            QCOMPARE(winners, std::size_t{1});
        }
    }
    void ofTwoProcessesOneWins() {
        const Folder folder;
        QVERIFY(WordStore(folder.path()).append(bookWith({}), 0, {}));
        const WordBook large = bookWith(manyTexts(2000));
        const pid_t child = ::fork();
        if (child == 0) ::_exit(WordStore(folder.path()).append(large, 1, {}) ? 0 : 1);
        const auto mine = WordStore(folder.path()).append(large, 1, {});
        int status = 0;
        QVERIFY(::waitpid(child, &status, 0) == child && WIFEXITED(status));
        QCOMPARE(mine.has_value(), WEXITSTATUS(status) == 1);
        if (!mine) QCOMPARE(mine.error().code, ErrorCode::configConflict);
        QCOMPARE(WordStore(folder.path()).newest(), std::uint64_t{2});
        QVERIFY(WordStore(folder.path()).load(2));
    }
    void aFolderThatCannotBeWrittenIsSaidToBe() {
        QTemporaryDir dir;
        const fs::path file = dir.filePath("file").toStdString();
        writeRaw(file, "x");
        const auto made = WordStore(file / "words").append(bookWith({}), 0, {});
        QCOMPARE(made.error().code, ErrorCode::fileWrite);
        QVERIFY(!made.error().cause.empty());
    }
    void noteOfAnyOctetsDoesNoHarm() {
        const Folder folder;
        WordStore store(folder.path());
        QVERIFY(store.append(bookWith({}), 0, infoOf("no \xFF utf-8")));
        QVERIFY(store.load(1));
        QVERIFY(store.list().at(0).note.starts_with("no "));
    }
    void aHundredThousandWordsAreQuick() {
        const Folder folder;
        WordStore store(folder.path());
        WordBook book = bookWith(manyTexts(100'000));
        for (Word& word : book.words) word.category = "分类";
        QElapsedTimer timer;
        timer.start();
        QVERIFY(store.append(book, 0, {}));
        const qint64 saved = timer.restart();
        const Result<WordBook> read = store.load(1);
        const qint64 loaded = timer.elapsed();
        QVERIFY(read && read->words == book.words);
        qInfo("100,000 words: saved in %lld ms, loaded in %lld ms, %lld KB", saved, loaded, static_cast<long long>(fs::file_size(folder.file("000001.jsonl.gz")) / 1024));
#ifndef MIRROR_SANITIZED
        QVERIFY(saved < 2000 && loaded < 2000);  // on a machine that does other things too
#endif
    }
    void theListsANewProfileBeginsWithAreSound() {
        const WordBook book = defaultBook();
        QCOMPARE(book.lists.size(), std::size_t{1});
        QVERIFY(book.words.size() >= 20);
        QCOMPARE(book.words.front().id, 1u);
        for (const Word& word : book.words) {
            QVERIFY2(checkWord(word, everyStep()).empty(), word.text.c_str());
            QVERIFY2(word.kind == WordKind::exception || !word.category.empty(), word.text.c_str());
        }
    }
};

MIRROR_TEST(TstWordStore, tst_word_store)
#include "tst_word_store.moc"
