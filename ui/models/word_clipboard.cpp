#include "ui/models/word_clipboard.h"

#include <QStringList>

namespace mirror::ui {

namespace {

/// A cell must not become two, nor a formula of a spreadsheet.
QString cell(const std::string& text) {
    QString shown = QString::fromStdString(text);
    for (QChar& c : shown)
        if (c == u'\t' || c == u'\n' || c == u'\r') c = u' ';
    return shown;
}

QString name(std::string_view text) { return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())); }

QString csvCell(QString text) {
    if (!text.contains(u',') && !text.contains(u'"')) return text;
    return u'"' + text.replace(u'"', QStringLiteral("\"\"")) + u'"';
}

QString csvLine(const QString& line) {
    QStringList cells = line.split(u'\t');
    for (QString& one : cells) one = csvCell(one);
    return cells.join(u',');
}

}  // namespace

QString wordsAsTsv(const DraftOfWords& draft, const WordTable::Ids& ids) {
    QString text = QStringLiteral("text\tcategory\taction\tscope\tenabled\texact\tkind\tnote\tlist\n");
    for (const std::uint32_t id : ids) {
        const Word* word = draft.find(id);
        if (word == nullptr) continue;
        const WordList* list = draft.findList(word->list);
        const QStringList cells{cell(word->text), cell(word->category), name(wordActionName(word->action)), name(wordScopeName(word->scope)),
                                word->enabled ? QStringLiteral("true") : QStringLiteral("false"), word->exact ? QStringLiteral("true") : QStringLiteral("false"),
                                name(wordKindName(word->kind)), cell(word->note), list == nullptr ? QString() : cell(list->name)};
        text += cells.join(u'\t') + u'\n';
    }
    return text;
}

PastedWords readPasted(const QString& text) {
    PastedWords pasted;
    QStringList lines = QString(text).replace(QStringLiteral("\r\n"), QStringLiteral("\n")).split(u'\n', Qt::SkipEmptyParts);
    pasted.lines = lines.size();
    if (lines.isEmpty()) return pasted;
    const QStringList names = lines.first().split(u'\t');
    pasted.isTable = names.size() > 1 && names.contains(QStringLiteral("text"), Qt::CaseInsensitive);
    // Of a spreadsheet without names of columns the first column is taken.
    for (QString& line : lines) line = pasted.isTable ? csvLine(line) : line.section(u'\t', 0, 0);
    pasted.content = lines.join(u'\n').toUtf8();
    return pasted;
}

}  // namespace mirror::ui
