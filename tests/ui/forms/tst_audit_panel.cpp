#include <QAbstractItemModelTester>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>
#include <QTableWidget>

#include "support/run_test.h"
#include "ui/forms/audit_panel.h"
#include "ui/forms/journal_keys_form.h"
#include "ui/link/engine_link.h"
#include "ui/models/audit_model.h"
#include "ui/support/fake_engine.h"
#include "ui/widgets/message_bar.h"

using namespace mirror;

/// Keys and audit trail, as the Settings page shows them.
class AuditPanelTest : public QObject {
    Q_OBJECT
    struct Bench {
        Bench() : link(engine), panel(link) {
            panel.resize(1000, 700);
            panel.show();
            panel.load();
        }
        template <class Widget>
        Widget* find(const char* name) { return panel.findChild<Widget*>(QLatin1String(name)); }
        void type(const char* name, const QString& text) { QTest::keyClicks(find<QLineEdit>(name), text); }
        void click(const char* name) { QTest::mouseClick(find<QPushButton>(name), Qt::LeftButton); }
        QString barText() {
            QStringList texts;
            for (const auto* bar : panel.findChildren<ui::MessageBar*>())
                if (bar->isVisible()) texts << bar->text();
            return texts.join(u'\n');
        }
        std::shared_ptr<test::FakeEngine> engine = std::make_shared<test::FakeEngine>();
        ui::EngineLink link;
        ui::AuditPanel panel;
    };

private slots:
    void showsWhoDidWhatNewestFirst() {
        Bench bench;
        const auto now = std::chrono::system_clock::now();
        bench.engine->journal.audit = {{1, now, "console", "unlock", "", ""}, {2, now, "command line", "export_key", "segment 3", "for the auditor"}};
        bench.panel.load();
        auto* table = bench.find<QTableView>("audit");
        const QAbstractItemModelTester tester(table->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        QTRY_COMPARE(table->model()->rowCount(), 2);
        const auto text = [table](int row, int column) { return table->model()->index(row, column).data().toString(); };
        QCOMPARE(text(0, ui::AuditModel::Who), QStringLiteral("Command line"));
        QCOMPARE(text(0, ui::AuditModel::What), QStringLiteral("Exported a segment's key"));
        QCOMPARE(text(0, ui::AuditModel::Reason), QStringLiteral("for the auditor"));
        bench.engine->journal.audit.push_back({3, now, "console", "shred", "3", "done"});
        bench.panel.load();
        QTRY_COMPARE(table->model()->rowCount(), 3);
        QCOMPARE(bench.engine->sent<QueryAudit>().back().afterId, 2u);
        QVERIFY(bench.barText().isEmpty());
    }

    void saysWhenTheTrailWasChanged() {
        Bench bench;
        bench.engine->journal.auditBrokenAt = 7;
        bench.panel.load();
        QTRY_VERIFY(bench.barText().contains(QStringLiteral("entry 7")));
    }

    void changesThePassphrase() {
        Bench bench;
        QTRY_VERIFY(bench.find<QPushButton>("journal-change")->isEnabled());
        bench.click("journal-change");
        bench.type("passphrase-present", QStringLiteral("correct horse"));
        bench.type("passphrase-new", QStringLiteral("battery staple"));
        bench.type("passphrase-repeat", QStringLiteral("battery stapl"));
        bench.click("keys-agree");
        QVERIFY(bench.barText().contains(QStringLiteral("differ")));
        QVERIFY(bench.engine->sent<ChangeJournalPassphrase>().empty());
        bench.type("passphrase-repeat", QStringLiteral("e"));
        bench.click("keys-agree");
        QTRY_COMPARE(bench.engine->journal.passphrase, std::string("battery staple"));
        for (const char* field : {"passphrase-present", "passphrase-new", "passphrase-repeat"}) QVERIFY(bench.find<QLineEdit>(field)->text().isEmpty());
        QTRY_VERIFY(bench.barText().contains(QStringLiteral("was changed")));
    }

    void aWrongPassphraseChangesNothing() {
        Bench bench;
        QTRY_VERIFY(bench.find<QPushButton>("journal-rotate")->isEnabled());
        bench.click("journal-rotate");
        bench.type("passphrase-present", QStringLiteral("wrong"));
        bench.click("keys-agree");
        QTRY_VERIFY(bench.barText().contains(QStringLiteral("not the journal's passphrase")));
        QCOMPARE(bench.find<QTableWidget>("journal-keys")->rowCount(), 1);
    }

    void aNewKeyIsListedBesideTheOldOne() {
        Bench bench;
        QTRY_VERIFY(bench.find<QPushButton>("journal-rotate")->isEnabled());
        bench.click("journal-rotate");
        bench.type("passphrase-present", QStringLiteral("correct horse"));
        QTest::keyClick(bench.find<QLineEdit>("passphrase-present"), Qt::Key_Return);
        auto* keys = bench.find<QTableWidget>("journal-keys");
        QTRY_COMPARE(keys->rowCount(), 2);
        QCOMPARE(keys->item(0, 2)->text(), QStringLiteral("Written to"));
        QCOMPARE(keys->item(1, 2)->text(), QStringLiteral("For reading only"));
    }

    void withoutAKeyThereIsNothingToChange() {
        Bench bench;
        bench.engine->journal.hasKey = false;
        bench.panel.load();
        QTRY_VERIFY(!bench.find<QPushButton>("journal-change")->isEnabled());
        QCOMPARE(bench.find<QTableWidget>("journal-keys")->rowCount(), 0);
        QVERIFY(bench.barText().isEmpty());
    }
};

MIRROR_TEST(AuditPanelTest, tst_audit_panel)
#include "tst_audit_panel.moc"
