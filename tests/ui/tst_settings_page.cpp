#include <QAbstractItemModelTester>
#include <QApplication>
#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QTableView>
#include <QToolButton>

#include "support/run_test.h"
#include "ui/forms/change_table.h"
#include "ui/forms/field_editors.h"
#include "ui/forms/field_form.h"
#include "ui/forms/field_row.h"
#include "ui/link/engine_link.h"
#include "ui/models/revision_model.h"
#include "ui/pages/settings_page.h"
#include "ui/support/fake_engine.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/secret_edit.h"

using namespace mirror;

class TestSettingsPage : public QObject {
    Q_OBJECT
private slots:
    void init();
    void cleanup();
    void hasARowForEveryField();
    void anEditIsReviewedAndAppliedAsOneCommand();
    void aBadValueIsToldNextToItsFieldAndCannotBeApplied();
    void aRuleOverTwoFieldsIsToldToo();
    void revertBringsBackTheValueInForce();
    void elementsAreAddedMovedAndRemoved();
    void searchShowsOnlyWhatMatches();
    void aConflictKeepsTheDraftAndOffersToLoad();
    void aRejectionMarksTheField();
    void anOlderRevisionComesBackThroughTheDraft();
    void secretsStayHidden();
    void theDraftSurvivesANewSnapshot();
    void aNewThemeKeepsDraftAndPlace();
    void aSettingAskedForTooEarlyIsShownWhenTheFormIsThere();
    void aNewThemeKeepsATextThatIsNoValueYet();
    void revisionModelHoldsTheModelContract();

private:
    QLineEdit* fieldOf(const char* path) const;
    ui::FieldRow* rowOf(const char* path) const { return m_page->findChild<ui::FieldForm*>()->row(QString::fromLatin1(path)); }
    QPushButton* button(const QString& text) const;
    ui::ChangeTable* shownChanges() const;
    void type(const char* path, const QString& text);
    std::shared_ptr<test::FakeEngine> m_engine;
    std::unique_ptr<ui::EngineLink> m_link;
    std::unique_ptr<ui::SettingsPage> m_page;
};

void TestSettingsPage::init() {
    m_engine = std::make_shared<test::FakeEngine>();
    m_engine->config = defaultConfig();
    UpstreamConfig upstream;
    upstream.name = "qwen";
    upstream.baseUrl = "https://dashscope.aliyuncs.com/compatible-mode/v1";
    upstream.apiKeys = {"***"};
    m_engine->config.upstreams = {upstream};
    m_engine->revisions = {{1, {}, "", "first run"}};
    m_engine->publish([](Snapshot& s) {
        s.state = EngineState::running;
        s.configRevision = 1;
    });
    m_link = std::make_unique<ui::EngineLink>(m_engine);
    m_page = std::make_unique<ui::SettingsPage>(*m_link);
    m_page->resize(1100, 700);
    m_page->show();
    m_page->activate();
    m_page->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
    QTRY_VERIFY(m_page->draft().isLoaded());
    QTRY_VERIFY(m_page->findChild<ui::FieldForm*>()->isBuilt());
}

void TestSettingsPage::cleanup() {
    m_page.reset();
    m_link.reset();
}

QLineEdit* TestSettingsPage::fieldOf(const char* path) const { return rowOf(path)->editor().findChild<QLineEdit*>(); }

QPushButton* TestSettingsPage::button(const QString& text) const {
    for (QPushButton* candidate : m_page->findChildren<QPushButton*>())
        if (candidate->text() == text && candidate->isVisible()) return candidate;
    return nullptr;
}

ui::ChangeTable* TestSettingsPage::shownChanges() const {
    for (ui::ChangeTable* table : m_page->findChildren<ui::ChangeTable*>())
        if (table->isVisible()) return table;
    return nullptr;
}

void TestSettingsPage::type(const char* path, const QString& text) {
    QLineEdit* field = fieldOf(path);
    field->setFocus();
    field->selectAll();
    QTest::keyClicks(field, text);
}

void TestSettingsPage::hasARowForEveryField() {
    for (const FieldInfo& field : fieldTable()) {
        const ListInfo* list = ui::listOf(field);
        if (list != nullptr && list->size(m_engine->config) == 0) continue;
        const QString path = ui::concretePath({&field, 0});
        const ui::FieldRow* row = m_page->findChild<ui::FieldForm*>()->row(path);
        QVERIFY2(row != nullptr, qPrintable(path));
        QVERIFY2(row->problem().isEmpty(), qPrintable(path + row->problem()));
    }
    QVERIFY(!m_page->isModified());
}

