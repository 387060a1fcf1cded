#include "support/run_test.h"

#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLabel>
#include <QMenu>
#include <QProcess>
#include <QPushButton>
#include <QScrollBar>

#include "ui/link/engine_link.h"
#include "ui/models/traffic_export.h"
#include "ui/models/traffic_model.h"
#include "ui/pages/traffic_detail.h"
#include "ui/pages/traffic_page.h"
#include "ui/support/fake_engine.h"
#include "ui/support/samples.h"
#include "ui/widgets/attempt_table.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/filter_edit.h"
#include "ui/widgets/live_table.h"
#include "ui/widgets/rule_table.h"
#include "ui/widgets/waterfall_view.h"

using namespace mirror;
using namespace mirror::ui;
using Traffic = mirror::ui::TrafficPage;

class TrafficPageTest : public QObject {
    Q_OBJECT
    struct Bench {
        explicit Bench(std::size_t count) {
            engine->publish([](Snapshot& s) {
                s.state = EngineState::running;
                s.listeners.push_back({"https", "https://127.0.0.1:8443", true, true});
            });
            link = std::make_unique<EngineLink>(engine);
            page = std::make_unique<Traffic>(*link);
            page->resize(1200, 700);
            page->show();
            page->activate();
            if (count > 0) more(count);
        }
        void more(std::size_t count) { engine->addTraffic(test::busyTraffic(count, std::chrono::system_clock::now())); }
        int rows() const { return page->model()->rowCount(); }
        FilterEdit* filter() const { return page->findChild<FilterEdit*>(); }
        QString counts() const { return page->findChild<QLabel*>(QStringLiteral("traffic-counts"))->text(); }
        EmptyState* empty() const { return page->findChild<EmptyState*>(); }
        TrafficDetail* detail() const { return page->findChild<TrafficDetail*>(); }
        void clickRow(int row) const {
            const QRect cell = page->table()->visualRect(page->model()->index(row, 0));
            QTest::mouseClick(page->table()->viewport(), Qt::LeftButton, Qt::NoModifier, cell.center());
        }
        std::shared_ptr<test::FakeEngine> engine = std::make_shared<test::FakeEngine>();
        std::unique_ptr<EngineLink> link;
        std::unique_ptr<Traffic> page;
    };

private slots:
    void showsRequestsAsTheyFinishAndFollowsTheNewest() {
        Bench bench(300);
        QTRY_COMPARE(bench.rows(), 300);
        const auto* bar = bench.page->table()->verticalScrollBar();
        QTRY_COMPARE(bar->value(), bar->maximum());
        bench.more(50);
        QTRY_COMPARE(bench.rows(), 350);
        QTRY_COMPARE(bar->value(), bar->maximum());
    }

    void staysWhereOneReadsAndFollowsAgainWithEnd() {
        Bench bench(300);
        QTRY_COMPARE(bench.rows(), 300);
        auto* bar = bench.page->table()->verticalScrollBar();
        QTRY_COMPARE(bar->value(), bar->maximum());
        bar->setValue(40);
        QVERIFY(!bench.page->table()->isFollowing());
        bench.more(50);
        QTRY_COMPARE(bench.rows(), 350);
        QCOMPARE(bar->value(), 40);
        QTest::keyClick(bench.page->table(), Qt::Key_End);
        QVERIFY(bench.page->table()->isFollowing());
        QCOMPARE(bar->value(), bar->maximum());
    }

    void staysWhereOneReadsWithTheNewestOnTop() {
        Bench bench(300);
        QTRY_COMPARE(bench.rows(), 300);
        bench.page->table()->sortByColumn(TrafficModel::Time, Qt::DescendingOrder);
        auto* bar = bench.page->table()->verticalScrollBar();
        bar->setValue(60);
        const qint64 read = bench.page->model()->numberAt(60);
        bench.more(50);
        QTRY_COMPARE(bench.rows(), 350);
        QCOMPARE(bench.page->model()->numberAt(bar->value()), read);
    }

    void holdsTheListWhilePausedAndSaysHowManyWait() {
        Bench bench(20);
        QTRY_COMPARE(bench.rows(), 20);
        bench.page->togglePause();
        bench.more(7);
        auto* button = bench.page->findChild<QPushButton*>(QStringLiteral("traffic-new"));
        QTRY_VERIFY(button->isVisible());
        QVERIFY(button->text().contains(QStringLiteral("7")));
        QCOMPARE(bench.rows(), 20);
        QTest::mouseClick(button, Qt::LeftButton);
        QCOMPARE(bench.rows(), 27);
        QVERIFY(!bench.page->isPaused());
        QVERIFY(!button->isVisible());
    }

