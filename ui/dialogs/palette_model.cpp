#include "ui/dialogs/palette_model.h"

#include <algorithm>

namespace mirror::ui {

namespace {

bool isSubsequence(const QString& letters, const QString& text) {
    qsizetype at = 0;
    for (const QChar c : text)
        if (at < letters.size() && letters.at(at) == c) ++at;
    return at == letters.size();
}

}  // namespace

int paletteScore(const PaletteEntry& entry, const QString& query) {
    const QString title = entry.title.toLower();
    const QString all = title + QLatin1Char('\n') + entry.detail.toLower() + QLatin1Char('\n') + entry.keywords.toLower();
    if (title.startsWith(query)) return 100;
    if (title.contains(query)) return 80;
    const QStringList words = query.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    const bool everyWord = std::all_of(words.begin(), words.end(), [&all](const QString& word) { return all.contains(word); });
    if (everyWord) return words.isEmpty() ? 1 : 60;
    return query.size() > 1 && isSubsequence(query, title) ? 20 : 0;
}

void PaletteModel::setEntries(QList<PaletteEntry> entries, const QStringList& recent) {
    beginResetModel();
    m_entries = std::move(entries);
    m_recent = recent;
    m_found.clear();
    endResetModel();
    search({});
}

void PaletteModel::search(const QString& query) {
    const QString wanted = query.trimmed().toLower();
    QList<std::pair<int, qsizetype>> scored;
    for (qsizetype i = 0; i < m_entries.size(); ++i) {
        const PaletteEntry& entry = m_entries.at(i);
        int score = paletteScore(entry, wanted);
        const qsizetype recent = m_recent.indexOf(entry.title);
        if (score > 0 && recent >= 0) score += 10 - static_cast<int>(std::min<qsizetype>(recent, 9));
        if (score > 0) scored.append({score, i});
    }
    std::stable_sort(scored.begin(), scored.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    beginResetModel();
    m_found.clear();
    for (const auto& [score, index] : scored) m_found.append(index);
    endResetModel();
}

const PaletteEntry* PaletteModel::at(int row) const {
    return row >= 0 && row < m_found.size() ? &m_entries.at(m_found.at(row)) : nullptr;
}

int PaletteModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(m_found.size()); }

QVariant PaletteModel::data(const QModelIndex& index, int role) const {
    const PaletteEntry* entry = at(index.row());
    if (entry == nullptr) return {};
    switch (role) {
        case Qt::DisplayRole: return entry->title;
        case Qt::DecorationRole: return entry->icon;
        case Qt::AccessibleTextRole: return entry->title + QStringLiteral(", ") + entry->detail;
        case DetailRole: return entry->detail;
        case ShortcutRole: return entry->shortcut;
        default: return {};
    }
}

}  // namespace mirror::ui
