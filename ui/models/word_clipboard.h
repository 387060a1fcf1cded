#pragma once
#include <QByteArray>
#include <QString>

#include "ui/models/draft_of_words.h"

namespace mirror::ui {

/// Entries as lines of tab-separated columns under the names that an import knows; lists by name. The first line names the columns.
QString wordsAsTsv(const DraftOfWords& draft, const WordTable::Ids& ids);

/// What is on the clipboard, as a file that an import reads: tab-separated columns with a line of names become csv, everything else is one entry a line.
struct PastedWords {
    QByteArray content;  ///< UTF-8
    bool isTable = false;
    qsizetype lines = 0;  ///< that are not empty
};
PastedWords readPasted(const QString& text);

}  // namespace mirror::ui