    void collectsWhileItIsHidden() {
        Bench bench(5);
        QTRY_COMPARE(bench.rows(), 5);
        bench.page->deactivate();
        QSignalSpy arrived(bench.link.get(), &EngineLink::trafficArrived);
        bench.more(6);
        QTRY_VERIFY(!arrived.isEmpty());
        QCOMPARE(bench.rows(), 5);
        bench.page->activate();
        QCOMPARE(bench.rows(), 11);
    }

    void filtersWhileOneTypes() {
        Bench bench(400);
        QTRY_COMPARE(bench.rows(), 400);
        bench.page->focusFilter();
        QTest::keyClicks(bench.filter(), QStringLiteral("status:5xx -outcome:internal"));
        QVERIFY(bench.rows() > 0 && bench.rows() < 400);
        for (int row = 0; row < bench.rows(); ++row) {
            QVERIFY(bench.page->model()->record(row).status >= 500);
            QVERIFY(bench.page->model()->record(row).outcome != Outcome::internal);
        }
        QVERIFY(bench.counts().contains(QStringLiteral("of 400 match")));
    }

    void keepsTheLastValidFilterAndSaysWhatIsWrong() {
        Bench bench(400);
        QTRY_COMPARE(bench.rows(), 400);
        bench.filter()->setText(QStringLiteral("status:5xx"));
        const int before = bench.rows();
        bench.filter()->setText(QStringLiteral("status:5xx colour:red"));
        QCOMPARE(bench.rows(), before);
        auto* problem = bench.page->findChild<QLabel*>(QStringLiteral("filter-problem"));
        QVERIFY(problem->text().contains(QStringLiteral("colour")));
        bench.page->clearFilter();
        QVERIFY(problem->text().isEmpty());
        QCOMPARE(bench.rows(), 400);
    }

    void completesFieldsAndTheValuesThatOccur() {
        Bench bench(200);
        QTRY_COMPARE(bench.rows(), 200);
        bench.filter()->setText(QStringLiteral("up"));
        QVERIFY(bench.filter()->offers().contains(QStringLiteral("upstream")));
        bench.filter()->setText(QStringLiteral("upstream:d"));
        QCOMPARE(bench.filter()->offers(), (QStringList{QStringLiteral("dashscope"), QStringLiteral("deepseek")}));
        bench.filter()->setText(QStringLiteral("outcome:up"));
        QCOMPARE(bench.filter()->offers(), QStringList{QStringLiteral("upstream_error")});
    }

    void narrowsDownFromACell() {
        Bench bench(400);
        QTRY_COMPARE(bench.rows(), 400);
        const QModelIndex cell = bench.page->model()->index(0, TrafficModel::Upstream);
        const std::string upstream = bench.page->model()->record(0).upstream;
        const std::unique_ptr<QMenu> menu(bench.page->makeCellMenu(cell));
        menu->findChild<QAction*>(QStringLiteral("only-this"))->trigger();
        QVERIFY(bench.rows() > 0 && bench.rows() < 400);
        for (int row = 0; row < bench.rows(); ++row) QCOMPARE(bench.page->model()->record(row).upstream, upstream);
        bench.page->clearFilter();
        const std::unique_ptr<QMenu> again(bench.page->makeCellMenu(bench.page->model()->index(0, TrafficModel::Upstream)));
        again->findChild<QAction*>(QStringLiteral("not-this"))->trigger();
        for (int row = 0; row < bench.rows(); ++row) QVERIFY(bench.page->model()->record(row).upstream != upstream);
    }

    void tellsItsEmptyStatesApart() {
        Bench bench(0);
        QCOMPARE(bench.empty()->title(), QStringLiteral("No request yet"));
        bench.engine->publish([](Snapshot& s) { s.state = EngineState::stopped; });
        QTRY_COMPARE(bench.empty()->title(), QStringLiteral("The engine is stopped"));
        bench.more(30);
        QTRY_COMPARE(bench.rows(), 30);
        QVERIFY(!bench.empty()->isVisible());
        bench.filter()->setText(QStringLiteral("key:nobody"));
        QVERIFY(bench.empty()->isVisible());
        QCOMPARE(bench.empty()->title(), QStringLiteral("0 of 30 match"));
        for (auto* button : bench.empty()->findChildren<QPushButton*>())
            if (button->isVisible()) QTest::mouseClick(button, Qt::LeftButton);
        QCOMPARE(bench.rows(), 30);
    }

