#pragma once
#include <QTableView>

namespace mirror::ui {

class WordChangeModel;

/// The table of a WordChangeModel, as the difference before applying and the history show it.
class WordChangeTable : public QTableView {
    Q_OBJECT
public:
    explicit WordChangeTable(QWidget* parent);
    WordChangeModel& changes() const { return *m_changes; }
    void retranslate();

private:
    WordChangeModel* m_changes;
};

}  // namespace mirror::ui
