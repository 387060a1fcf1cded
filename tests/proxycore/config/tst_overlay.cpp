#include "config/overlay.h"
#include "support/run_test.h"

using namespace mirror;

namespace {
const std::string kFile = "timeouts: {connect: 1s}\nupstreams:\n- {name: a, base_url: 'https://a.example'}\n";
const Environment kEnvironment{{"MIRROR_TIMEOUTS_CONNECT", "2s"}, {"MIRROR_UPSTREAMS_0_API_KEYS", "sk-env"}, {"MIRROR_UPSTREAMS_1_NAME", "b"},
                               {"MIRROR_UPSTREAMS_1_BASE_URL", "https://b.example"}};
}  // namespace

class TstOverlay : public QObject {
    Q_OBJECT
private slots:
    void whatAnEditLeftAloneGoesBackToTheFile() {
        const LoadedConfig shown = loadConfig(kFile, kEnvironment);
        QVERIFY(shown.problems.empty());
        const Config file = loadConfig(kFile).config;
        QCOMPARE(config::withoutOverlay(shown.config, shown, file), file);
    }
    void whatAnEditChangedIsKept() {
        const LoadedConfig shown = loadConfig(kFile, kEnvironment);
        const Config file = loadConfig(kFile).config;
        Config edited = shown.config;
        edited.timeouts.connect = Milliseconds(3000);
        edited.upstreams[0].models = {"x"};
        edited.upstreams[1].enabled = false;
        const Config written = config::withoutOverlay(edited, shown, file);
        QCOMPARE(written.timeouts.connect, Milliseconds(3000));
        QCOMPARE(written.upstreams.size(), std::size_t{2});
        QVERIFY(written.upstreams[0].apiKeys.empty());  // the key of the environment is not frozen into the file
        QCOMPARE(written.upstreams[0].models, std::vector<std::string>{"x"});
        QVERIFY(!written.upstreams[1].enabled);
    }
    void elementsAreFollowedByNameWhenTheyMove() {
        const LoadedConfig shown = loadConfig(kFile, kEnvironment);
        const Config file = loadConfig(kFile).config;
        Config edited = shown.config;
        edited.upstreams.insert(edited.upstreams.begin(), {.name = "new", .baseUrl = "https://new.example"});
        const Config written = config::withoutOverlay(edited, shown, file);
        QCOMPARE(written.upstreams.size(), std::size_t{2});
        QCOMPARE(written.upstreams[0].name, std::string("new"));
        QVERIFY(written.upstreams[1].apiKeys.empty());
    }
};

MIRROR_TEST(TstOverlay, tst_overlay)
#include "tst_overlay.moc"
