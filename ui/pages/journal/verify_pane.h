#pragma once
#include <QWidget>
#include <optional>

#include "ui/models/journal_access.h"

class QComboBox;
class QLabel;
class QProgressBar;
class QPushButton;
class QTableWidget;

namespace mirror::ui {

class EngineLink;
class MessageBar;

/// The integrity check: runs it, says how far it is, and reports in words what was found, and what such a check cannot see.
class VerifyPane : public QWidget {
    Q_OBJECT
public:
    VerifyPane(EngineLink& link, JournalAccess& access, QWidget* parent = nullptr);
    bool isRunning() const { return m_isRunning; }
    void forget();

protected:
    void changeEvent(QEvent* event) override;

private:
    enum Scope { Whole, Month, Week };
    void build();
    void start();
    void stop();
    void finish(const Result<Receipt>& result);
    void showReport();
    void fillTable();
    void updateProgress();
    void retranslate();
    QStringList facts() const;

    EngineLink& m_link;
    JournalAccess& m_access;
    QComboBox* m_scope;
    QPushButton* m_start;
    QPushButton* m_stop;
    QProgressBar* m_progress;
    QLabel* m_progressText;
    MessageBar* m_verdict;
    QLabel* m_facts;
    QTableWidget* m_table;
    QLabel* m_limits;
    std::optional<JournalReport> m_report;
    std::uint64_t m_run = 0;
    bool m_isRunning = false;
};

}  // namespace mirror::ui
