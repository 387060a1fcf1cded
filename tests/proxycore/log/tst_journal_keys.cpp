#include "log/journal_keys.h"

#include <QtCore/QTemporaryDir>
#include <sys/stat.h>

#include <atomic>
#include <fstream>
#include <thread>

#include "base/file.h"
#include "crypto/x25519.h"
#include "log/key_wrap.h"
#include "log/sealed_key.h"
#include "support/run_test.h"

using namespace mirror;
using namespace mirror::log;
using crypto::Secret;

namespace {

constexpr crypto::ScryptCost kQuick{6, 8, 1};
constexpr SystemTime kThen{std::chrono::seconds(1'700'000'000)};

struct Place {
    std::filesystem::path folder() const { return std::filesystem::path(directory.path().toStdString()) / "journal"; }
    std::filesystem::path file() const { return folder() / JournalKeyFile::kName; }
    JournalKeyFile make(const char* passphrase = "a passphrase") const { return JournalKeyFile::create(file(), Secret(passphrase), kQuick, kThen).value(); }
    JournalKeyFile read() const { return JournalKeyFile::read(file()).value(); }
    std::string text() const { return base::readFile(file()).value(); }
    QTemporaryDir directory;
};

mode_t modeOf(const std::filesystem::path& path) {
    struct stat info {};
    return ::stat(path.c_str(), &info) == 0 ? info.st_mode & 0777 : 0;
}

template <class T>
ErrorCode codeOf(const Result<T>& result) {
    return result ? ErrorCode::internal : result.error().code;
}

bool canOpen(const JournalKeyFile& file, const char* passphrase, const std::string& id, const std::string& sealed) {
    const auto keys = file.unlock(Secret(passphrase));
    const JournalKeyPair* pair = keys ? keys->find(id) : nullptr;
    if (pair == nullptr) return false;
    const auto opened = unsealKey(pair->privateKey, pair->publicKey, sealed, "purpose");
    return opened && opened->view() == "segment key";
}

}  // namespace

class TstJournalKeys : public QObject {
    Q_OBJECT
private slots:
    void whatIsSealedToTheCurrentKeyIsReadWithThePassphrase() {
        const Place place;
        const JournalKeyFile made = place.make();
        const JournalPublicKey current = place.read().current();
        QCOMPARE(current.id, made.current().id);
        const std::string sealed = sealKey(current.bytes, "segment key", "purpose");
        QVERIFY(canOpen(place.read(), "a passphrase", current.id, sealed));
        const auto keys = place.read().unlock(Secret("a passphrase"));
        QVERIFY(keys->find("0123456789abcdef") == nullptr);
        QCOMPARE(keys->find(current.id)->publicKey, current.bytes);
    }
    void onlyTheOwnerCanReadFileAndFolder() {
        const Place place;
        place.make();
        QCOMPARE(modeOf(place.file()), mode_t{0600});
        QCOMPARE(modeOf(place.folder()), mode_t{0700});
        QCOMPARE(::chmod(place.file().c_str(), 0644), 0);
        QCOMPARE(codeOf(JournalKeyFile::read(place.file())), ErrorCode::filePermission);
    }
    void aWrongPassphraseIsNoDamageAndDamageNoWrongPassphrase() {
        const Place place;
        const JournalKeyFile made = place.make();
        for (const char* wrong : {"A passphrase", "a passphrase ", "a passphras", ""}) QCOMPARE(codeOf(made.unlock(Secret(wrong))), ErrorCode::journalPassphrase);
        const std::string text = place.text();
        for (std::size_t at = 0; at < text.size(); at += 7) {
            std::string other = text;
            other[at] = other[at] == 'x' ? 'y' : 'x';
            std::ofstream(place.file()) << other;
            const auto read = JournalKeyFile::read(place.file());
            QCOMPARE(codeOf(read), ErrorCode::journalDamaged);
            QCOMPARE(read.error().args[0], place.file().string());
        }
        std::ofstream(place.file()) << text.substr(0, text.size() / 2);
        QCOMPARE(codeOf(JournalKeyFile::read(place.file())), ErrorCode::journalDamaged);
        std::ofstream(place.file()) << "";
        QCOMPARE(codeOf(JournalKeyFile::read(place.file())), ErrorCode::journalDamaged);
    }
    void thePrivateKeyIsNotInTheFile() {
        const Place place;
        const JournalKeyFile made = place.make();
        const auto keys = made.unlock(Secret("a passphrase"));
        const std::string privateKey(keys->find(made.current().id)->privateKey.view());
        QCOMPARE(privateKey.size(), std::size_t{32});
        const QByteArray text = QByteArray::fromStdString(place.text());
        const QByteArray bytes = QByteArray::fromStdString(privateKey);
        for (const QByteArray& form : {bytes, bytes.toHex(), bytes.toBase64().chopped(2), bytes.toBase64(QByteArray::Base64UrlEncoding).chopped(2)}) QVERIFY(!text.contains(form));
        QVERIFY(!text.contains("a passphrase"));
    }
    void thereIsNoKeyBeforeOneIsMade() {
        const Place place;
        QCOMPARE(codeOf(JournalKeyFile::read(place.file())), ErrorCode::journalNoKey);
    }
    void aSecondOneIsNotMadeOverTheFirst() {
        const Place place;
        place.make();
        const std::string before = place.text();
        QCOMPARE(codeOf(JournalKeyFile::create(place.file(), Secret("another one"), kQuick)), ErrorCode::journalExists);
        QCOMPARE(place.text(), before);
    }
    void ofManyThatMakeOneAtOnceOneWins() {
        const Place place;
        std::atomic<int> made = 0, existed = 0;
        std::vector<std::thread> makers;
        for (int i = 0; i < 8; ++i)
            makers.emplace_back([&] {
                const auto file = JournalKeyFile::create(place.file(), Secret("a passphrase"), kQuick);
                if (file) ++made;
                else if (file.error().code == ErrorCode::journalExists) ++existed;
            });
        for (std::thread& maker : makers) maker.join();
        QCOMPARE(made.load(), 1);
        QCOMPARE(existed.load(), 7);
        QVERIFY(place.read().unlock(Secret("a passphrase")));
    }
    void aPassphraseThatCanBeGuessedIsNotTaken() {
        const Place place;
        for (const char* weak : {"", "1234567"}) QCOMPARE(codeOf(JournalKeyFile::create(place.file(), Secret(weak), kQuick)), ErrorCode::configValue);
        QVERIFY(!std::filesystem::exists(place.file()));
        JournalKeyFile made = place.make();
        QCOMPARE(codeOf(made.changePassphrase(Secret("a passphrase"), Secret("1234567"))), ErrorCode::configValue);
        QVERIFY(place.read().unlock(Secret("a passphrase")));
    }
    void aNewPassphraseOpensAllKeysAndTheOldOneNone() {
        const Place place;
        JournalKeyFile file = place.make();
        const JournalPublicKey first = file.current();
        QVERIFY(file.rotate(Secret("a passphrase"), kThen + std::chrono::hours(1)));
        const JournalPublicKey second = file.current();
        const std::string toFirst = sealKey(first.bytes, "segment key", "purpose"), toSecond = sealKey(second.bytes, "segment key", "purpose");
        QVERIFY(file.changePassphrase(Secret("a passphrase"), Secret("口令八个字以上才行")));
        for (const JournalKeyFile& now : {file, place.read()}) {
            QCOMPARE(codeOf(now.unlock(Secret("a passphrase"))), ErrorCode::journalPassphrase);
            QVERIFY(canOpen(now, "口令八个字以上才行", first.id, toFirst));
            QVERIFY(canOpen(now, "口令八个字以上才行", second.id, toSecond));
        }
        QCOMPARE(file.current().id, second.id);
        QCOMPARE(modeOf(place.file()), mode_t{0600});
    }
    void aWrongPassphraseChangesNothing() {
        const Place place;
        JournalKeyFile file = place.make();
        const std::string before = place.text();
        QCOMPARE(codeOf(file.changePassphrase(Secret("wrong one"), Secret("a new passphrase"))), ErrorCode::journalPassphrase);
        QCOMPARE(codeOf(file.rotate(Secret("wrong one"))), ErrorCode::journalPassphrase);
        QCOMPARE(place.text(), before);
        QCOMPARE(file.infos().size(), std::size_t{1});
    }
    void afterARotationTheNewKeyIsSealedToAndTheOldOneStillOpens() {
        const Place place;
        JournalKeyFile file = place.make();
        const JournalPublicKey first = file.current();
        const std::string sealed = sealKey(first.bytes, "segment key", "purpose");
        QVERIFY(file.rotate(Secret("a passphrase"), kThen + std::chrono::hours(1)));
        QVERIFY(file.current().id != first.id);
        QVERIFY(canOpen(place.read(), "a passphrase", first.id, sealed));
        const std::vector<JournalKeyInfo> infos = place.read().infos();
        QCOMPARE(infos.size(), std::size_t{2});
        QVERIFY(infos == file.infos());
        QVERIFY(infos[0].isCurrent && infos[0].id == file.current().id && infos[0].created == kThen + std::chrono::hours(1));
        QVERIFY(!infos[1].isCurrent && infos[1].id == first.id && infos[1].created == kThen);
    }
    void theNewestIsCurrentAlsoWhenTheClockWentBack() {
        const Place place;
        JournalKeyFile file = place.make();
        QVERIFY(file.rotate(Secret("a passphrase"), kThen - std::chrono::hours(24)));
        QVERIFY(file.infos()[0].isCurrent);
        QCOMPARE(place.read().current().id, file.infos()[0].id);
    }
    void twoThatChangeItAtOnceLoseNothing() {
        const Place place;
        place.make();
        std::vector<std::thread> writers;
        std::atomic<int> failures = 0;
        for (int i = 0; i < 4; ++i)
            writers.emplace_back([&] {
                JournalKeyFile file = place.read();
                for (int turn = 0; turn < 5; ++turn)
                    if (!file.rotate(Secret("a passphrase"))) ++failures;
            });
        for (std::thread& writer : writers) writer.join();
        QCOMPARE(failures.load(), 0);
        QCOMPARE(place.read().infos().size(), std::size_t{21});
        QVERIFY(place.read().unlock(Secret("a passphrase")));
    }
    void aKeyThatSomebodyPutInIsFoundWhenUnlocking() {
        const Place place;
        place.make();
        JournalKeyContent content = readJournalKeyText(place.text(), "").value();
        content.keys.push_back(makeStoredKey(wrappingKey(content, Secret("of somebody else")).value(), kThen));
        std::ofstream(place.file()) << journalKeyText(content);
        const auto keys = place.read().unlock(Secret("a passphrase"));
        QCOMPARE(codeOf(keys), ErrorCode::journalDamaged);
        QCOMPARE(keys.error().args[1], "key " + content.keys[1].id + " was put in under another passphrase");
        QCOMPARE(codeOf(place.read().rotate(Secret("a passphrase"))), ErrorCode::journalDamaged);
    }
    void privateKeysPutInTheWrongPlaceAreFoundWhenUnlocking() {
        const Place place;
        JournalKeyFile file = place.make();
        QVERIFY(file.rotate(Secret("a passphrase")));
        JournalKeyContent content = readJournalKeyText(place.text(), "").value();
        std::swap(content.keys[0].wrapped, content.keys[1].wrapped);
        std::ofstream(place.file()) << journalKeyText(content);
        // Each is vouched for with the id of its own public key: neither opens, as with a wrong passphrase.
        QVERIFY(!place.read().unlock(Secret("a passphrase")));
        // Who knows the passphrase can wrap a private key under another's id; it does not belong to the public key.
        const auto wrapping = wrappingKey(content, Secret("a passphrase"));
        content.keys[0].wrapped = wrapPrivateKey(*wrapping, crypto::makeX25519Pair().privateKey, content.keys[0].id);
        std::ofstream(place.file()) << journalKeyText(content);
        QCOMPARE(codeOf(place.read().unlock(Secret("a passphrase"))), ErrorCode::journalDamaged);
    }
    void aFolderThatCannotBeMadeIsSaid() {
        const auto made = JournalKeyFile::create("/proc/journal/journal.key", Secret("a passphrase"), kQuick);
        QCOMPARE(codeOf(made), ErrorCode::fileWrite);
        QCOMPARE(made.error().args[0], std::string("/proc/journal"));
    }
};

MIRROR_TEST(TstJournalKeys, tst_journal_keys)
#include "tst_journal_keys.moc"
