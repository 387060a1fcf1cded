#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

#include "support/run_test.h"
#include "ui/link/engine_link.h"
#include "ui/link/passphrase_memory.h"
#include "ui/pages/dialogues_page.h"
#include "ui/support/fake_engine.h"

using namespace mirror;
using ui::PassphraseMemory;

namespace {

/// A keyring that answers at once.
class Drawer : public PassphraseMemory {
public:
    explicit Drawer(QString kept = {}, bool exists = true) : passphrase(std::move(kept)), m_exists(exists) {}
    void lookUp() override {
        ++lookUps;
        setState(!m_exists ? Absent : passphrase.isEmpty() ? Empty : Kept);
    }
    void recall(std::function<void(QString)> done) override { done(passphrase); }
    void remember(const QString& text) override {
        if (!refusal.isEmpty()) return emit failed(refusal);
        passphrase = text;
        setState(Kept);
    }
    void forget() override {
        passphrase.clear();
        setState(Empty);
    }
    QString passphrase, refusal;
    int lookUps = 0;

private:
    bool m_exists;
};

}  // namespace

class RememberedPassphraseTest : public QObject {
    Q_OBJECT
    struct Bench {
        explicit Bench(Drawer& drawer) {
            engine->config = defaultConfig();
            engine->publish([](Snapshot& s) {
                s.state = EngineState::running;
                s.journal.state = JournalState::writing;
                s.journal.keyId = "00112233aabbccdd";
            });
            link = std::make_unique<ui::EngineLink>(engine);
            page = std::make_unique<ui::DialoguesPage>(*link);
            page->setMemory(&drawer);
            page->show();
            page->activate();
        }
        QCheckBox* box() const { return page->findChild<QCheckBox*>(QStringLiteral("journal-remember")); }
        QPushButton* recall() const { return page->findChild<QPushButton*>(QStringLiteral("journal-recall")); }
        QString problem() const { return page->findChild<QLabel*>(QStringLiteral("journal-problem"))->text(); }
        void unlock(const QString& passphrase) const {
            auto* edit = page->findChild<QLineEdit*>(QStringLiteral("journal-passphrase"));
            edit->setText(passphrase);
            QTest::keyClick(edit, Qt::Key_Return);
        }
        bool isUnlocked() const { return page->access().isUnlocked(); }
        std::shared_ptr<test::FakeEngine> engine = std::make_shared<test::FakeEngine>();
        std::unique_ptr<ui::EngineLink> link;
        std::unique_ptr<ui::DialoguesPage> page;
    };

private slots:
    void withoutAKeyringNothingIsOffered() {
        Drawer drawer({}, false);
        const Bench bench(drawer);
        QTRY_COMPARE(drawer.lookUps, 1);
        QVERIFY(!bench.box()->isVisible() && !bench.recall()->isVisible());
    }
    void onlyARightPassphraseIsKept() {
        Drawer drawer;
        const Bench bench(drawer);
        QTRY_VERIFY(bench.box()->isVisible());
        QVERIFY(!bench.recall()->isVisible());
        bench.box()->click();
        bench.unlock(QStringLiteral("wrong horse"));
        QTRY_VERIFY(!bench.problem().isEmpty());
        QVERIFY(drawer.passphrase.isEmpty());
        bench.unlock(QStringLiteral("correct horse"));
        QTRY_VERIFY(bench.isUnlocked());
        QCOMPARE(drawer.passphrase, QStringLiteral("correct horse"));
    }
    void nothingIsKeptUnasked() {
        Drawer drawer;
        const Bench bench(drawer);
        bench.unlock(QStringLiteral("correct horse"));
        QTRY_VERIFY(bench.isUnlocked());
        QVERIFY(drawer.passphrase.isEmpty());
    }
    void whatIsKeptUnlocksAndCanBeForgotten() {
        Drawer drawer(QStringLiteral("correct horse"));
        const Bench bench(drawer);
        QTRY_VERIFY(bench.recall()->isVisible());
        QVERIFY(bench.box()->isChecked());
        QVERIFY(!bench.isUnlocked());  // not before somebody asks
        bench.recall()->click();
        QTRY_VERIFY(bench.isUnlocked());
        bench.page->lock();
        QTRY_VERIFY(bench.box()->isVisible());
        bench.box()->click();
        QVERIFY(drawer.passphrase.isEmpty());
        QVERIFY(!bench.recall()->isVisible());
    }
    void whatIsKeptAndWrongByNowIsRemoved() {
        Drawer drawer(QStringLiteral("yesterday's horse"));
        const Bench bench(drawer);
        QTRY_VERIFY(bench.recall()->isVisible());
        bench.recall()->click();
        QTRY_VERIFY(drawer.passphrase.isEmpty());
        QTRY_VERIFY(bench.problem().contains(QStringLiteral("removed from the keyring")));
        QVERIFY(!bench.isUnlocked() && !bench.recall()->isVisible());
    }
    void aKeyringThatRefusesIsToldAndTheBoxIsTrue() {
        Drawer drawer;
        drawer.refusal = QStringLiteral("the collection is locked");
        const Bench bench(drawer);
        QTRY_VERIFY(bench.box()->isVisible());
        bench.box()->click();
        bench.unlock(QStringLiteral("correct horse"));
        QTRY_VERIFY(bench.isUnlocked());
        QVERIFY(!bench.box()->isChecked());
        QVERIFY(bench.problem().contains(drawer.refusal));
    }
};

MIRROR_TEST(RememberedPassphraseTest, tst_remembered_passphrase)
#include "tst_remembered_passphrase.moc"
