#include "ui/dialogs/import_words_dialog.h"

#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QStandardPaths>
#include <QTabWidget>
#include <QTimer>

#include "ui/charts/save_file.h"
#include "ui/link/engine_link.h"
#include "ui/link/error_text.h"
#include "ui/link/unit_text.h"
#include "ui/models/draft_of_words.h"
#include "ui/models/problem_model.h"
#include "ui/models/worker_thread.h"
#include "ui/widgets/message_bar.h"

namespace mirror::ui {

namespace {

constexpr int kDelayMilliseconds = 250;

QString numberText(std::uint64_t number) { return countText(static_cast<std::int64_t>(number)); }

/// Looked at before it is read: a file that is too large is not carried to the engine to hear so.
Result<std::string> readWords(const QString& path) {
    const std::string name = QFileInfo(path).fileName().toStdString();
    QFile file(path);
    if (file.size() > kMaxImportBytes) return fail(ErrorCode::bodyTooLarge, {name});
    if (!file.open(QIODevice::ReadOnly)) return fail(ErrorCode::fileRead, {name}, file.errorString().toStdString());
    const QByteArray bytes = file.readAll();
    if (file.error() != QFileDevice::NoError) return fail(ErrorCode::fileRead, {name}, file.errorString().toStdString());
    return bytes.toStdString();
}

}  // namespace

ImportWordsDialog::~ImportWordsDialog() {
    if (m_stage == Stage::importing || m_stage == Stage::previewing) cancelTask();
}

void ImportWordsDialog::chooseFile() {
    auto* dialog = new QFileDialog(this, tr("Import words"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({tr("Word lists (*.txt *.csv *.json)"), tr("All files (*)")});
    dialog->setDirectory(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation));
    connect(dialog, &QFileDialog::fileSelected, this, &ImportWordsDialog::readFile);
    dialog->open();
}

void ImportWordsDialog::readFile(const QString& path) {
    m_name = QFileInfo(path).fileName();
    m_file->setText(m_name);
    setStage(Stage::reading);
    runOnWorker<Result<std::string>>(
        this, [path] { return readWords(path); },
        [this, round = ++m_round](Result<std::string> content) {
            if (round != m_round) return;
            if (!content) return showError(content.error());
            m_content = std::move(*content);
            preview();
        });
}

void ImportWordsDialog::setContent(const QString& name, const QByteArray& content) {
    m_name = name;
    m_file->setText(tr("Text from the clipboard"));
    m_content = content.toStdString();
    preview();
}

ImportWords ImportWordsDialog::command(bool commit) const {
    Word defaults;
    defaults.kind = static_cast<WordKind>(m_kind->currentData().toInt());
    defaults.list = static_cast<std::uint16_t>(m_list->currentData().toUInt());
    defaults.action = static_cast<WordAction>(m_action->currentData().toInt());
    defaults.scope = static_cast<WordScope>(m_scope->currentData().toInt());
    defaults.exact = m_exact->isChecked();
    defaults.category = m_category->text().trimmed().toStdString();
    return {m_draft.id(), m_name.toStdString(), m_content, static_cast<WordFileFormat>(m_format->currentData().toInt()), std::move(defaults), commit};
}

void ImportWordsDialog::optionsChanged() {
    const bool isException = static_cast<WordKind>(m_kind->currentData().toInt()) == WordKind::exception;
    for (QWidget* widget : std::initializer_list<QWidget*>{m_action, m_scope, m_category}) widget->setEnabled(!isException);
    if (m_stage == Stage::nothing || m_stage == Stage::reading || m_stage == Stage::importing) return;
    m_import->setEnabled(false);
    m_delay->start(kDelayMilliseconds);
}

void ImportWordsDialog::preview() {
    m_delay->stop();
    if (m_stage == Stage::previewing) cancelTask();
    setStage(Stage::previewing);
    // Duplicates are those of the draft as it is here, so the engine must have all of it.
    m_draft.whenSynced(this, [this, round = ++m_round] {
        if (round != m_round) return;
        m_draft.link().submit(command(false), this, [this, round](Result<Receipt> result) {
            if (round == m_round) takePreview(result);
        });
    });
}

void ImportWordsDialog::takePreview(const Result<Receipt>& result) {
    const auto* found = result ? std::get_if<WordImport>(&*result) : nullptr;
    if (found == nullptr) return showError(result ? makeError(ErrorCode::internal) : result.error());
    showPreview(*found);
    setStage(Stage::ready);
    m_import->setText(tr("Import %1 entries", nullptr, static_cast<int>(found->added)).arg(numberText(found->added)));
    m_import->setEnabled(found->added > 0);
    m_import->setFocus(Qt::OtherFocusReason);
}

void ImportWordsDialog::showPreview(const WordImport& found) {
    const auto name = wordFileFormatName(found.format);
    const QString counts = tr("%1 lines: %2 new, %3 there already, %4 refused.", nullptr, static_cast<int>(found.lines))
                               .arg(numberText(found.lines), numberText(found.added), numberText(found.duplicates), numberText(found.refused));
    m_found = sentences(counts, tr("Read as %1, %2.").arg(QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size())), foreignText(found.encoding)));
    m_summary->setText(m_found);
    m_problems->setProblems(found.problems);
    m_sample->setWords(found.sample);
    const bool isCut = found.problemCount > found.problems.size();
    m_tabs->setTabText(0, isCut ? tr("Problems (%1 of %2)").arg(numberText(found.problems.size()), numberText(found.problemCount))
                                : tr("Problems (%1)").arg(numberText(found.problemCount)));
    m_tabs->setTabText(1, tr("New entries (the first %1)").arg(numberText(found.sample.size())));
    m_tabs->setCurrentIndex(found.problemCount > 0 ? 0 : 1);
    for (QPushButton* button : {m_copy, m_save}) button->setEnabled(found.problemCount > 0);
}

