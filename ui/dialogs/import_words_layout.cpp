// How the import dialog is put together, and what can be done at which stage.
#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QTabWidget>
#include <QTableView>
#include <QTimer>
#include <QVBoxLayout>

#include "ui/dialogs/import_words_dialog.h"
#include "ui/link/engine_link.h"
#include "ui/link/error_text.h"
#include "ui/models/draft_of_words.h"
#include "ui/models/problem_model.h"
#include "ui/models/rule_text.h"
#include "ui/widgets/message_bar.h"

namespace mirror::ui {

namespace {

constexpr QSize kSize{820, 620};

QTableView* makeTable(QAbstractItemModel* model, const QString& name, QWidget* parent) {
    auto* table = new QTableView(parent);
    table->setModel(model);
    table->setAccessibleName(name);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setShowGrid(false);
    table->setAlternatingRowColors(true);
    table->setWordWrap(false);
    table->setTabKeyNavigation(false);
    table->verticalHeader()->hide();
    table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    table->verticalHeader()->setDefaultSectionSize(table->fontMetrics().height() + 11);
    table->horizontalHeader()->setStretchLastSection(true);
    table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    table->horizontalHeader()->setHighlightSections(false);
    return table;
}

void addRow(QFormLayout* form, const QString& label, QWidget* field) {
    form->addRow(label, field);
    field->setAccessibleName(label);
}

}  // namespace

ImportWordsDialog::ImportWordsDialog(DraftOfWords& draft, const Word& defaults, QWidget* parent)
    : QDialog(parent), m_draft(draft), m_file(new QLabel(this)), m_choose(new QPushButton(this)), m_format(new QComboBox(this)), m_kind(new QComboBox(this)),
      m_list(new QComboBox(this)), m_action(new QComboBox(this)), m_scope(new QComboBox(this)), m_category(new QLineEdit(this)), m_exact(new QCheckBox(this)),
      m_message(new MessageBar(this)), m_summary(new QLabel(this)), m_tabs(new QTabWidget(this)), m_problems(new ProblemModel(this)),
      m_sample(new SampleModel(this)), m_copy(new QPushButton(this)), m_save(new QPushButton(this)), m_progress(new QProgressBar(this)),
      m_cancel(new QPushButton(this)), m_import(new QPushButton(this)), m_delay(new QTimer(this)) {
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Import words"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(18, 16, 18, 14);
    layout->setSpacing(12);
    m_delay->setSingleShot(true);
    buildFile();
    layout->addWidget(m_message);
    buildDefaults();
    buildReport();
    buildFooter();
    fillChoices(defaults);
    connect(&m_draft.link(), &EngineLink::snapshotChanged, this, &ImportWordsDialog::showProgress);
    connect(m_delay, &QTimer::timeout, this, &ImportWordsDialog::preview);
    resize(kSize);
    setStage(Stage::nothing);
}

void ImportWordsDialog::buildFile() {
    m_file->setTextFormat(Qt::PlainText);
    m_file->setText(tr("No file chosen yet. It may also be dropped on the page."));
    m_choose->setText(tr("Choose a file …"));
    m_choose->setAutoDefault(false);
    auto* row = new QHBoxLayout;
    row->addWidget(m_file, 1);
    row->addWidget(m_choose);
    static_cast<QVBoxLayout*>(layout())->addLayout(row);
    connect(m_choose, &QPushButton::clicked, this, &ImportWordsDialog::chooseFile);
}

void ImportWordsDialog::buildDefaults() {
    auto* left = new QFormLayout;
    addRow(left, tr("Format"), m_format);
    addRow(left, tr("Into the list"), m_list);
    addRow(left, tr("Entries are"), m_kind);
    m_exact->setText(tr("Found only as written"));
    left->addRow(QString(), m_exact);
    auto* right = new QFormLayout;
    addRow(right, tr("Action"), m_action);
    addRow(right, tr("Scope"), m_scope);
    addRow(right, tr("Category"), m_category);
    auto* hint = new QLabel(tr("Used where the file says nothing else."), this);
    hint->setProperty("tone", "muted");
    hint->setWordWrap(true);
    right->addRow(QString(), hint);
    // They would take the spacing of the row they stand in.
    for (QFormLayout* form : {left, right}) {
        form->setHorizontalSpacing(12);
        form->setVerticalSpacing(8);
    }
    auto* row = new QHBoxLayout;
    row->setSpacing(24);
    row->addLayout(left, 1);
    row->addLayout(right, 1);
    static_cast<QVBoxLayout*>(layout())->addLayout(row);
    for (QComboBox* box : {m_format, m_list, m_kind, m_action, m_scope}) connect(box, &QComboBox::activated, this, &ImportWordsDialog::optionsChanged);
    connect(m_category, &QLineEdit::textEdited, this, &ImportWordsDialog::optionsChanged);
    connect(m_exact, &QCheckBox::clicked, this, &ImportWordsDialog::optionsChanged);
}

void ImportWordsDialog::buildReport() {
    m_summary->setObjectName(QStringLiteral("import-summary"));
    m_summary->setTextFormat(Qt::PlainText);
    m_summary->setWordWrap(true);
    QTableView* problems = makeTable(m_problems, tr("Problems"), this);
    problems->setObjectName(QStringLiteral("import-problems"));
    problems->setColumnWidth(ProblemModel::Line, 70);
    problems->setColumnWidth(ProblemModel::Entry, 220);
    QTableView* sample = makeTable(m_sample, tr("New entries"), this);
    sample->setColumnWidth(SampleModel::Text, 240);
    m_tabs->addTab(problems, tr("Problems"));
    m_tabs->addTab(sample, tr("New entries"));
    m_copy->setText(tr("Copy the report"));
    m_save->setText(tr("Save the report …"));
    for (QPushButton* button : {m_copy, m_save}) button->setAutoDefault(false);
    auto* row = new QHBoxLayout;
    row->addWidget(m_summary, 1);
    row->addWidget(m_copy);
    row->addWidget(m_save);
    auto* column = static_cast<QVBoxLayout*>(layout());
    column->addLayout(row);
    column->addWidget(m_tabs, 1);
    connect(m_copy, &QPushButton::clicked, this, [this] { QApplication::clipboard()->setText(m_problems->report()); });
    connect(m_save, &QPushButton::clicked, this, &ImportWordsDialog::saveReport);
}

void ImportWordsDialog::buildFooter() {
    m_progress->setTextVisible(false);
    m_progress->setAccessibleName(tr("Progress"));
    m_cancel->setText(tr("Cancel"));
    m_cancel->setAutoDefault(false);
    m_import->setText(tr("Import"));
    m_import->setProperty("role", "primary");
    m_import->setObjectName(QStringLiteral("import-commit"));
    m_import->setDefault(true);
    auto* row = new QHBoxLayout;
    row->setSpacing(10);
    row->addWidget(m_progress, 1);
    row->addStretch(0);
    row->addWidget(m_cancel);
    row->addWidget(m_import);
    static_cast<QVBoxLayout*>(layout())->addLayout(row);
    connect(m_cancel, &QPushButton::clicked, this, &ImportWordsDialog::reject);
    connect(m_import, &QPushButton::clicked, this, &ImportWordsDialog::import);
}

void ImportWordsDialog::fillChoices(const Word& defaults) {
    m_format->addItem(tr("By the name and content"), static_cast<int>(WordFileFormat::automatic));
    m_format->addItem(tr("Text, one entry a line"), static_cast<int>(WordFileFormat::txt));
    m_format->addItem(tr("CSV, the first line names the columns"), static_cast<int>(WordFileFormat::csv));
    m_format->addItem(QStringLiteral("JSON"), static_cast<int>(WordFileFormat::json));
    m_kind->addItem(tr("Words"), static_cast<int>(WordKind::word));
    m_kind->addItem(tr("Exceptions"), static_cast<int>(WordKind::exception));
    m_kind->addItem(tr("Regular expressions"), static_cast<int>(WordKind::regex));
    for (const WordList& list : m_draft.lists()) m_list->addItem(foreignText(list.name), static_cast<int>(list.id));
    for (int i = 0; i < 3; ++i) {
        m_action->addItem(wordActionText(static_cast<WordAction>(i)), i);
        m_scope->addItem(wordScopeText(static_cast<WordScope>(i)), i);
    }
    m_kind->setCurrentIndex(static_cast<int>(defaults.kind));
    m_list->setCurrentIndex(std::max(0, m_list->findData(static_cast<int>(defaults.list))));
    m_action->setCurrentIndex(static_cast<int>(defaults.action));
    m_scope->setCurrentIndex(static_cast<int>(defaults.scope));
    m_category->setText(QString::fromStdString(defaults.category));
    optionsChanged();
}

void ImportWordsDialog::setStage(Stage stage) {
    m_stage = stage;
    const bool isBusy = stage == Stage::reading || stage == Stage::previewing || stage == Stage::importing;
    m_progress->setVisible(isBusy);
    for (QWidget* widget : std::initializer_list<QWidget*>{m_choose, m_format, m_kind, m_list, m_exact}) widget->setEnabled(stage != Stage::importing);
    m_import->setEnabled(false);
    for (QPushButton* button : {m_copy, m_save}) button->setEnabled(m_problems->rowCount() > 0);
    if (stage == Stage::reading || stage == Stage::previewing) {
        m_message->hide();
        m_summary->setText(tr("The file is being looked at."));
    }
    if (stage == Stage::importing) m_summary->setText(tr("The entries are being imported into the draft."));
    if (stage == Stage::nothing) m_summary->clear();
    showProgress();
}

}  // namespace mirror::ui
