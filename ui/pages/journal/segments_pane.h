#pragma once
#include <QWidget>

#include "ui/models/journal_access.h"

class QLabel;
class QLineEdit;
class QPushButton;
class QTableView;

namespace mirror::ui {

class EngineLink;
class MessageBar;
class SegmentModel;

/// The segments of the journal. One can be shredded, which takes its number and a reason, or its key exported for an auditor, which takes a reason; both inline.
class SegmentsPane : public QWidget {
    Q_OBJECT
public:
    SegmentsPane(EngineLink& link, JournalAccess& access, QWidget* parent = nullptr);
    void load();
    void forget();
    SegmentModel& model() { return *m_model; }

signals:
    void messageRequested(const QString& text);

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    enum class Deed { none, shred, exportKey };
    void build();
    void ask(Deed deed);
    void agree();
    void shred(std::uint32_t segment, const std::string& reason);
    void exportKey(std::uint32_t segment, const std::string& reason);
    void fail(const Result<Receipt>& result);
    void updateButtons();
    void retranslate();
    const JournalSegmentInfo* chosen() const;

    EngineLink& m_link;
    JournalAccess& m_access;
    SegmentModel* m_model;
    QTableView* m_table;
    MessageBar* m_message;
    QPushButton* m_shred;
    QPushButton* m_export;
    QWidget* m_question;
    QLabel* m_warning;
    QLineEdit* m_number;
    QLineEdit* m_reason;
    QPushButton* m_agree;
    QPushButton* m_cancel;
    Deed m_deed = Deed::none;
    QString m_draft;  ///< the reason as it was when the journal was locked
    std::uint32_t m_seen = 0;
    bool m_isBusy = false;
};

}  // namespace mirror::ui