void ImportWordsDialog::import() {
    setStage(Stage::importing);
    m_draft.link().submit(command(true), this, [this, round = ++m_round](Result<Receipt> result) {
        if (round == m_round) takeImport(result);
    });
}

void ImportWordsDialog::takeImport(const Result<Receipt>& result) {
    const auto* found = result ? std::get_if<WordImport>(&*result) : nullptr;
    if (found == nullptr) return showError(result ? makeError(ErrorCode::internal) : result.error());
    m_stage = Stage::ready;
    m_draft.fetchImported(found->firstId, found->nextWordId, tr("Import %1").arg(m_name));
    const QString done = tr("%1 entries imported from %2.", nullptr, static_cast<int>(found->added)).arg(numberText(found->added), m_name);
    const std::uint64_t left = found->duplicates + found->refused;
    emit imported(left == 0 ? done : sentences(done, tr("%1 were left out.").arg(numberText(left))));
    accept();
}

void ImportWordsDialog::showError(const Error& error) {
    const bool isCancelled = error.code == ErrorCode::cancelled;
    // The preview of an import that was cancelled still holds: it can be begun again.
    const bool isPreviewed = m_stage == Stage::importing;
    m_message->showMessage(isCancelled ? Tone::info : Tone::bad, errorText(error));
    setStage(m_content.empty() ? Stage::nothing : Stage::ready);
    m_summary->setText(isPreviewed ? m_found : QString());
    m_import->setEnabled(isPreviewed && isCancelled);
}

void ImportWordsDialog::showProgress() {
    const WordsStatus& words = m_draft.link().snapshot()->words;
    const bool isOurs = words.task == WordsTask::import && words.taskDraft == m_draft.id();
    // Until the engine says how far it is, the bar only says that something goes on.
    m_progress->setRange(0, isOurs ? 1000 : 0);
    if (isOurs) m_progress->setValue(static_cast<int>(words.taskPermille));
}

void ImportWordsDialog::cancelTask() {
    m_draft.link().submit(CancelWords{m_draft.id()}, this, {});
}

void ImportWordsDialog::reject() {
    if (m_stage == Stage::importing) return cancelTask();  // the answer says that it was cancelled, or that it was too late
    QDialog::reject();
}

void ImportWordsDialog::saveReport() {
    const QByteArray text = m_problems->report().toUtf8();
    saveFile(this, tr("Save the report"), QStringLiteral("import-report.txt"), tr("Text (*.txt)"), [text] { return text; },
             [this](const QString& outcome) { m_message->showMessage(Tone::info, outcome); });
}

}  // namespace mirror::ui
