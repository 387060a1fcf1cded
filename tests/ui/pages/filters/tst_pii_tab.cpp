#include "support/run_test.h"

#include <QApplication>
#include <QCheckBox>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>

#include "ui/forms/change_table.h"
#include "ui/link/engine_link.h"
#include "ui/pages/filters/pii_tab.h"
#include "ui/pages/filters/pii_trial_pane.h"
#include "ui/support/fake_engine.h"
#include "ui/widgets/marked_text_edit.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/status_badge.h"

using namespace mirror;

class PiiTabTest : public QObject {
    Q_OBJECT
    struct Bench {
        Bench() {
            engine->config = defaultConfig();
            engine->publish([](Snapshot& s) {
                s.state = EngineState::running;
                s.configRevision = 1;
                s.words.maskedToday = {0, 42, 0, 0, 0, 0, 0};
            });
            link = std::make_unique<ui::EngineLink>(engine);
            tab = std::make_unique<ui::PiiTab>(*link, nullptr);
            tab->resize(1000, 700);
            tab->show();
        }
        QCheckBox* kind(const char* name) const { return tab->findChild<QCheckBox*>(QStringLiteral("kind-") + QLatin1String(name)); }
        QPushButton* button(const QString& text) const {
            for (QPushButton* candidate : tab->findChildren<QPushButton*>())
                if (candidate->text() == text && candidate->isVisible()) return candidate;
            return nullptr;
        }
        void press(const QString& text) const {
            QTRY_VERIFY2(button(text) != nullptr && button(text)->isEnabled(), qPrintable(text));
            QTest::mouseClick(button(text), Qt::LeftButton);
        }
        std::vector<std::string> kinds() const { return engine->config.mask.kinds; }
        ui::MarkedTextEdit* text() const { return tab->findChild<ui::MarkedTextEdit*>(); }
        QString masked() const { return tab->findChild<QPlainTextEdit*>(QStringLiteral("piiMasked"))->toPlainText(); }
        QString verdict() const { return tab->findChild<ui::StatusBadge*>()->text(); }
        std::shared_ptr<test::FakeEngine> engine = std::make_shared<test::FakeEngine>();
        std::unique_ptr<ui::EngineLink> link;
        std::unique_ptr<ui::PiiTab> tab;
    };

private slots:
    void showsWhatIsInForceAndHowOftenItWasUsed() {
        Bench bench;
        QTRY_VERIFY(bench.kind("phone")->isVisible());
        for (const char* kind : {"id", "phone", "card", "email", "passport", "plate", "ip"}) QVERIFY2(bench.kind(kind)->isChecked(), kind);
        QStringList counts;
        for (const QLabel* label : bench.tab->findChildren<QLabel*>())
            if (label->accessibleName() == QStringLiteral("Masked today: Mobile number")) counts << label->text();
        QCOMPARE(counts, QStringList{QStringLiteral("42")});
        QVERIFY(!bench.tab->isModified());
    }

