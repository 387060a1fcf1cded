#include "support/run_test.h"

#include <QTemporaryDir>
#include <fstream>
#include <latch>

#include "crypto/x25519.h"
#include "log/journal_reader.h"
#include "log/journal_view.h"
#include "proxycore/pipeline/whole_way.h"

using namespace mirror;
using namespace mirror::test;

namespace {

const std::string kPhone = "13812345678";
const std::string kOther = "13987654321";

/// A journal in a folder of its own, written by the pipeline and read with its private keys.
class Book {
public:
    Book() : m_folder(std::filesystem::path(m_directory.path().toStdString()) / "journal") {
        auto file = log::JournalKeyFile::create(m_folder / "journal.key", m_passphrase, {.log2n = 4});
        if (!file) qFatal("%s", describe(file.error()).c_str());
        log::JournalWriter::Options options;
        options.settings.folder = m_folder;
        options.key = file->current();
        options.valuesKey = crypto::Secret("0123456789abcdef0123456789abcdef");
        open = std::make_shared<pipeline::Journaling>(std::move(options));
    }
    /// What was written until now, once it is in the file.
    std::vector<log::DialogueParts> dialogues() {
        std::latch written(1);
        open->writer.flush([&] { written.count_down(); });
        written.wait();
        auto keys = log::JournalKeyFile::read(m_folder / "journal.key")->unlock(m_passphrase);
        if (!keys) qFatal("%s", describe(keys.error()).c_str());
        m_reader = std::make_unique<log::JournalReader>(m_folder, std::move(*keys));
        log::JournalView view(*m_reader, {});
        const std::atomic<bool> never{false};
        while (!view.isComplete())
            if (!view.work(Milliseconds(100), never)) qFatal("the journal cannot be read");
        std::vector<log::DialogueParts> all;
        const auto rows = view.rows(view.first(), 100);
        for (const JournalEntryRow& row : rows.value()) {
            all.push_back(m_reader->dialogue(row.request, row.answer).value());
            m_places.push_back(row);
        }
        return all;
    }
    nlohmann::json values(JournalPlace place, const std::string& sealed) {
        log::ValueSealer sealer(m_reader->valuesKey(place.segment).value());
        return nlohmann::json::parse(sealer.open(sealed).value());
    }
    const std::vector<JournalEntryRow>& places() const { return m_places; }
    bool anyFileHas(const std::string& text) const {
        for (const auto& entry : std::filesystem::recursive_directory_iterator(m_folder)) {
            if (!entry.is_regular_file()) continue;
            std::ifstream in(entry.path(), std::ios::binary);
            const std::string bytes((std::istreambuf_iterator<char>(in)), {});
            if (bytes.find(text) != std::string::npos) return true;
        }
        return false;
    }

    std::shared_ptr<pipeline::Journaling> open;

private:
    QTemporaryDir m_directory;
    std::filesystem::path m_folder;
    crypto::Secret m_passphrase{std::string_view("a long passphrase")};
    std::unique_ptr<log::JournalReader> m_reader;
    std::vector<JournalEntryRow> m_places;
};

nlohmann::json parsed(const std::string& text) { return nlohmann::json::parse(text); }

FakeUpstream::Script saying(const std::string& content) {
    return [content](UpstreamPeer& peer) {
        peer.request();
        peer.answerJson(200, wholeAnswer(content));
    };
}

}  // namespace

