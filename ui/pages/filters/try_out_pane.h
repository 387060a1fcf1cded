#pragma once
#include <QTimer>
#include <QWidget>
#include <optional>

#include "proxycore/api/command.h"
#include "proxycore/api/result.h"
#include "ui/models/utf8_text.h"

class QComboBox;
class QLabel;
class QPushButton;
class QTableView;

namespace mirror::ui {

class DraftOfWords;
class EngineLink;
class MarkedTextEdit;
class PhraseBar;
class StatusBadge;
class TrialHitModel;

/// Text typed or pasted here is compared with the draft while one types: hits are marked in the text and listed with what it took to see them and what saved
/// them. Asks the engine 30 ms after the last change, one question at a time; an answer about an older text or draft is passed over.
class TryOutPane : public QWidget {
    Q_OBJECT
public:
    /// `draft` and `link` outlive the pane.
    TryOutPane(DraftOfWords& draft, EngineLink& link, QWidget* parent);
    void setText(const QString& text);

signals:
    /// An exception is wanted for this phrase.
    void allowPhraseRequested(const QString& phrase);
    void removeWordRequested(quint32 id);

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void buildText();
    void buildHits();
    void connectParts();
    void retranslate();
    void ask();
    void take(const Result<Receipt>& result);
    void showTrial(const WordTrial& trial);
    void showHits(const WordTrial& trial);
    void showVerdict();
    void showUnseen();
    void showMasked();
    void choose(int row);
    void updateButtons();
    void openPhrase();
    QString explain(const TrialHit& hit) const;

    DraftOfWords& m_draft;
    EngineLink& m_link;
    TrialHitModel* m_model;
    QLabel* m_title;
    QLabel* m_directionLabel;
    QComboBox* m_direction;
    MarkedTextEdit* m_text;
    QLabel* m_unseen;
    StatusBadge* m_verdict;
    QLabel* m_counts;
    QLabel* m_masked;
    QTableView* m_hits;
    QPushButton* m_allow;
    QPushButton* m_remove;
    PhraseBar* m_phrase;
    QTimer m_typing;
    Utf8Text m_asked;   ///< what the newest question is about
    WordTrial m_trial;  ///< what is shown
    std::optional<Error> m_error;
    bool m_isAsking = false;
    bool m_isChanged = false;  ///< since the question under way
};

}  // namespace mirror::ui