    void aKindIsSwitchedOffReviewedAndApplied() {
        Bench bench;
        QTRY_VERIFY(bench.kind("ip")->isVisible());
        QTest::mouseClick(bench.kind("ip"), Qt::LeftButton, {}, QPoint(8, bench.kind("ip")->height() / 2));
        QVERIFY(bench.tab->isModified());
        bench.press(QStringLiteral("Review and apply …"));
        auto* changes = bench.tab->findChild<ui::ChangeTable*>();
        QCOMPARE(changes->rowCount(), 1);
        QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("addresses of servers"));
        bench.press(QStringLiteral("Apply"));
        QTRY_COMPARE(bench.kinds(), (std::vector<std::string>{"id", "phone", "card", "email", "passport", "plate"}));
        QCOMPARE(bench.engine->sent<ApplyConfig>().front().note, std::string("addresses of servers"));
        QTRY_VERIFY(!bench.tab->isModified());
        QTest::mouseClick(bench.kind("ip"), Qt::LeftButton, {}, QPoint(8, bench.kind("ip")->height() / 2));
        QTest::mouseClick(bench.kind("ip"), Qt::LeftButton, {}, QPoint(8, bench.kind("ip")->height() / 2));
        QVERIFY(!bench.tab->isModified());  // twice is no change, whatever the order was
    }

    void aConflictKeepsTheChangesAndMakesThemOnTheNewest() {
        Bench bench;
        QTRY_VERIFY(bench.kind("plate")->isVisible());
        QTest::mouseClick(bench.kind("plate"), Qt::LeftButton, {}, QPoint(8, bench.kind("plate")->height() / 2));
        bench.engine->config.timeouts.idle = Milliseconds(33'000);  // somebody else was faster
        bench.engine->revision = 5;
        bench.press(QStringLiteral("Review and apply …"));
        bench.press(QStringLiteral("Apply"));
        bench.press(QStringLiteral("Make my changes on the newest"));
        bench.press(QStringLiteral("Apply"));
        QTRY_COMPARE(bench.kinds().size(), std::size_t(6));
        QCOMPARE(bench.engine->config.timeouts.idle, Milliseconds(33'000));
    }

    void triesTheSettingsThatAreNotAppliedYet() {
        Bench bench;
        QTRY_VERIFY(bench.kind("phone")->isVisible());
        PiiTrial trial;
        trial.spans = {{10, 21, PiiKind::phone, "[PHONE]"}};
        trial.masked = "😀电话[PHONE]";
        bench.engine->answerNext<TryMask>(Receipt(trial));
        bench.text()->setFocus();
        bench.text()->insertPlainText(QStringLiteral("😀电话13800138000"));
        QTRY_COMPARE(bench.masked(), QStringLiteral("😀电话[PHONE]"));
        QCOMPARE(bench.verdict(), QStringLiteral("1 place(s) would be masked"));
        QCOMPARE(bench.text()->extraSelections().size(), 1);
        QCOMPARE(bench.text()->extraSelections().front().cursor.selectedText(), QStringLiteral("13800138000"));
        bench.engine->answerNext<TryMask>(Receipt(PiiTrial{{}, "😀电话13800138000"}));
        QTest::mouseClick(bench.kind("phone"), Qt::LeftButton, {}, QPoint(8, bench.kind("phone")->height() / 2));
        QTRY_COMPARE(bench.verdict(), QStringLiteral("No personal data"));
        const std::vector<TryMask> asked = bench.engine->sent<TryMask>();
        QVERIFY(std::find(asked.back().mask.kinds.begin(), asked.back().mask.kinds.end(), "phone") == asked.back().mask.kinds.end());
        QVERIFY(bench.engine->sent<ApplyConfig>().empty());
    }

    void anAnswerAboutAnOlderTextIsPassedOver() {
        Bench bench;
        QTRY_VERIFY(bench.kind("phone")->isVisible());
        bench.engine->hold();
        bench.engine->answerNext<TryMask>(Receipt(PiiTrial{{{0, 3, PiiKind::ip, "[IP]"}}, "old"}));
        bench.engine->answerNext<TryMask>(Receipt(PiiTrial{{}, "new"}));
        QTest::keyClicks(bench.text(), QStringLiteral("abc"));
        QTRY_COMPARE(bench.engine->sent<TryMask>().size(), std::size_t(1));
        QTest::keyClicks(bench.text(), QStringLiteral("d"));
        bench.engine->release();
        QTRY_COMPARE(bench.masked(), QStringLiteral("new"));
        QVERIFY(bench.text()->marks().empty());
        QCOMPARE(bench.engine->sent<TryMask>().back().text, std::string("abcd"));
    }

    void aRefusalIsTold() {
        Bench bench;
        QTRY_VERIFY(bench.kind("phone")->isVisible());
        bench.engine->answerNext<TryMask>(fail(ErrorCode::notRunning));
        QTest::keyClicks(bench.text(), QStringLiteral("abc"));
        QTRY_COMPARE(bench.verdict(), QStringLiteral("Could not be tried"));
    }
};

MIRROR_TEST(PiiTabTest, tst_pii_tab)
#include "tst_pii_tab.moc"
