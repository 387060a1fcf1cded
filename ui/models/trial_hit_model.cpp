#include "ui/models/trial_hit_model.h"

#include <algorithm>

#include "ui/link/error_text.h"
#include "ui/models/rule_text.h"

namespace mirror::ui {

namespace {

/// Whether two hits look the same in the table, wherever they stand in the text.
bool looksEqual(const TrialHit& one, const TrialHit& other) {
    return one.word == other.word && one.steps == other.steps && one.savedBy == other.savedBy && one.savedByText == other.savedByText;
}

}  // namespace

Tone toneOf(const TrialHit& hit) { return hit.savedBy != 0 ? Tone::good : actionTone(hit.word.action); }

void TrialHitModel::setHits(std::vector<TrialHit> hits, const Utf8Text& text) {
    std::vector<QString> found;
    for (const TrialHit& hit : hits) found.push_back(foreignText(text.part(hit.begin, hit.end).toStdString()));
    const std::size_t most = std::min(hits.size(), m_hits.size());
    const auto isSame = [&](std::size_t now, std::size_t before) { return looksEqual(hits[now], m_hits[before]) && found[now] == m_found[before]; };
    std::size_t head = 0;
    while (head < most && isSame(head, head)) ++head;
    std::size_t tail = 0;
    while (tail < most - head && isSame(hits.size() - 1 - tail, m_hits.size() - 1 - tail)) ++tail;
    const auto gone = m_hits.size() - head - tail;
    const auto come = hits.size() - head - tail;
    const auto cut = [&](auto& list) {
        list.erase(list.begin() + static_cast<std::ptrdiff_t>(head), list.begin() + static_cast<std::ptrdiff_t>(head + gone));
    };
    if (gone > 0) {
        beginRemoveRows({}, static_cast<int>(head), static_cast<int>(head + gone) - 1);
        cut(m_hits);
        cut(m_found);
        endRemoveRows();
    }
    if (come > 0) beginInsertRows({}, static_cast<int>(head), static_cast<int>(head + come) - 1);
    m_hits = std::move(hits);  // the rows that stay have other offsets, too
    m_found = std::move(found);
    if (come > 0) endInsertRows();
}

const TrialHit* TrialHitModel::at(int row) const { return row >= 0 && row < rowCount() ? &m_hits[static_cast<std::size_t>(row)] : nullptr; }

void TrialHitModel::retranslate() {
    emit headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (rowCount() > 0) emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

int TrialHitModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(m_hits.size()); }

int TrialHitModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : ColumnCount; }

QString TrialHitModel::display(int column, std::size_t row) const {
    const TrialHit& hit = m_hits[row];
    switch (column) {
        case Found: return m_found[row];
        case Rule: return wordShown(hit.word);
        case Category: return categoryText(hit.word.category);
        case Action: return hit.savedBy != 0 ? tr("Saved") : wordActionText(hit.word.action);
        case How: return hit.savedBy != 0 ? tr("saved by “%1”").arg(foreignText(hit.savedByText)) : foldStepsText(hit.steps);
        default: return {};
    }
}

QVariant TrialHitModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    const auto row = static_cast<std::size_t>(index.row());
    switch (role) {
        case Qt::DisplayRole: return display(index.column(), row);
        case Qt::ToolTipRole: return display(index.column(), row).toHtmlEscaped();
        case kToneRole: return static_cast<int>(toneOf(m_hits[row]));
        default: return {};
    }
}

QVariant TrialHitModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
    switch (section) {
        case Found: return tr("Found");
        case Rule: return tr("Rule");
        case Category: return tr("Category");
        case Action: return tr("Action");
        case How: return tr("How it was seen");
        default: return {};
    }
}

}  // namespace mirror::ui
