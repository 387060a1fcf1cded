#pragma once
#include <QFrame>
#include <QTimer>

#include "proxycore/api/snapshot.h"
#include "ui/widgets/status_badge.h"

class QLabel;
class QToolButton;

namespace mirror::ui {

class EngineLink;

/// The line at the bottom: fixed slots that never move, each a button that leads to where its number comes from. Rates and
/// percentiles are those of the last ten seconds.
class StatusBar : public QFrame {
    Q_OBJECT
public:
    explicit StatusBar(EngineLink& link, QWidget* parent = nullptr);
    /// A sentence in the free space at the left, for a few seconds.
    void showMessage(const QString& text);
    /// Seconds until the journal locks itself; the slot is there while something is unlocked (>= 0); the largest int: it does not lock itself.
    void setLockCountdown(int seconds);

signals:
    void engineClicked();
    void addressClicked(const QString& url);
    void dashboardRequested();
    void trafficRequested();
    void workersRequested();
    void lockRequested();

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    QToolButton* addSlot(const QString& widestText);
    void retranslate();
    void refresh();
    void refreshAddress();
    void refreshRates();
    void fitSlots();
    void setSlot(QToolButton* slot, const QString& label, const QString& value);
    EngineLink& m_link;
    StatusBadge* m_state;
    QToolButton* m_engine;
    QToolButton* m_address;
    QToolButton* m_rate;
    QToolButton* m_p95;
    QToolButton* m_errors;
    QToolButton* m_hits;
    QToolButton* m_streams;
    QToolButton* m_workers;
    QToolButton* m_lock;
    QLabel* m_message;
    QTimer m_messageEnd;
    int m_lockSeconds = -1;
};

/// The tone in which an engine's state is shown.
Tone toneOf(EngineState state);

}  // namespace mirror::ui
