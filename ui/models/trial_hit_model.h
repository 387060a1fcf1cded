#pragma once
#include <QAbstractTableModel>
#include <vector>

#include "proxycore/api/words.h"
#include "ui/models/utf8_text.h"
#include "ui/theme/tone.h"

namespace mirror::ui {

/// What was found in a text that is tried out, in its order. After an edit of the text only the rows that differ come and go.
class TrialHitModel : public QAbstractTableModel {
    Q_OBJECT
public:
    /// What matters most first: the pane is narrow.
    enum Column { Found, Action, How, Rule, Category, ColumnCount };
    using QAbstractTableModel::QAbstractTableModel;
    void setHits(std::vector<TrialHit> hits, const Utf8Text& text);
    /// Null outside.
    const TrialHit* at(int row) const;
    const std::vector<TrialHit>& hits() const { return m_hits; }
    void retranslate();

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString display(int column, std::size_t row) const;
    std::vector<TrialHit> m_hits;
    std::vector<QString> m_found;  ///< by row: the hit as it stands in the text
};

/// How a hit is coloured: by its action; good where an exception saves it.
Tone toneOf(const TrialHit& hit);

}  // namespace mirror::ui