    void showsTheStagesAndAttemptsOfTheChosenRequest() {
        Bench bench(0);
        TrafficRecord r = test::plainRecord();
        r.status = 502;
        r.outcome = Outcome::upstreamError;
        r.errorCode = "upstream_reset";
        r.userAgent = "evil\u202e<b>agent</b>\n";
        r.stages[static_cast<std::size_t>(StageId::receive)] = {Microseconds(0), Microseconds(800)};
        r.stages[static_cast<std::size_t>(StageId::connect)] = {Microseconds(800), Microseconds(30'000)};
        r.attempts = {{"a", 0, "upstream_unreachable", Milliseconds(1), Milliseconds(30), false}, {"b", 503, "upstream_status", Milliseconds(40), Milliseconds(9), true}};
        bench.engine->addTraffic({r});
        QTRY_COMPARE(bench.rows(), 1);
        bench.clickRow(0);
        QVERIFY(bench.detail()->isVisible());
        QCOMPARE(bench.detail()->waterfall()->stagesShown(), (QStringList{QStringLiteral("Receive"), QStringLiteral("Connect")}));
        QCOMPARE(bench.detail()->attempts()->rowCount(), 2);
        QVERIFY(bench.detail()->attempts()->item(0, 1)->text().size() > 10);
        const QString fields = bench.detail()->fieldLines().join(u'\n');
        QVERIFY(!fields.contains(QChar(0x202e)));
        QVERIFY(fields.contains(QStringLiteral("<b>agent</b>")));
        for (const QLabel* label : bench.detail()->findChildren<QLabel*>()) QCOMPARE(label->textFormat() == Qt::PlainText || !label->text().contains(u'<'), true);
    }

    void copiesAsCurlWithoutAKey() {
        Bench bench(0);
        TrafficRecord r = test::plainRecord();
        r.modelAsked = "it's \"odd\" $(model)";
        bench.engine->addTraffic({r});
        QTRY_COMPARE(bench.rows(), 1);
        bench.clickRow(0);
        QTest::keyClick(bench.page->table(), Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
        const QString command = QApplication::clipboard()->text();
        QVERIFY(command.contains(QStringLiteral("https://127.0.0.1:8443/v1/chat/completions")));
        QVERIFY(command.contains(QStringLiteral("\"Authorization: Bearer $MIRROR_KEY\"")));
        QVERIFY(!command.contains(QStringLiteral("sk-")));
        // A shell must read it as one command with a valid body.
        QProcess shell;
        shell.start(QStringLiteral("sh"), {QStringLiteral("-c"), QStringLiteral("MIRROR_KEY=k; curl() { for a; do last=$a; done; printf %s \"$last\"; }\n") + command});
        QVERIFY(shell.waitForFinished());
        const auto body = QJsonDocument::fromJson(shell.readAllStandardOutput());
        QCOMPARE(body[QStringLiteral("model")].toString(), QString::fromStdString(r.modelAsked));
        QCOMPARE(body[QStringLiteral("stream")].toBool(), true);
    }

    void copiesRowsAsTableAndAsJson() {
        Bench bench(40);
        QTRY_COMPARE(bench.rows(), 40);
        bench.page->togglePause();
        bench.page->table()->selectAll();
        bench.page->pageActions().at(1)->trigger();
        const auto lines = QApplication::clipboard()->text().split(u'\n');
        QCOMPARE(lines.size(), 41);
        for (const QString& line : lines) QCOMPARE(line.count(u'\t'), TrafficModel::kColumns - 1);
        bench.page->pageActions().at(2)->trigger();
        const auto json = QJsonDocument::fromJson(QApplication::clipboard()->text().toUtf8()).array();
        QCOMPARE(json.size(), 40);
        QVERIFY(json.at(0).toObject().contains(QStringLiteral("stages")));
    }

    void tellsTheRulesOfARequest() {
        Bench bench(0);
        TrafficRecord record = test::plainRecord();
        record.status = 403;
        record.outcome = Outcome::filtered;
        record.wordsRevision = 12;
        record.rules = {{"w12", "gambling", WordAction::block, false, "messages[2].content", foldBit(FoldStep::traditional), 3},
                        {"pii-phone", "", WordAction::mask, true, "choices[0].message.content"}};
        bench.engine->addTraffic({test::plainRecord(), record});
        QTRY_COMPARE(bench.rows(), 2);
        const auto cell = [&bench](int row, int role = Qt::DisplayRole) { return bench.page->model()->index(row, TrafficModel::Rule).data(role).toString(); };
        QCOMPARE(cell(0), QStringLiteral("–"));
        QCOMPARE(cell(1), QStringLiteral("w12 · Block"));
        QVERIFY(cell(1, Qt::ToolTipRole).contains(QStringLiteral("pii-phone · Mask")));
        bench.clickRow(1);
        const RuleTable* rules = bench.detail()->rules();
        QVERIFY(rules->isVisible());
        QCOMPARE(rules->rowCount(), 2);
        QCOMPARE(rules->item(0, 0)->text(), QStringLiteral("w12 · Block\ngambling"));
        QVERIFY(rules->item(0, 1)->text().startsWith(QStringLiteral("Request\nmessages[2]")) && rules->item(0, 1)->text().endsWith(QStringLiteral("× 3")));
        QCOMPARE(rules->item(0, 2)->text(), QStringLiteral("traditional → simplified"));
        QVERIFY(rules->item(1, 1)->text().startsWith(QStringLiteral("Answer")));
        QVERIFY(bench.detail()->fieldLines().contains(QStringLiteral("Word lists: Revision 12")));
        bench.clickRow(0);
        QVERIFY(!rules->isVisible());
        QCOMPARE(bench.page->model()->termFor(bench.page->model()->index(1, TrafficModel::Rule)), QStringLiteral("rule:w12"));
        QCOMPARE(bench.page->model()->termFor(bench.page->model()->index(0, TrafficModel::Rule)), QStringLiteral("rule:\"\""));
        QCOMPARE(bench.page->model()->distinctValues(QStringLiteral("rule")), (QStringList{QStringLiteral("pii-phone"), QStringLiteral("w12")}));
        bench.filter()->setText(QStringLiteral("rule:pii-phone"));
        QCOMPARE(bench.rows(), 1);
        const auto json = QJsonDocument::fromJson(trafficJson({record})).array().at(0).toObject();
        const auto first = json[QStringLiteral("rules")].toArray().at(0).toObject();
        QCOMPARE(first[QStringLiteral("rule")].toString(), QStringLiteral("w12"));
        QCOMPARE(first[QStringLiteral("folding")].toArray().at(0).toString(), QStringLiteral("traditional"));
        QCOMPARE(json[QStringLiteral("outcome")].toString(), QStringLiteral("filtered"));
    }

    void bringsColumnsBackAsTheyWereLeft() {
        Bench bench(0);
        bench.page->table()->setColumnHidden(TrafficModel::Key, true);
        bench.page->table()->setColumnWidth(TrafficModel::Model, 333);
        const QByteArray state = bench.page->viewState();
        Bench fresh(0);
        QVERIFY(fresh.page->restoreViewState(state));
        QVERIFY(fresh.page->table()->isColumnHidden(TrafficModel::Key));
        QCOMPARE(fresh.page->table()->columnWidth(TrafficModel::Model), 333);
        QVERIFY(!fresh.page->restoreViewState(QByteArray("rubbish")));
    }

    void theKeyboardAloneOpensNoDetails() {
        Bench bench(50);
        QTRY_COMPARE(bench.rows(), 50);
        bench.page->table()->setFocus(Qt::TabFocusReason);
        QVERIFY(!bench.detail()->isVisible());
        QTest::keyClick(bench.page->table(), Qt::Key_Down);
        QVERIFY(bench.detail()->isVisible());
        QCOMPARE(bench.detail()->record()->requestId, bench.page->model()->record(49).requestId);  // the newest
        QTest::keyClick(bench.page->table(), Qt::Key_Up);
        QCOMPARE(bench.detail()->record()->requestId, bench.page->model()->record(48).requestId);
        bench.page->clearFilter();  // Esc: nothing to clear, so the details close
        QVERIFY(!bench.detail()->isVisible());
    }

    void aClickOnTheFirstRowOpensItsDetails() {
        Bench bench(3);
        QTRY_COMPARE(bench.rows(), 3);
        bench.page->table()->setFocus(Qt::TabFocusReason);
        bench.clickRow(0);
        QVERIFY(bench.detail()->isVisible());
        QCOMPARE(bench.detail()->record()->requestId, bench.page->model()->record(0).requestId);
    }

    void keepsTheDetailsWhileAFilterHidesTheirRow() {
        Bench bench(200);
        QTRY_COMPARE(bench.rows(), 200);
        bench.page->table()->setCurrentIndex(bench.page->model()->index(7, 0));
        const std::string id = bench.detail()->record()->requestId;
        bench.filter()->setText(QStringLiteral("key:nobody"));
        QCOMPARE(bench.rows(), 0);
        QCOMPARE(bench.detail()->record()->requestId, id);
        bench.page->clearFilter();
        QCOMPARE(bench.detail()->record()->requestId, id);
        QCOMPARE(bench.page->model()->record(bench.page->table()->currentIndex().row()).requestId, id);
    }

    void sortsByAnyColumnFromTheMenuOfACell() {
        Bench bench(60);
        QTRY_COMPARE(bench.rows(), 60);
        for (const Qt::SortOrder order : {Qt::AscendingOrder, Qt::DescendingOrder}) {
            const std::unique_ptr<QMenu> menu(bench.page->makeCellMenu(bench.page->model()->index(3, TrafficModel::Total)));
            menu->findChild<QAction*>(QStringLiteral("sort-by"))->trigger();
            QCOMPARE(bench.page->model()->sortColumn(), int(TrafficModel::Total));
            QCOMPARE(bench.page->model()->sortOrder(), order);
        }
    }

    void theKeyboardStaysWithTheListWhetherItIsEmptyOrNot() {
        Bench bench(0);
        bench.page->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(bench.page.get()));
        bench.page->setFocus(Qt::OtherFocusReason);
        QCOMPARE(QApplication::focusWidget(), static_cast<QWidget*>(bench.empty()));
        bench.more(10);
        QTRY_COMPARE(bench.rows(), 10);
        QCOMPARE(QApplication::focusWidget(), static_cast<QWidget*>(bench.page->table()));
        QVERIFY(!bench.detail()->isVisible());
    }

    void offersWhatHelpsWhereNothingIsShown() {
        Bench bench(0);
        QAction start(QStringLiteral("&Start engine"));
        QAction demo(QStringLiteral("&Open the demo"));
        QSignalSpy started(&start, &QAction::triggered);
        QSignalSpy opened(&demo, &QAction::triggered);
        bench.page->offer(&start, &demo);
        const auto* button = bench.empty()->findChild<QPushButton*>();
        QCOMPARE(button->text(), QStringLiteral("Open the demo"));
        QTest::mouseClick(bench.empty()->findChild<QPushButton*>(), Qt::LeftButton);
        QCOMPARE(opened.size(), 1);
        bench.engine->publish([](Snapshot& s) { s.state = EngineState::stopped; });
        QTRY_COMPARE(button->text(), QStringLiteral("Start engine"));
        QTest::mouseClick(bench.empty()->findChild<QPushButton*>(), Qt::LeftButton);
        QCOMPARE(started.size(), 1);
        bench.engine->publish([](Snapshot& s) {
            s.state = EngineState::failed;
            s.failure = makeError(ErrorCode::engineUnreachable, {"far:8081"});
        });
        QTRY_COMPARE(bench.empty()->title(), QStringLiteral("The engine does not answer"));
        QVERIFY(!button->isVisible());
    }

    void keepsTheChosenRequestThroughAFilter() {
        Bench bench(200);
        QTRY_COMPARE(bench.rows(), 200);
        bench.filter()->setText(QStringLiteral("status:200"));
        bench.page->table()->setCurrentIndex(bench.page->model()->index(3, 0));
        const std::string id = bench.page->model()->record(3).requestId;
        bench.page->clearFilter();
        QCOMPARE(bench.page->model()->record(bench.page->table()->currentIndex().row()).requestId, id);
    }
};

MIRROR_TEST(TrafficPageTest, tst_traffic_page)
#include "tst_traffic_page.moc"