class TstDialogue : public QObject {
    Q_OBJECT
private slots:
    void bothPartsAreWrittenMaskedAndTheOriginalsApart() {
        Book book;
        FakeUpstream upstream(saying("好的，" + kPhone + "，还有" + kOther));
        WholeWay way(upstream);
        way.journal = book.open;
        way.chat("我的号码是" + kPhone);
        QCOMPARE(way.caller.client.status, 200);
        QVERIFY(way.body().find(kPhone) != std::string::npos);  // the caller got what was said
        const auto all = book.dialogues();
        QCOMPARE(all.size(), std::size_t(1));
        const log::DialogueParts& parts = all[0];
        QVERIFY(parts.row.isAnswered);
        QCOMPARE(parts.row.status, 200);
        QCOMPARE(parts.row.outcome, Outcome::ok);
        QCOMPARE(parts.row.modelAsked, std::string("m"));
        QCOMPARE(parts.row.upstream, std::string("up"));
        QCOMPARE(parts.row.masked, 3u);
        const nlohmann::json request = parsed(parts.request);
        QCOMPARE(request["body"]["messages"][0]["content"].get<std::string>(), std::string("我的号码是[PHONE]"));
        QCOMPARE(request["masked"], nlohmann::json({{"[PHONE]", "phone"}}));
        const nlohmann::json answer = parsed(parts.answer);
        QCOMPARE(answer["texts"], nlohmann::json::parse(R"([["choices[0].message.content","好的，[PHONE]，还有[PHONE_2]"]])"));
        QCOMPARE(answer["attempts"][0]["upstream"].get<std::string>(), std::string("up"));
        QCOMPARE(answer["masked"], nlohmann::json({{"[PHONE_2]", "phone"}}));
        QCOMPARE(book.values(book.places()[0].request, parts.requestValues), nlohmann::json({{"[PHONE]", kPhone}}));
        QCOMPARE(book.values(book.places()[0].answer, parts.answerValues), nlohmann::json({{"[PHONE_2]", kOther}}));
        for (const std::string& secret : {kPhone, kOther, std::string("我的号码")}) QVERIFY(!book.anyFileHas(secret));
    }
    void namesOfMembersAreNotKept() {
        Book book;
        FakeUpstream upstream([](UpstreamPeer& peer) {
            peer.request();
            peer.answerJson(200, R"j({"choices":[{"index":0,"message":{"role":"assistant","content":"ok","vendor":{"13812345678":"call me"}}}]})j");
        });
        WholeWay way(upstream);
        way.journal = book.open;
        way.chat("hi");
        const auto all = book.dialogues();
        QVERIFY2(all.at(0).answer.find(kPhone) == std::string::npos, all.at(0).answer.c_str());
        QVERIFY(all.at(0).answer.find("call me") != std::string::npos);
    }
    void withoutAJournalThatIsWantedRequestsAreRefusedOrCounted() {
        FakeUpstream upstream(saying("ok"));
        for (const bool drops : {false, true}) {
            WholeWay way(upstream);
            way.wantsJournal = true;
            way.config.journal.onFailure = drops ? "drop" : "refuse";
            way.chat("hi");
            QCOMPARE(way.caller.client.status, drops ? 200 : 503);
            QCOMPARE(way.unwritten->refused.load(), std::uint64_t(drops ? 0 : 1));
            QCOMPARE(way.unwritten->dropped.load(), std::uint64_t(drops ? 2 : 0));
        }
    }
    void everyKindIsMaskedWhateverUpstreamsMaySee() {
        Book book;
        FakeUpstream upstream(saying("ok"));
        WholeWay way(upstream);
        way.config.mask.kinds = {"ip"};
        way.journal = book.open;
        way.chat("a@b.example.com " + kPhone);
        QCOMPARE(parsed(book.dialogues().at(0).request)["body"]["messages"][0]["content"].get<std::string>(), std::string("[EMAIL] [PHONE]"));
    }
    void aStreamIsWrittenAsItWentOut() {
        Book book;
        FakeUpstream upstream(scripts::wellBehaved({"号码", "1381", "2345", "678。坏", "词", "后"}));
        WholeWay way(upstream, {rule(3, "坏词", WordAction::mask)});
        way.journal = book.open;
        way.chat("hi", true);
        const auto all = book.dialogues();
        QVERIFY(all.at(0).row.stream);
        QCOMPARE(parsed(all[0].answer)["texts"][0][1].get<std::string>(), std::string("号码[PHONE]。**后"));
        QCOMPARE(parsed(all[0].answer)["rules"][0]["rule"].get<std::string>(), std::string("w3"));
        QCOMPARE(all[0].row.ruleHits, 1u);
        QVERIFY(all[0].row.firstToken.count() > 0);
    }
    void aForbiddenRequestIsWrittenWithItsRefusal() {
        Book book;
        FakeUpstream upstream(scripts::wellBehaved());
        WholeWay way(upstream, {rule(12, "大麻")});
        way.journal = book.open;
        way.chat("有大麻吗");
        const auto all = book.dialogues();
        QCOMPARE(all.at(0).row.status, 403);
        QCOMPARE(all[0].row.outcome, Outcome::filtered);
        QCOMPARE(parsed(all[0].request)["body"]["messages"][0]["content"].get<std::string>(), std::string("有大麻吗"));
        QCOMPARE(parsed(all[0].answer)["rules"][0]["where"].get<std::string>(), std::string("messages[0].content"));
        QVERIFY(!parsed(all[0].answer).contains("texts"));
    }
    void aBrokenStreamKeepsWhatWasSaid() {
        Book book;
        FakeUpstream upstream([](UpstreamPeer& peer) {
            peer.request();
            peer.beginStream();
            peer.event(R"({"choices":[{"index":0,"delta":{"content":"half"}}]})");
            peer.reset();
        });
        WholeWay way(upstream);
        way.config.retry.attempts = 1;
        way.journal = book.open;
        way.chat("hi", true);
        const auto all = book.dialogues();
        QCOMPARE(all.at(0).row.outcome, Outcome::cut);
        QCOMPARE(parsed(all[0].answer)["texts"][0][1].get<std::string>(), std::string("half"));
        QCOMPARE(parsed(all[0].answer)["error"].get<std::string>(), std::string("upstream_cut"));
    }
    void whatNeverReachedTheCallerIsNotInTheAnswer() {
        Book book;
        FakeUpstream upstream([](UpstreamPeer& peer) {
            peer.request();
            peer.beginStream();
            peer.event(R"({"choices":[{"index":0,"delta":{"role":"assistant","content":""}}]})");
            peer.event(R"({"error":{"message":"sorry"}})");
            peer.end();
        });
        WholeWay way(upstream);
        way.config.retry.attempts = 1;
        way.journal = book.open;
        way.chat("hi", true);
        const auto all = book.dialogues();
        QVERIFY(all.at(0).row.status >= 500);
        QVERIFY(!parsed(all[0].answer).contains("texts"));
    }
    void linesAndNumbersOfTheBodyStayJson() {
        Book book;
        FakeUpstream upstream(saying("ok"));
        WholeWay way(upstream);
        way.journal = book.open;
        way.send("/v1/chat/completions", "{\n  \"model\": \"m\",\r\n  \"phone\": " + kPhone + ",\n  \"messages\": [{\"role\":\"user\",\"content\":\"a\\nb\"}]\n}");
        QCOMPARE(way.caller.client.status, 200);
        const std::string request = book.dialogues().at(0).request;
        QVERIFY(request.find('\n') == std::string::npos);
        QCOMPARE(parsed(request)["body"]["phone"], nlohmann::json(0));
        QCOMPARE(parsed(request)["body"]["messages"][0]["content"].get<std::string>(), std::string("a\nb"));
    }
    void originalsAreNotKeptWhenThatIsOff() {
        Book book;
        FakeUpstream upstream(saying("ok"));
        WholeWay way(upstream);
        way.config.journal.keepValues = false;
        way.journal = book.open;
        way.chat(kPhone);
        const auto all = book.dialogues();
        QVERIFY(all.at(0).requestValues.empty());
        QCOMPARE(all[0].row.masked, 1u);
    }
    void whatCannotBeWrittenIsRefusedOrCounted_data() {
        QTest::addColumn<QString>("onFailure");
        QTest::addColumn<int>("status");
        QTest::newRow("refuse") << "refuse" << 503;
        QTest::newRow("drop") << "drop" << 200;
    }
    void whatCannotBeWrittenIsRefusedOrCounted() {
        QFETCH(QString, onFailure);
        QFETCH(int, status);
        QTemporaryDir directory;
        std::ofstream(directory.filePath("journal").toStdString()) << "a file where the folder should be";
        const auto pair = crypto::makeX25519Pair();
        log::JournalWriter::Options options;
        options.settings.folder = directory.filePath("journal").toStdString();
        options.key = {"k", pair.publicKey};
        options.valuesKey = crypto::Secret("0123456789abcdef0123456789abcdef");
        FakeUpstream upstream(saying("ok"));
        WholeWay way(upstream);
        way.config.journal.onFailure = onFailure.toStdString();
        way.journal = std::make_shared<pipeline::Journaling>(std::move(options));
        way.chat("hi");
        QCOMPARE(way.caller.client.status, status);
        QCOMPARE(way.unwritten->refused.load(), std::uint64_t(status == 503));
        QCOMPARE(way.unwritten->dropped.load(), std::uint64_t(status == 200 ? 2 : 0));  // both parts
        if (status != 503) return;
        QVERIFY(way.body().find("journal_unavailable") != std::string::npos);
        QCOMPARE(way.caller.client.field("Retry-After"), std::string("5"));
        QCOMPARE(upstream.connections(), std::size_t(0));
    }
};

MIRROR_TEST(TstDialogue, tst_dialogue)
#include "tst_dialogue.moc"
