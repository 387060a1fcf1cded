#include "common/exit_codes.h"
#include "common/options.h"
#include "support/run_test.h"

using namespace mirror;
using namespace mirror::app;

namespace {
template <class T>
T as(std::vector<std::string> arguments) {
    const Action action = parseDaemonOptions(std::move(arguments), "/default");
    if (const Say* say = std::get_if<Say>(&action); say != nullptr && !std::is_same_v<T, Say>) qWarning("%s", say->text.c_str());
    return std::get<T>(action);
}
}  // namespace

class TstJournalOptions : public QObject {
    Q_OBJECT
private slots:
    void everySubcommandIsRecognised() {
        QCOMPARE(as<JournalInit>({"journal", "init"}).profile, std::filesystem::path("/default"));
        QVERIFY(as<JournalInit>({"journal", "init"}).passphrase == PassphraseSource{});
        QVERIFY(as<JournalKeyList>({"journal", "keys", "--json"}).json);
        QCOMPARE(as<JournalRotateKey>({"journal", "rotate-key", "--profile", "/p"}).profile, std::filesystem::path("/p"));
        const auto key = as<JournalExportKey>({"journal", "export-key", "17", "--passphrase-fd", "0", "--reason", "for the auditor"});
        QCOMPARE(key.segment, 17u);
        QCOMPARE(key.reason, std::string("for the auditor"));
        QCOMPARE(key.passphrase.descriptor, 0);
        const auto shred = as<JournalShred>({"journal", "shred", "3", "--reason", "asked for by the customer"});
        QCOMPARE(shred.segment, 3u);
        QCOMPARE(shred.reason, std::string("asked for by the customer"));
        QCOMPARE(as<Say>({"journal", "shred", "3"}).exitCode, kUsage);
    }
    void twoPassphrasesHaveTwoSources() {
        const auto change = as<JournalPassphrase>({"journal", "passphrase", "--passphrase-file", "/old", "--new-passphrase-fd", "7"});
        QVERIFY((change.passphrase == PassphraseSource{.file = "/old", .descriptor = -1}));
        QVERIFY((change.replacement == PassphraseSource{.file = "", .descriptor = 7}));
    }
    void aPassphraseIsNoArgument() {
        for (const auto& arguments : std::vector<std::vector<std::string>>{{"journal", "init", "--passphrase", "secret words"}, {"journal", "init", "secret words"}, {"journal", "passphrase", "old", "new"}}) {
            const Say say = as<Say>(arguments);
            QCOMPARE(say.exitCode, kUsage);
        }
    }
    void whatIsLookedForIsTakenOver() {
        const auto search = as<JournalSearch>({"journal", "search", "大家 好", "--from", "@1700000000", "--to", "2026-11-23 18:00", "--id", "abc", "--key", "sales", "--model", "gpt-*", "--limit", "7",
                                               "--set", "journal.anchor_file=/a", "--json"});
        QCOMPARE(search.find.text, std::string("大家 好"));
        QCOMPARE(search.find.range.from, SystemTime(std::chrono::seconds(1'700'000'000)));
        QVERIFY(search.find.range.to > search.find.range.from);
        QCOMPARE(search.find.requestId, std::string("abc"));
        QCOMPARE(search.find.keyName, std::string("sales"));
        QCOMPARE(search.find.model, std::string("gpt-*"));
        QCOMPARE(search.find.limit, 7u);
        QCOMPARE(search.overrides, (Overrides{{"journal.anchor_file", "/a"}}));
        QVERIFY(search.json);
        QVERIFY(as<JournalSearch>({"journal", "search"}).find.text.empty());
        QVERIFY(as<JournalCat>({"journal", "cat"}).find.range.to == SystemTime());
        QCOMPARE(as<JournalCat>({"journal", "cat", "--id", "abc"}).find.requestId, std::string("abc"));
        QCOMPARE(as<JournalVerify>({"journal", "verify", "--from", "@5"}).range.from, SystemTime(std::chrono::seconds(5)));
        QCOMPARE(as<Say>({"journal", "verify", "--from", "yesterday"}).exitCode, kUsage);
        QCOMPARE(as<Say>({"journal", "cat", "--limit", "0"}).exitCode, kUsage);
    }
    void whatIsIncompleteOrContradictsItselfIsRefused() {
        for (const auto& arguments : std::vector<std::vector<std::string>>{{"journal"},
                                                                           {"journal", "open"},
                                                                           {"journal", "export-key", "--reason", "audit"},
                                                                           {"journal", "export-key", "1"},  // nobody says why
                                                                           {"journal", "export-key", "0", "--reason", "audit"},
                                                                           {"journal", "export-key", "4294967296", "--reason", "audit"},
                                                                           {"journal", "export-key", "first", "--reason", "audit"},
                                                                           {"journal", "init", "--passphrase-fd", "-1"},
                                                                           {"journal", "init", "--passphrase-file", "/f", "--passphrase-fd", "0"},
                                                                           {"journal", "keys", "--passphrase-file", "/f"},
                                                                           {"journal", "init", "--new-passphrase-file", "/f"}})
            QCOMPARE(as<Say>(arguments).exitCode, kUsage);
    }
};

MIRROR_TEST(TstJournalOptions, tst_journal_options)
#include "tst_journal_options.moc"
