#pragma once
#include <QWidget>

class QLabel;
class QPushButton;
class QTableView;

namespace mirror::ui {

class AuditModel;
class EngineLink;
class JournalKeysForm;
class MessageBar;

/// The journal's keys, and the trail of who opened, read, exported and destroyed what. Says when the trail was changed.
class AuditPanel : public QWidget {
    Q_OBJECT
public:
    explicit AuditPanel(EngineLink& link, QWidget* parent = nullptr);
    /// Asks the engine for what is new.
    void load();
    /// Clears what was typed.
    void forget();

signals:
    void backRequested();

protected:
    void changeEvent(QEvent* event) override;

private:
    void build();
    void retranslate();
    void ask();
    void tellBroken();
    EngineLink& m_link;
    AuditModel* m_model;
    JournalKeysForm* m_keys;
    QLabel* m_title;
    MessageBar* m_message;
    QTableView* m_table;
    QLabel* m_none;
    QPushButton* m_back;
    std::uint64_t m_brokenAt = 0;
    bool m_isAsking = false;
    bool m_isStale = false;  ///< asked for while an answer was under way
};

}  // namespace mirror::ui
