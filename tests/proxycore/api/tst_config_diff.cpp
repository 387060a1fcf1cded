#include "proxycore/api/config_fields.h"
#include "proxycore/api/config_io.h"
#include "support/run_test.h"

using namespace mirror;

namespace {
Config three() {
    Config config = defaultConfig();
    for (const char* name : {"a", "b", "c"}) config.upstreams.push_back({.name = name, .baseUrl = std::string("https://") + name + ".example", .apiKeys = {std::string("sk-") + name}});
    return config;
}
std::string text(const std::vector<FieldChange>& changes) {
    std::string out;
    for (const FieldChange& change : changes) out += change.path + ": " + change.before + " -> " + change.after + "\n";
    return out;
}
}  // namespace

class TstConfigDiff : public QObject {
    Q_OBJECT
private slots:
    void equalOnesDoNotDiffer() { QVERIFY(diffConfig(three(), three()).empty()); }
    void tellsFieldsInTheOrderOfTheFile() {
        Config after = three();
        after.http.maxBody = 4_MiB;
        after.timeouts.connect = Milliseconds(3000);
        after.upstreams[1].enabled = false;
        QCOMPARE(text(diffConfig(three(), after)), std::string("upstreams[1].enabled: true -> false\ntimeouts.connect: 5s -> 3s\nhttp.max_body: 8 MiB -> 4 MiB\n"));
    }
    void followsElementsByName() {
        Config after = three();
        after.upstreams.erase(after.upstreams.begin());
        QCOMPARE(text(diffConfig(three(), after)), std::string("upstreams[0]: a -> \n"));
        QCOMPARE(text(diffConfig(after, three())), std::string("upstreams[0]:  -> a\n"));
        after.upstreams[1].forwardClientIp = true;
        QCOMPARE(text(diffConfig(three(), after)), std::string("upstreams[1].forward_client_ip: false -> true\nupstreams[0]: a -> \n"));
    }
    void anElementWithAnotherNameAtTheSamePlaceWasRenamed() {
        Config after = three();
        after.upstreams[1].name = "z";
        QCOMPARE(text(diffConfig(three(), after)), std::string("upstreams[1].name: b -> z\n"));
    }
    void anotherOrderIsAChange() {
        Config after = three();
        std::swap(after.upstreams[0], after.upstreams[2]);
        QCOMPARE(text(diffConfig(three(), after)), std::string("upstreams: a, b, c -> c, b, a\n"));
    }
    void neverShowsASecret() {
        Config after = three();
        after.upstreams[0].apiKeys = {"sk-new", "env:NEW"};
        QCOMPARE(text(diffConfig(three(), after)), std::string("upstreams[0].api_keys: *** -> ***, env:NEW\n"));
    }
    void masksComeBackByNameWhateverTheOrder() {
        Config edited = three();
        for (UpstreamConfig& upstream : edited.upstreams) upstream.apiKeys = {"***"};
        std::swap(edited.upstreams[0], edited.upstreams[2]);
        edited.upstreams.erase(edited.upstreams.begin() + 1);
        restoreMaskedSecrets(edited, three());
        QCOMPARE(edited.upstreams[0].apiKeys, std::vector<std::string>{"sk-c"});
        QCOMPARE(edited.upstreams[1].apiKeys, std::vector<std::string>{"sk-a"});
    }
    void masksComeBackBesideOtherEdits() {
        Config current = three();
        current.upstreams[0].apiKeys = {"sk-1", "env:X", "sk-2"};
        Config edited = current;
        edited.upstreams[0].apiKeys = {"env:NEW", "***", "***", "sk-3"};
        edited.upstreams[0].name = "renamed";
        restoreMaskedSecrets(edited, current);
        QCOMPARE(edited.upstreams[0].apiKeys, (std::vector<std::string>{"env:NEW", "sk-1", "sk-2", "sk-3"}));
    }
    void aMaskThatCouldBeEitherStaysAndIsRefused() {
        Config current = three();
        current.upstreams[0].apiKeys = {"sk-1", "sk-2"};
        Config edited = current;
        edited.upstreams[0].apiKeys = {"***"};
        restoreMaskedSecrets(edited, current);
        QCOMPARE(edited.upstreams[0].apiKeys, std::vector<std::string>{"***"});
        QCOMPARE(validateConfig(edited).at(0).path, std::string("upstreams[0].api_keys"));
    }
};

MIRROR_TEST(TstConfigDiff, tst_config_diff)
#include "tst_config_diff.moc"
