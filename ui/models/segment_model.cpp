#include "ui/models/segment_model.h"

#include <algorithm>

#include "ui/link/error_text.h"
#include "ui/link/unit_text.h"
#include "ui/theme/tone.h"

namespace mirror::ui {

namespace {

Qt::Alignment alignmentOf(int column) {
    return (column == SegmentModel::Segment || column == SegmentModel::Size ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter;
}

}  // namespace

void SegmentModel::setSegments(std::vector<JournalSegmentInfo> segments) {
    const auto same = [](const JournalSegmentInfo& one, const JournalSegmentInfo& other) { return one.segment == other.segment; };
    const bool isLonger = !m_segments.empty() && segments.size() >= m_segments.size() &&
                          std::equal(m_segments.begin(), m_segments.end(), segments.end() - static_cast<std::ptrdiff_t>(m_segments.size()), same);
    if (!isLonger) {
        beginResetModel();
        m_segments = std::move(segments);
        endResetModel();
        return;
    }
    const auto fresh = static_cast<int>(segments.size() - m_segments.size());
    if (fresh > 0) beginInsertRows({}, 0, fresh - 1);
    m_segments = std::move(segments);
    if (fresh > 0) endInsertRows();
    emit dataChanged(index(0, 0), index(rowCount() - 1, kColumns - 1));
}

const JournalSegmentInfo* SegmentModel::at(int row) const { return row >= 0 && row < rowCount() ? &m_segments[static_cast<std::size_t>(row)] : nullptr; }

int SegmentModel::rowOf(std::uint32_t segment) const {
    const auto found = std::find_if(m_segments.begin(), m_segments.end(), [segment](const JournalSegmentInfo& one) { return one.segment == segment; });
    return found == m_segments.end() ? -1 : static_cast<int>(found - m_segments.begin());
}

void SegmentModel::retranslate() {
    emit headerDataChanged(Qt::Horizontal, 0, kColumns - 1);
    if (rowCount() > 0) emit dataChanged(index(0, 0), index(rowCount() - 1, kColumns - 1));
}

QString SegmentModel::display(int column, const JournalSegmentInfo& segment) const {
    switch (column) {
        case Segment: return QString::number(segment.segment);
        case Begun: return dateTimeText(segment.created);
        case Size: return bytesText(segment.bytes);
        case Key: return segment.keyId.empty() ? noValueText() : foreignText(segment.keyId);
        case State: return segment.isShredded ? tr("Shredded") : segment.isOpen ? tr("Written now") : tr("Closed");
        default: return {};
    }
}

QVariant SegmentModel::data(const QModelIndex& index, int role) const {
    const JournalSegmentInfo* segment = index.isValid() ? at(index.row()) : nullptr;
    if (segment == nullptr) return {};
    if (role == Qt::TextAlignmentRole) return QVariant::fromValue(alignmentOf(index.column()));
    if (role == kToneRole) return static_cast<int>(segment->isShredded ? Tone::warning : segment->isOpen ? Tone::good : Tone::neutral);
    return role == Qt::DisplayRole ? QVariant(display(index.column(), *segment)) : QVariant();
}

QVariant SegmentModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) return {};
    if (role == Qt::TextAlignmentRole) return QVariant::fromValue(alignmentOf(section));
    if (role != Qt::DisplayRole) return {};
    switch (section) {
        case Segment: return tr("Segment");
        case Begun: return tr("Begun");
        case Size: return tr("Size");
        case Key: return tr("Key");
        case State: return tr("State");
        default: return {};
    }
}

}  // namespace mirror::ui
