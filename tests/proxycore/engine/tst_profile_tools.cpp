#include "auth/authenticator.h"
#include "auth/key_file.h"
#include "config/profile.h"
#include "proxycore/profile_tools.h"
#include "support/run_test.h"

using namespace mirror;

class TstProfileTools : public QObject {
    Q_OBJECT
private slots:
    void aKeyAddedFromTheCommandLineIsTheOneAnEngineAccepts() {
        QTemporaryDir dir;
        const std::filesystem::path profile = dir.filePath("p").toStdString();
        const auto key = addVirtualKey(profile, {}, "team 词", "ops");
        QVERIFY(key.has_value());
        const auto opened = config::openProfile(profile, {});
        QVERIFY(!opened->isNew);  // made by addVirtualKey
        const auto stored = auth::readKeys(opened->paths.keysFile());
        const auth::KeyTable table(stored.value());
        crypto::HmacSha256 hmac(opened->installSecret.view());
        QVERIFY(table.find(hmac.digest(*key)) != nullptr);
        QVERIFY(table.find(hmac.digest(*key + "x")) == nullptr);
    }
    void theListTellsKeysApartWithoutShowingThem() {
        QTemporaryDir dir;
        const std::filesystem::path profile = dir.filePath("p").toStdString();
        const std::string first = addVirtualKey(profile, {}, "a", "default").value();
        QVERIFY(addVirtualKey(profile, {}, "b", "ops"));
        const auto keys = listVirtualKeys(profile).value();
        QCOMPARE(keys.size(), std::size_t{2});
        QCOMPARE(keys[0].name, std::string("a"));
        QVERIFY(first.ends_with(keys[0].hint) && keys[0].hint.size() == 4);
        QCOMPARE(keys[1].group, std::string("ops"));
        QVERIFY(std::chrono::system_clock::now() - keys[1].createdAt < std::chrono::minutes(5));
    }
    void aNameIsTakenOnce() {
        QTemporaryDir dir;
        const std::filesystem::path profile = dir.filePath("p").toStdString();
        QVERIFY(addVirtualKey(profile, {}, "a", "default"));
        QCOMPARE(addVirtualKey(profile, {}, "a", "default").error().code, ErrorCode::configValue);
    }
    void listingMakesNoProfile() {
        QTemporaryDir dir;
        const std::filesystem::path profile = dir.filePath("none").toStdString();
        QCOMPARE(listVirtualKeys(profile).error().code, ErrorCode::notFound);
        QVERIFY(!std::filesystem::exists(profile));
        QVERIFY(config::openProfile(profile, {}).has_value());
        QVERIFY(listVirtualKeys(profile).value().empty());
    }
};

MIRROR_TEST(TstProfileTools, tst_profile_tools)
#include "tst_profile_tools.moc"
