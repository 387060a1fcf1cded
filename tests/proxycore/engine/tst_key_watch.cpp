#include "engine/key_watch.h"

#include "auth/key_file.h"
#include "base/file.h"
#include "support/run_test.h"
#include "support/temp_profile.h"

using namespace mirror;
using namespace mirror::test;
using engine::EventBus;
using engine::KeyWatch;

namespace {

struct Bench {
    Bench() { add("first"); }
    void add(const std::string& name) {
        if (!auth::addKey(file, crypto::Secret(std::string_view("0123456789abcdef0123456789abcdef")), name)) throw std::runtime_error("addKey");
    }
    Event last() const { return events->after(0, 1'000).back(); }
    TempProfile folder;
    std::filesystem::path file = folder.path() / "keys.json";
    std::shared_ptr<EventBus> events = std::make_shared<EventBus>();
    KeyWatch watch{file, *events};
};

}  // namespace

class TstKeyWatch : public QObject {
    Q_OBJECT
private slots:
    void beforeTheFirstLookNobodyMayEnter() {
        const Bench bench;
        QVERIFY(bench.watch.table());
        QCOMPARE(bench.watch.table()->size(), 0u);
    }
    void aChangedFileIsTakenOnceAndTold() {
        Bench bench;
        QVERIFY(bench.watch.look(false));
        QCOMPARE(bench.watch.table()->size(), 1u);
        QVERIFY(!bench.watch.look(false));
        bench.add("second");
        QVERIFY(bench.watch.look(false));
        QCOMPARE(bench.watch.table()->size(), 2u);
        QVERIFY(bench.last().kind == EventKind::keysReloaded && bench.last().severity == Severity::info);
        QCOMPARE(bench.last().args, std::vector<std::string>{"2"});
        QVERIFY(!bench.watch.look(false));
        QVERIFY(bench.watch.look(true));
    }
    void aRemovedFileEmptiesTheTableAndIsToldOnce() {
        Bench bench;
        bench.watch.look(false);
        std::filesystem::remove(bench.file);
        QVERIFY(bench.watch.look(false));
        QCOMPARE(bench.watch.table()->size(), 0u);
        QVERIFY(bench.last().kind == EventKind::keysReloaded && bench.last().severity == Severity::warning);
        QCOMPARE(bench.last().args, std::vector<std::string>{"0"});
        QCOMPARE(bench.last().errors.at(0).args.at(0), bench.file.string());
        QVERIFY(!bench.watch.look(false));
        bench.add("again");
        QVERIFY(bench.watch.look(false));
        QCOMPARE(bench.watch.table()->size(), 1u);
    }
    void aDamagedFileKeepsTheTableAndIsToldOnce() {
        Bench bench;
        bench.watch.look(false);
        const auto before = bench.watch.table();
        QVERIFY(base::writeFileAtomically(bench.file, "{").has_value());
        QVERIFY(!bench.watch.look(false));
        QVERIFY(bench.watch.table() == before);
        QVERIFY(bench.last().kind == EventKind::configRejected);
        QCOMPARE(bench.last().args, std::vector<std::string>{"keys"});
        const std::uint64_t told = bench.last().id;
        QVERIFY(!bench.watch.look(false));
        QCOMPARE(bench.last().id, told);
    }
    void aFolderInItsPlaceIsDamageNotAbsence() {
        Bench bench;
        bench.watch.look(false);
        std::filesystem::remove(bench.file);
        std::filesystem::create_directory(bench.file);
        QVERIFY(!bench.watch.look(false));
        QCOMPARE(bench.watch.table()->size(), 1u);
        QVERIFY(bench.last().kind == EventKind::configRejected);
    }
};

MIRROR_TEST(TstKeyWatch, tst_key_watch)
#include "tst_key_watch.moc"
