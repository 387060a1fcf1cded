#include "log/journal_key_text.h"

#include <nlohmann/json.hpp>

#include "base/text.h"
#include "crypto/base64url.h"
#include "crypto/hmac.h"
#include "crypto/x25519.h"
#include "support/bytes.h"
#include "support/run_test.h"

using namespace mirror;
using namespace mirror::test;
using namespace mirror::log;
using nlohmann::json;

namespace {

StoredJournalKey storedKey(std::optional<SystemTime> retired = {}) {
    const std::string publicKey = crypto::makeX25519Pair().publicKey;
    return {.id = journalKeyId(publicKey), .publicKey = publicKey, .wrapped = counting(3, 60), .created = SystemTime(std::chrono::microseconds(1'700'000'000'123'456)), .retired = retired};
}

JournalKeyContent someContent() {
    return {.cost = {10, 8, 2}, .salt = counting(0, 32), .keys = {storedKey(SystemTime(std::chrono::microseconds(1'800'000'000'000'001))), storedKey()}};
}

std::string flawOf(std::string_view text) {
    const auto read = readJournalKeyText(text, "journal.key");
    if (read) return {};
    if (read.error().code != ErrorCode::journalDamaged || read.error().args.size() != 2 || read.error().args[0] != "journal.key") return "a refusal of another kind";
    return read.error().args[1];
}

/// The file after `change` of its content, with a right checksum.
template <class Change>
std::string changed(Change change) {
    json document = json::parse(journalKeyText(someContent()));
    change(document["content"]);
    const crypto::Digest256 digest = crypto::sha256(document["content"].dump());
    document["sha256"] = base::hex({reinterpret_cast<const char*>(digest.data()), digest.size()});
    return document.dump();
}

}  // namespace

class TstJournalKeyText : public QObject {
    Q_OBJECT
private slots:
    void whatIsWrittenIsRead() {
        const JournalKeyContent content = someContent();
        const auto read = readJournalKeyText(journalKeyText(content), "journal.key");
        QVERIFY(read);
        QVERIFY(*read == content);
    }
    void theIdIsTheBeginningOfTheKeysSha256() { QCOMPARE(journalKeyId("abc"), std::string("ba7816bf8f01cfea")); }
    void anEditorThatMovesSpaceDoesNoHarm() {
        const std::string text = journalKeyText(someContent());
        QVERIFY(text.find("\n  ") != std::string::npos);
        QVERIFY(readJournalKeyText(json::parse(text).dump(), "journal.key"));
        QVERIFY(readJournalKeyText(json::parse(text).dump(7) + "\n\n", "journal.key"));
    }
    void everyFlippedBitIsFound() {
        const std::string text = json::parse(journalKeyText(someContent())).dump();
        for (std::size_t at = 0; at < text.size(); ++at)
            for (const int bit : {0, 1, 2, 5, 7}) {
                const auto read = readJournalKeyText(flipped(text, at, bit), "journal.key");
                QVERIFY2(!read, flipped(text, at, bit).c_str());
                QVERIFY(read.error().code == ErrorCode::journalDamaged || read.error().code == ErrorCode::unsupported);
            }
    }
    void everyCutIsFound() {
        const std::string text = json::parse(journalKeyText(someContent())).dump();
        for (std::size_t length = 0; length < text.size(); ++length) QVERIFY(!flawOf(text.substr(0, length)).empty());
        QVERIFY(!flawOf(text + "}").empty());
        QCOMPARE(flawOf(""), std::string("it is not JSON"));
        QCOMPARE(flawOf("[]"), std::string("it is not JSON"));
        QCOMPARE(flawOf("{}"), std::string("it is no file of journal keys"));
    }
    void aLaterVersionIsNoDamage() {
        json document = json::parse(journalKeyText(someContent()));
        document["mirror_journal_key"] = 2;
        const auto read = readJournalKeyText(document.dump(), "journal.key");
        QVERIFY(!read);
        QCOMPARE(read.error().code, ErrorCode::unsupported);
    }
    void aRightChecksumOverWrongContentDoesNotHelp() {
        QCOMPARE(flawOf(changed([](json&) {})), std::string());
        const std::string scrypt = "its scrypt parameters are wrong", key = "one of its keys is wrong";
        QCOMPARE(flawOf(changed([](json& content) { content.erase("scrypt"); })), scrypt);
        QCOMPARE(flawOf(changed([](json& content) { content["scrypt"] = 5; })), scrypt);
        QCOMPARE(flawOf(changed([](json& content) { content["scrypt"]["log2_n"] = 30; })), scrypt);  // would take the machine's memory
        QCOMPARE(flawOf(changed([](json& content) { content["scrypt"]["p"] = -1; })), scrypt);
        QCOMPARE(flawOf(changed([](json& content) { content["scrypt"]["r"] = 4294967304u; })), scrypt);
        QCOMPARE(flawOf(changed([](json& content) { content["scrypt"]["salt"] = "c2hvcnQ="; })), scrypt);
        QCOMPARE(flawOf(changed([](json& content) { content.erase("keys"); })), std::string("it has no keys"));
        QCOMPARE(flawOf(changed([](json& content) { content["keys"] = json::array(); })), std::string("it has no key in use"));
        QCOMPARE(flawOf(changed([](json& content) { content["keys"].erase(1); })), std::string("it has no key in use"));
        QCOMPARE(flawOf(changed([](json& content) { content["keys"].push_back(content["keys"][1]); })), std::string("it has a key twice"));
        QCOMPARE(flawOf(changed([](json& content) { content["keys"][0] = "text"; })), key);
        for (const char* member : {"id", "public", "private", "created_us"}) {
            QCOMPARE(flawOf(changed([member](json& content) { content["keys"][0].erase(member); })), key);
            QCOMPARE(flawOf(changed([member](json& content) { content["keys"][0][member] = true; })), key);
        }
        QCOMPARE(flawOf(changed([](json& content) { content["keys"][0]["created_us"] = 999'999'999'999'999'999; })), key);
        QCOMPARE(flawOf(changed([](json& content) { content["keys"][0]["created_us"] = 9'000'000'000'000'001; })), key);
        QCOMPARE(flawOf(changed([](json& content) { content["keys"][0]["retired_us"] = nullptr; })), key);
        QCOMPARE(flawOf(changed([](json& content) { content["keys"][0]["private"] = "c2hvcnQ="; })), key);
        QCOMPARE(flawOf(changed([](json& content) { content["keys"][0]["id"] = "0123456789abcdef"; })), key);
    }
    void aPublicKeyThatHidesNothingIsRefused() {
        const std::string nothing(32, '\0');
        std::string text;
        crypto::appendBase64Url(text, nothing);
        QCOMPARE(flawOf(changed([&](json& content) {
                     content["keys"][1]["public"] = text;
                     content["keys"][1]["id"] = journalKeyId(nothing);
                 })),
                 std::string("one of its keys is wrong"));
    }
};

MIRROR_TEST(TstJournalKeyText, tst_journal_key_text)
#include "tst_journal_key_text.moc"
