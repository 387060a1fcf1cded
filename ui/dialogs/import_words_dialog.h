#pragma once
#include <QDialog>

#include "proxycore/api/command.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QTabWidget;
class QTimer;

namespace mirror::ui {

class DraftOfWords;
class MessageBar;
class ProblemModel;
class SampleModel;

/// Reads a file of words into the draft: what it would bring and what is wrong with it, line by line, then the import with progress. Opened with open(); the file
/// is read on another thread, the engine does the rest. Deletes itself when closed. Closing cancels a preview; an import is cancelled, too, but the dialog stays
/// until the engine has answered, for what it took in before it heard of it must not be in the draft unseen.
class ImportWordsDialog : public QDialog {
    Q_OBJECT
public:
    /// `defaults`: kind and list of what the file does not say.
    ImportWordsDialog(DraftOfWords& draft, const Word& defaults, QWidget* parent);
    ~ImportWordsDialog() override;
    /// Reads the file and shows the preview.
    void readFile(const QString& path);
    /// The same for text that is at hand (the clipboard).
    void setContent(const QString& name, const QByteArray& content);
    void chooseFile();
    void reject() override;

signals:
    /// The words are in the draft; a sentence for the page.
    void imported(const QString& sentence);

private:
    enum class Stage { nothing, reading, previewing, ready, importing };
    void buildFile();
    void buildDefaults();
    void buildReport();
    void buildFooter();
    void fillChoices(const Word& defaults);
    void setStage(Stage stage);
    void optionsChanged();
    void preview();
    void import();
    ImportWords command(bool commit) const;
    void takePreview(const Result<Receipt>& result);
    void takeImport(const Result<Receipt>& result);
    void showPreview(const WordImport& found);
    void showError(const Error& error);
    void showProgress();
    void cancelTask();
    void saveReport();

    DraftOfWords& m_draft;
    Stage m_stage = Stage::nothing;
    QString m_name;
    std::string m_content;
    QString m_found;    ///< what the last preview came to
    std::uint64_t m_round = 0;  ///< of asking; answers of an earlier one are passed over
    QLabel* m_file;
    QPushButton* m_choose;
    QComboBox* m_format;
    QComboBox* m_kind;
    QComboBox* m_list;
    QComboBox* m_action;
    QComboBox* m_scope;
    QLineEdit* m_category;
    QCheckBox* m_exact;
    MessageBar* m_message;
    QLabel* m_summary;
    QTabWidget* m_tabs;
    ProblemModel* m_problems;
    SampleModel* m_sample;
    QPushButton* m_copy;
    QPushButton* m_save;
    QProgressBar* m_progress;
    QPushButton* m_cancel;
    QPushButton* m_import;
    QTimer* m_delay;
};

}  // namespace mirror::ui
