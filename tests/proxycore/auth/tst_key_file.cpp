#include "support/run_test.h"  // first: moc 6.4 does not parse <concepts> when it comes upon it before Qt

#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <set>
#include <thread>

#include "auth/key_file.h"
#include "base/file.h"
#include "base/text.h"

using namespace mirror;
using namespace mirror::auth;

namespace {

constexpr std::string_view kInstallSecret = "0123456789abcdefghijklmnopqrstuv";

struct Profile {
    QTemporaryDir folder;
    std::filesystem::path file = std::filesystem::path(folder.path().toStdString()) / "keys.json";
    crypto::Secret secret{kInstallSecret};
    std::string text() const { return base::readFile(file).value(); }
    void write(std::string_view content) const {
        if (!base::writeFileAtomically(file, content)) qFatal("cannot write the test's file");
    }
};

constexpr std::string_view kOneKey =
    R"({"version":1,"keys":[{"name":"a","group":"g","digest":"00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff",)"
    R"("hint":"wxyz","created_at":1700000000,"enabled":false}]})";

}  // namespace

class TstKeyFile : public QObject {
    Q_OBJECT
private slots:
    void makesAKeyThatIsKeptOnlyAsItsHmac() {
        const Profile profile;
        const auto key = addKey(profile.file, profile.secret, "team-a");
        QVERIFY(key);
        QVERIFY(key->starts_with("sk-mirror-"));
        QCOMPARE(key->size(), std::strlen("sk-mirror-") + 43);
        const auto keys = readKeys(profile.file);
        QVERIFY(keys);
        QCOMPARE(keys->size(), 1u);
        const StoredKey& stored = keys->front();
        QCOMPARE(stored.name, std::string("team-a"));
        QCOMPARE(stored.group, std::string("default"));
        QCOMPARE(stored.hint, key->substr(key->size() - 4));
        QVERIFY(stored.isEnabled);
        QVERIFY(std::abs(stored.createdAt - std::time(nullptr)) < 60);
        QVERIFY(stored.digest == crypto::HmacSha256(kInstallSecret).digest(*key));
    }
    void leavesNeitherKeyNorSecretInTheFolder() {
        const Profile profile;
        const std::string key = addKey(profile.file, profile.secret, "team-a").value();
        const std::string body = key.substr(std::strlen("sk-mirror-"));
        for (const auto& entry : std::filesystem::directory_iterator(profile.folder.path().toStdString())) {
            const std::string text = base::readFile(entry.path()).value();
            for (std::size_t i = 0; i + 8 <= body.size(); ++i) QVERIFY(text.find(body.substr(i, 8)) == std::string::npos);
            QVERIFY(text.find(kInstallSecret) == std::string::npos);
            QVERIFY(text.find(base::hex(kInstallSecret)) == std::string::npos);
            struct stat info {};
            QCOMPARE(::stat(entry.path().c_str(), &info), 0);
            QCOMPARE(info.st_mode & 0777, 0600u);
        }
    }
    void refusesNamesThatAreTakenOrNone() {
        const Profile profile;
        QVERIFY(addKey(profile.file, profile.secret, "team-a"));
        const std::string before = profile.text();
        for (const std::string& name : {std::string(), std::string("team-a"), std::string(65, 'x'), std::string("\xC0\xAF"), std::string("a\nb")}) {
            const auto refused = addKey(profile.file, profile.secret, name);
            QVERIFY(!refused);
            QCOMPARE(refused.error().code, ErrorCode::configValue);
            QCOMPARE(refused.error().args.at(0), std::string("name"));
        }
        QCOMPARE(addKey(profile.file, profile.secret, "b", "").error().args.at(0), std::string("group"));
        QCOMPARE(addKey(profile.file, crypto::Secret(), "b").error().code, ErrorCode::secretMissing);
        QCOMPARE(profile.text(), before);
        QVERIFY(addKey(profile.file, profile.secret, std::string(64, 'x')));
        QVERIFY(addKey(profile.file, profile.secret, "研发部"));
        QCOMPARE(readKeys(profile.file)->size(), 3u);
    }
    void keepsTheOtherKeysAsTheyAre() {
        const Profile profile;
        profile.write(kOneKey);
        QVERIFY(addKey(profile.file, profile.secret, "b"));
        const auto keys = readKeys(profile.file).value();
        QCOMPARE(keys.size(), 2u);
        QCOMPARE(keys[0].name, std::string("a"));
        QCOMPARE(keys[0].group, std::string("g"));
        QCOMPARE(keys[0].hint, std::string("wxyz"));
        QCOMPARE(keys[0].createdAt, 1'700'000'000);
        QVERIFY(!keys[0].isEnabled);
        QCOMPARE(keys[0].digest[1], 0x11);
        QCOMPARE(keys[0].digest[31], 0xff);
    }
    void namesADamagedFileAndLeavesItAlone_data() {
        QTest::addColumn<QByteArray>("content");
        const QByteArray good(kOneKey.data(), kOneKey.size());
        const auto changed = [&](const char* from, const char* to) { return QByteArray(good).replace(from, to); };
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("not an object") << QByteArray("[]");
        QTest::newRow("no version") << changed("\"version\":1,", "");
        QTest::newRow("later version") << changed("\"version\":1", "\"version\":2");
        QTest::newRow("no keys") << QByteArray(R"({"version":1})");
        QTest::newRow("keys no list") << QByteArray(R"({"version":1,"keys":{}})");
        QTest::newRow("key no object") << QByteArray(R"({"version":1,"keys":[1]})");
        QTest::newRow("short digest") << changed("eeff\"", "ee\"");
        QTest::newRow("digest not hex") << changed("0011", "00g1");
        QTest::newRow("enabled as text") << changed("false", "\"false\"");
        QTest::newRow("time as text") << changed("1700000000", "\"x\"");
        QTest::newRow("no name") << changed("\"name\":\"a\",", "");
        QTest::newRow("name empty") << changed("\"name\":\"a\"", "\"name\":\"\"");
        QTest::newRow("huge number") << changed("1700000000", "1e999");
        QTest::newRow("trailing text") << good + "x";
        QTest::newRow("same name twice") << QByteArray(good).replace("]}", "," + good.mid(good.indexOf("{\"name"), good.indexOf("]}") - good.indexOf("{\"name")) + "]}");
    }
    void namesADamagedFileAndLeavesItAlone() {
        QFETCH(QByteArray, content);
        const Profile profile;
        profile.write(content.toStdString());
        const auto keys = readKeys(profile.file);
        QVERIFY(!keys);
        QCOMPARE(keys.error().code, ErrorCode::fileRead);
        QCOMPARE(keys.error().args.at(0), profile.file.string());
        QVERIFY(!keys.error().cause.empty());
        QVERIFY(keys.error().cause.find("0011") == std::string::npos);  // nothing of the content
        QCOMPARE(addKey(profile.file, profile.secret, "b").error().code, ErrorCode::fileRead);
        QCOMPARE(profile.text(), content.toStdString());
    }
    void refusesAFileCutAnywhere() {
        const Profile profile;
        for (std::size_t length = 0; length < kOneKey.size(); ++length) {
            profile.write(kOneKey.substr(0, length));
            QVERIFY2(!readKeys(profile.file), std::to_string(length).c_str());
        }
        profile.write(kOneKey);
        QVERIFY(readKeys(profile.file));
    }
    void saysWhenThereIsNoFile() {
        const Profile profile;
        QCOMPARE(readKeys(profile.file).error().code, ErrorCode::fileRead);
        QCOMPARE(addKey(profile.file.parent_path() / "no" / "keys.json", profile.secret, "a").error().code, ErrorCode::fileWrite);
    }
    void losesNoKeyWhenSeveralThreadsAdd() {
        const Profile profile;
        std::vector<std::thread> threads;
        for (int t = 0; t < 4; ++t)
            threads.emplace_back([&profile, t] {
                for (int i = 0; i < 10; ++i)
                    static_cast<void>(addKey(profile.file, profile.secret, std::to_string(t) + "-" + std::to_string(i)));
            });
        for (std::thread& thread : threads) thread.join();
        std::set<std::string> names;
        const auto keys = readKeys(profile.file).value();
        for (const StoredKey& key : keys) names.insert(key.name);
        QCOMPARE(names.size(), 40u);
    }
    void losesNoKeyWhenSeveralProcessesAdd() {
        const Profile profile;
        std::vector<pid_t> children;
        for (int p = 0; p < 3; ++p) {
            const pid_t child = ::fork();
            if (child == 0) {
                bool ok = true;
                for (int i = 0; i < 8; ++i)
                    ok = addKey(profile.file, profile.secret, std::to_string(p) + "-" + std::to_string(i)).has_value() && ok;
                ::_exit(ok ? 0 : 1);
            }
            children.push_back(child);
        }
        for (const pid_t child : children) {
            int status = -1;
            QCOMPARE(::waitpid(child, &status, 0), child);
            QCOMPARE(status, 0);
        }
        QCOMPARE(readKeys(profile.file)->size(), 24u);
    }
};

MIRROR_TEST(TstKeyFile, tst_key_file)
#include "tst_key_file.moc"
