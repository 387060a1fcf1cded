#pragma once
#include <QWidget>

#include "proxycore/api/command.h"

class QLabel;
class QPushButton;
class QTableView;

namespace mirror::ui {

class ChangeTable;
class EngineLink;
class RevisionModel;

/// The kept revisions; choosing one shows how it differs from the configuration in force, and it can be taken into the draft.
class RevisionsPanel : public QWidget {
    Q_OBJECT
public:
    explicit RevisionsPanel(EngineLink& link, QWidget* parent = nullptr);
    /// Asks the engine for the list.
    void load();

signals:
    void restoreRequested(std::uint64_t revision, const mirror::Config& config);
    void failed(const QString& sentence);
    void backRequested();

protected:
    void changeEvent(QEvent* event) override;

private:
    void build();
    void retranslate();
    void choose(int row);
    void compare(std::uint64_t revision);
    void updateTitle();
    EngineLink& m_link;
    RevisionModel* m_model;
    QLabel* m_title;
    QTableView* m_table;
    QLabel* m_compareTitle;
    ChangeTable* m_changes;
    QPushButton* m_back;
    QPushButton* m_restore;
    std::uint64_t m_chosen = 0;
    Config m_chosenConfig;
};

}  // namespace mirror::ui
