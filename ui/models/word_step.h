#pragma once
#include <vector>

#include "ui/models/word_table.h"

namespace mirror::ui {

/// One step of undo: the whole state on both sides of it (tables share what is equal) and which entries differ. Shared by the undo stack and by what is on its
/// way to the engine; GUI thread.
struct WordStep {
    WordTable before;
    WordTable after;
    std::vector<WordList> listsBefore;
    std::vector<WordList> listsAfter;
    WordTable::Ids ids;       ///< rising
    bool isDone = false;      ///< its `after` holds, as far as this step goes
    bool isRefused = false;   ///< taken back; neither done nor undone again
    bool isFromEngine = false;  ///< the engine has it already: an import. Cleared when it is done for the first time
    bool hasListChange() const { return listsBefore != listsAfter; }
};

}  // namespace mirror::ui
