#pragma once
#include <QByteArray>

#include "ui/models/traffic_filter.h"
#include "ui/pages/page.h"

class QAction;
class QLabel;
class QMenu;
class QPushButton;
class QSplitter;
class QStackedWidget;
class QToolButton;

namespace mirror::ui {

class EmptyState;
class EngineLink;
class FilterEdit;
class LiveTable;
class TrafficCopy;
class TrafficDetail;
class TrafficModel;

/// Page 2: the last 10,000 requests live, metadata only. Requests are collected while the page is hidden, too.
class TrafficPage : public Page {
    Q_OBJECT
public:
    explicit TrafficPage(EngineLink& link, QWidget* parent = nullptr);

    QString title() const override;
    QString iconName() const override { return QStringLiteral("traffic"); }
    void activate() override;
    void deactivate() override;
    void focusFilter() override;
    void clearFilter() override;
    void togglePause() override;
    void followNewest() override;
    void exportData() override;
    QList<QAction*> pageActions() const override;
    void offer(QAction* start, QAction* demo) override;
    /// Order, widths and visibility of columns and the splitter.
    QByteArray viewState() const override;
    bool restoreViewState(const QByteArray& state) override;
    bool isPaused() const { return m_paused; }
    TrafficModel* model() const { return m_model; }
    LiveTable* table() const { return m_table; }
    /// The menu of one cell, made anew; the caller shows it.
    QMenu* makeCellMenu(const QModelIndex& index);
    QMenu* makeColumnMenu();
    /// Whether there is a journal to open a request's dialogue in.
    void setHasJournal(bool has);

signals:
    void dialogueRequested(const QString& requestId, mirror::SystemTime time);

protected:
    void retranslate() override;

private:
    void buildHead();
    void buildFilter();
    void buildTable();
    void buildActions();
    void setPaused(bool paused);
    void applyFilter(const TrafficFilter& filter);
    void addTerm(const QString& term, bool negated);
    void updateCounts();
    void updateEmptyState();
    void offerInEmptyState(QAction* action);
    void showCurrent();
    void closeDetail();
    const TrafficRecord* chosen() const;

    EngineLink& m_link;
    TrafficModel* m_model;
    QLabel* m_heading = nullptr;
    QLabel* m_counts = nullptr;
    QLabel* m_problem = nullptr;
    QPushButton* m_newRows = nullptr;
    QToolButton* m_pause = nullptr;
    QToolButton* m_columns = nullptr;
    FilterEdit* m_filter = nullptr;
    QSplitter* m_splitter = nullptr;
    QStackedWidget* m_stack = nullptr;
    LiveTable* m_table = nullptr;
    EmptyState* m_empty = nullptr;
    TrafficDetail* m_detail = nullptr;
    QAction* m_pauseAction = nullptr;
    QAction* m_dialogue = nullptr;
    TrafficCopy* m_copy = nullptr;
    QAction* m_startAction = nullptr;  ///< the shell's
    QAction* m_demoAction = nullptr;   ///< the shell's, null in the demo itself
    qint64 m_shown = -1;  ///< number (TrafficModel::numberAt) of the request in the details
    bool m_paused = false;
    bool m_active = false;
};

}  // namespace mirror::ui
