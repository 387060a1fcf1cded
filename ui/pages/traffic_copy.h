#pragma once
#include <QObject>
#include <functional>

#include "proxycore/api/traffic.h"

class QAction;

namespace mirror::ui {

class EngineLink;
class LiveTable;
class TrafficModel;

/// What leaves the traffic page: rows as a table or as JSON and a request as cURL to the clipboard, and the shown requests as a
/// file. Owned by the page, whose table and model it reads.
class TrafficCopy : public QObject {
    Q_OBJECT
public:
    /// `chosen` gives the request cURL is made from, null if there is none; asked when the action runs.
    TrafficCopy(EngineLink& link, LiveTable& table, TrafficModel& model, std::function<const TrafficRecord*()> chosen, QWidget* page);

    QAction* rows() const { return m_rows; }
    QAction* json() const { return m_json; }
    QAction* curl() const { return m_curl; }    ///< Ctrl+Shift+C anywhere in the page
    QAction* toFile() const { return m_toFile; }
    void copyCurl();
    void saveAsFile();
    void retranslate();

signals:
    /// A sentence for the status bar.
    void messageRequested(const QString& text);

private:
    QAction* add(const QKeySequence& shortcut, void (TrafficCopy::*slot)());
    QList<int> selectedRows() const;
    void copyRows();
    void copyJson();

    EngineLink& m_link;
    LiveTable& m_table;
    TrafficModel& m_model;
    std::function<const TrafficRecord*()> m_chosen;
    QWidget* m_page;
    QAction* m_rows;
    QAction* m_json;
    QAction* m_curl;
    QAction* m_toFile;
};

}  // namespace mirror::ui
