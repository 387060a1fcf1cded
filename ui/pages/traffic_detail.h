#pragma once
#include <QWidget>
#include <optional>

#include "proxycore/api/traffic.h"

class QGridLayout;
class QLabel;
class QPushButton;
class QToolButton;

namespace mirror::ui {

class AttemptTable;
class RuleTable;
class WaterfallView;

/// Everything known about one request. Keeps its own copy: the row may leave the list meanwhile.
class TrafficDetail : public QWidget {
    Q_OBJECT
public:
    explicit TrafficDetail(QWidget* parent);
    void show(const TrafficRecord& record);
    void clear();
    const std::optional<TrafficRecord>& record() const { return m_record; }
    WaterfallView* waterfall() const { return m_waterfall; }
    AttemptTable* attempts() const { return m_attempts; }
    RuleTable* rules() const { return m_rules; }
    /// The fields as "name: value" lines, as shown.
    QStringList fieldLines() const;
    void retranslate();
    /// Whether there is a journal that has the dialogue.
    void setHasJournal(bool has);
    /// Wide enough for what is shown, unless a value is very long.
    QSize minimumSizeHint() const override;

signals:
    void copyAsCurlRequested();
    void dialogueRequested();
    void closeRequested();

private:
    void buildHead();
    void fill();
    void addField(const QString& name, const QString& value);
    QLabel* addHeading();

    std::optional<TrafficRecord> m_record;
    QLabel* m_title = nullptr;
    QLabel* m_verdict = nullptr;
    QLabel* m_stagesHeading = nullptr;
    QLabel* m_attemptsHeading = nullptr;
    QLabel* m_rulesHeading = nullptr;
    QLabel* m_fieldsHeading = nullptr;
    QPushButton* m_curl = nullptr;
    QPushButton* m_dialogue = nullptr;
    QToolButton* m_close = nullptr;
    WaterfallView* m_waterfall = nullptr;
    AttemptTable* m_attempts = nullptr;
    RuleTable* m_rules = nullptr;
    QWidget* m_inside = nullptr;
    QGridLayout* m_fields = nullptr;
    int m_fieldCount = 0;
};

}  // namespace mirror::ui