void TestSettingsPage::anEditIsReviewedAndAppliedAsOneCommand() {
    type("timeouts.first_token", QStringLiteral("25s"));
    QVERIFY(m_page->isModified());
    QVERIFY(rowOf("timeouts.first_token")->isMarkedChanged());
    QTest::mouseClick(button(QStringLiteral("Review and apply …")), Qt::LeftButton);
    ui::ChangeTable* table = nullptr;
    QTRY_VERIFY((table = shownChanges()) != nullptr);
    QCOMPARE(table->rowCount(), 1);
    QCOMPARE(table->item(0, 1)->text(), QStringLiteral("10s"));
    QCOMPARE(table->item(0, 2)->text(), QStringLiteral("25s"));
    QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("slow thinkers"));
    QTest::mouseClick(button(QStringLiteral("Apply")), Qt::LeftButton);
    QTRY_COMPARE(m_engine->sent<ApplyConfig>().size(), std::size_t{1});
    const ApplyConfig sent = m_engine->sent<ApplyConfig>().front();
    QCOMPARE(sent.baseRevision, std::uint64_t{1});
    QCOMPARE(sent.config.timeouts.firstToken, Milliseconds(25'000));
    QCOMPARE(sent.note, std::string("slow thinkers"));
    QTRY_VERIFY(!m_page->isModified());
    QCOMPARE(m_page->draft().revision(), std::uint64_t{2});
}

void TestSettingsPage::aBadValueIsToldNextToItsFieldAndCannotBeApplied() {
    type("timeouts.first_token", QStringLiteral("soon"));
    QVERIFY(!rowOf("timeouts.first_token")->problem().isEmpty());
    QPushButton* review = button(QStringLiteral("Review and apply …"));
    QVERIFY(!review->isEnabled());
    type("timeouts.first_token", QStringLiteral("9999h"));
    QVERIFY(rowOf("timeouts.first_token")->problem().contains(QStringLiteral("1h")));
    type("timeouts.first_token", QStringLiteral("12s"));
    QCOMPARE(rowOf("timeouts.first_token")->problem(), QString());
    QVERIFY(review->isEnabled());
    QVERIFY(m_engine->sent<ApplyConfig>().empty());
}

void TestSettingsPage::aRuleOverTwoFieldsIsToldToo() {
    type("listeners[1].port", QStringLiteral("8080"));
    type("listeners[1].address", QStringLiteral("127.0.0.1"));
    QVERIFY(!m_page->draft().problems().empty());
    QVERIFY(!rowOf("listeners[1].port")->problem().isEmpty());
}

void TestSettingsPage::revertBringsBackTheValueInForce() {
    type("http.max_body", QStringLiteral("16 MiB"));
    QVERIFY(rowOf("http.max_body")->isMarkedChanged());
    QTest::mouseClick(rowOf("http.max_body")->findChild<QToolButton*>(), Qt::LeftButton);
    QCOMPARE(fieldOf("http.max_body")->text(), QStringLiteral("8 MiB"));
    QVERIFY(!m_page->isModified());
    type("http.max_body", QStringLiteral("rubbish"));
    QTest::mouseClick(rowOf("http.max_body")->findChild<QToolButton*>(), Qt::LeftButton);
    QCOMPARE(fieldOf("http.max_body")->text(), QStringLiteral("8 MiB"));
    QVERIFY(m_page->draft().problems().empty());
}

void TestSettingsPage::elementsAreAddedMovedAndRemoved() {
    QTest::mouseClick(button(QStringLiteral("Add upstream")), Qt::LeftButton);
    QTRY_VERIFY(rowOf("upstreams[1].name") != nullptr);
    QVERIFY(!m_page->draft().problems().empty());
    type("upstreams[1].name", QStringLiteral("deepseek"));
    type("upstreams[1].base_url", QStringLiteral("https://api.deepseek.com/v1"));
    QVERIFY(m_page->draft().problems().empty());
    QToolButton* up = nullptr;
    for (QToolButton* candidate : m_page->findChildren<QToolButton*>(QStringLiteral("moveUp")))
        if (candidate->accessibleName().contains(QStringLiteral("deepseek"))) up = candidate;
    QVERIFY(up != nullptr && up->isEnabled());
    QTest::mouseClick(up, Qt::LeftButton);
    QTRY_COMPARE(fieldOf("upstreams[0].name")->text(), QStringLiteral("deepseek"));
    QCOMPARE(m_page->draft().edited().upstreams.at(1).apiKeys, (std::vector<std::string>{"***"}));
    for (QToolButton* candidate : m_page->findChildren<QToolButton*>(QStringLiteral("remove")))
        if (candidate->accessibleName().contains(QStringLiteral("deepseek"))) QTest::mouseClick(candidate, Qt::LeftButton);
    QTRY_COMPARE(m_page->draft().edited().upstreams.size(), std::size_t{1});
    QTRY_VERIFY(!m_page->isModified());
}

void TestSettingsPage::searchShowsOnlyWhatMatches() {
    m_page->focusFilter();
    auto* search = qobject_cast<QLineEdit*>(QApplication::focusWidget());
    if (search == nullptr) search = m_page->findChild<QLineEdit*>();
    QTest::keyClicks(search, QStringLiteral("first token"));
    QVERIFY(rowOf("timeouts.first_token")->isVisible());
    QVERIFY(!rowOf("log.level")->isVisible());
    search->clear();
    QTest::keyClicks(search, QStringLiteral("zebra"));
    QVERIFY(!rowOf("timeouts.first_token")->isVisible());
    QPushButton* clear = button(QStringLiteral("Clear search"));
    QVERIFY(clear != nullptr);
    QTest::mouseClick(clear, Qt::LeftButton);
    QVERIFY(rowOf("timeouts.first_token")->isVisibleTo(m_page.get()));
}

void TestSettingsPage::aConflictKeepsTheDraftAndOffersToLoad() {
    type("timeouts.idle", QStringLiteral("33s"));
    m_engine->revision = 7;  // somebody else was faster
    m_page->review();
    QTest::mouseClick(button(QStringLiteral("Apply")), Qt::LeftButton);
    QPushButton* load = nullptr;
    QTRY_VERIFY((load = button(QStringLiteral("Discard my draft and load"))) != nullptr);
    QCOMPARE(m_page->draft().edited().timeouts.idle, Milliseconds(33'000));
    QTest::mouseClick(load, Qt::LeftButton);
    QTRY_COMPARE(m_page->draft().revision(), std::uint64_t{7});
    QVERIFY(!m_page->isModified());
}

void TestSettingsPage::aRejectionMarksTheField() {
    type("timeouts.idle", QStringLiteral("33s"));
    ConfigProblem problem{"timeouts.idle", 0, 0, makeError(ErrorCode::configValue, {"timeouts.idle", "because the engine says so"})};
    m_engine->answerNext<ApplyConfig>(Receipt(ConfigRejected{{problem}}));
    m_page->review();
    QTest::mouseClick(button(QStringLiteral("Apply")), Qt::LeftButton);
    QTRY_COMPARE(rowOf("timeouts.idle")->problem(), QStringLiteral("because the engine says so"));
    QVERIFY(m_page->isModified());
    type("timeouts.idle", QStringLiteral("34s"));
    QCOMPARE(rowOf("timeouts.idle")->problem(), QString());
}

void TestSettingsPage::anOlderRevisionComesBackThroughTheDraft() {
    m_engine->olderConfigs[1] = m_engine->config;
    m_engine->config.timeouts.connect = Milliseconds(9'000);
    m_engine->revision = 2;
    m_engine->revisions = {{2, {}, "slower", "console"}, {1, {}, "", "first run"}};
    m_engine->publish([](Snapshot& s) { s.configRevision = 2; });
    QTRY_COMPARE(m_page->draft().revision(), std::uint64_t{2});
    QTest::mouseClick(button(QStringLiteral("Revisions")), Qt::LeftButton);
    auto* table = m_page->findChild<QTableView*>();
    for (QTableView* candidate : m_page->findChildren<QTableView*>())
        if (qobject_cast<ui::RevisionModel*>(candidate->model()) != nullptr) table = candidate;
    QTRY_COMPARE(table->model()->rowCount(), 2);
    QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, table->visualRect(table->model()->index(1, 0)).center());
    QPushButton* restore = button(QStringLiteral("Take into the draft"));
    QTRY_VERIFY(restore->isEnabled());
    QTest::mouseClick(restore, Qt::LeftButton);
    QCOMPARE(m_page->draft().edited().timeouts.connect, Milliseconds(5'000));
    QTRY_VERIFY(button(QStringLiteral("Apply")) != nullptr);
    QTest::mouseClick(button(QStringLiteral("Apply")), Qt::LeftButton);
    QTRY_COMPARE(m_engine->config.timeouts.connect, Milliseconds(5'000));
}

void TestSettingsPage::secretsStayHidden() {
    auto* edit = rowOf("upstreams[0].api_keys")->findChild<ui::SecretEdit*>();
    QVERIFY(edit != nullptr);
    QCOMPARE(edit->echoMode(), QLineEdit::Normal);  // only the mask
    edit->setFocus();
    edit->selectAll();
    QTest::keyClicks(edit, QStringLiteral("sk-very-secret"));
    QCOMPARE(edit->echoMode(), QLineEdit::Password);
    QCOMPARE(m_page->draft().edited().upstreams.at(0).apiKeys, (std::vector<std::string>{"sk-very-secret"}));
    edit->selectAll();
    QTest::keyClicks(edit, QStringLiteral("env:KEY"));
    QCOMPARE(edit->echoMode(), QLineEdit::Normal);
    QTest::keyClick(edit, Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(edit->text(), QStringLiteral("env:KEY"));
    edit->selectAll();
    QTest::keyClicks(edit, QStringLiteral("sk-very-secret"));
    m_page->review();
    for (const QWidget* widget : m_page->findChildren<QWidget*>()) {
        QVERIFY(!widget->toolTip().contains(QStringLiteral("very-secret")));
        QVERIFY(!widget->accessibleName().contains(QStringLiteral("very-secret")));
    }
    ui::ChangeTable* table = shownChanges();
    QVERIFY(table != nullptr && table->rowCount() > 0);
    for (int row = 0; row < table->rowCount(); ++row)
        for (int column = 0; column < 3; ++column) QVERIFY(!table->item(row, column)->text().contains(QStringLiteral("very-secret")));
}

void TestSettingsPage::theDraftSurvivesANewSnapshot() {
    type("timeouts.idle", QStringLiteral("33s"));
    m_engine->revision = 2;
    m_engine->publish([](Snapshot& s) { s.configRevision = 2; });
    QSignalSpy changed(m_link.get(), &ui::EngineLink::snapshotChanged);
    QVERIFY(changed.wait());
    m_page->activate();
    // Answers come in the order of the questions: had the page asked for the configuration, it would have it by now.
    bool isAnswered = false;
    m_link->submit(ListRevisions{}, this, [&isAnswered](const Result<Receipt>&) { isAnswered = true; });
    QTRY_VERIFY(isAnswered);
    QCOMPARE(fieldOf("timeouts.idle")->text(), QStringLiteral("33s"));
    QCOMPARE(m_page->draft().revision(), std::uint64_t{1});
}

void TestSettingsPage::aNewThemeKeepsDraftAndPlace() {
    type("timeouts.idle", QStringLiteral("33s"));
    auto* bar = m_page->findChild<ui::FieldForm*>()->verticalScrollBar();
    QTRY_VERIFY(bar->maximum() > 200);
    bar->setValue(200);
    m_page->prepareForRestyle();
    QVERIFY(m_page->findChild<ui::FieldForm*>() == nullptr);
    QTRY_VERIFY(m_page->findChild<ui::FieldForm*>() != nullptr && m_page->findChild<ui::FieldForm*>()->isBuilt());
    QCOMPARE(fieldOf("timeouts.idle")->text(), QStringLiteral("33s"));
    QTRY_COMPARE(m_page->findChild<ui::FieldForm*>()->verticalScrollBar()->value(), 200);
    QCOMPARE(m_page->draft().changes().size(), std::size_t{1});
}

void TestSettingsPage::aSettingAskedForTooEarlyIsShownWhenTheFormIsThere() {
    m_page->prepareForRestyle();
    m_page->showSetting(QStringLiteral("log.level"));
    QTRY_VERIFY(m_page->findChild<ui::FieldForm*>() != nullptr && m_page->findChild<ui::FieldForm*>()->isBuilt());
    QTRY_VERIFY(m_page->findChild<ui::FieldForm*>()->row(QStringLiteral("log.level"))->isAncestorOf(m_page->focusWidget()));
}

void TestSettingsPage::aNewThemeKeepsATextThatIsNoValueYet() {
    type("timeouts.idle", QStringLiteral("33 parsecs"));
    m_page->prepareForRestyle();
    QVERIFY(m_page->findChild<ui::FieldForm*>() != nullptr);
    QCOMPARE(fieldOf("timeouts.idle")->text(), QStringLiteral("33 parsecs"));
}

void TestSettingsPage::revisionModelHoldsTheModelContract() {
    ui::RevisionModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    std::vector<RevisionInfo> revisions;
    for (std::uint64_t number = 1; number <= 5; ++number) {
        revisions.insert(revisions.begin(), RevisionInfo{number, {}, "note", "file"});
        QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        model.setRevisions(revisions, number);
        QCOMPARE(model.rowCount(), static_cast<int>(number));
        if (number > 1) QCOMPARE(resets.size(), 0);
    }
    revisions.erase(revisions.begin() + 1);
    model.setRevisions(revisions, 5);
    QCOMPARE(model.rowCount(), 4);
}

MIRROR_TEST(TestSettingsPage, tst_settings_page)
#include "tst_settings_page.moc"
