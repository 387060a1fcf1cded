#include "filter/word_book.h"

#include <algorithm>

namespace mirror::filter {

namespace {

template <class T, class Id>
const T* findById(const std::vector<T>& entries, Id id) {
    const auto at = std::lower_bound(entries.begin(), entries.end(), id, [](const T& entry, Id wanted) { return entry.id < wanted; });
    return at == entries.end() || at->id != id ? nullptr : &*at;
}

/// Goes through both, which are by id, at once; `visit` gets what differs, null where one has nothing of that id.
template <class T, class Visit>
void eachDifference(const std::vector<T>& before, const std::vector<T>& after, Visit visit) {
    auto a = before.begin();
    auto b = after.begin();
    while (a != before.end() || b != after.end()) {
        if (b == after.end() || (a != before.end() && a->id < b->id)) {
            visit(&*a++, static_cast<const T*>(nullptr));
        } else if (a == before.end() || b->id < a->id) {
            visit(static_cast<const T*>(nullptr), &*b++);
        } else {
            if (!(*a == *b)) visit(&*a, &*b);
            ++a;
            ++b;
        }
    }
}

template <class Change, class T>
Change changeOf(const T* before, const T* after) {
    return {before != nullptr ? *before : T{}, after != nullptr ? *after : T{}};
}

}  // namespace

const Word* WordBook::find(std::uint32_t id) const { return findById(words, id); }
const WordList* WordBook::findList(std::uint16_t id) const { return findById(lists, id); }

WordDiff diffBooks(const WordBook& before, const WordBook& after, std::size_t limit) {
    WordDiff diff;
    eachDifference(before.words, after.words, [&](const Word* was, const Word* is) {
        ++(was == nullptr ? diff.added : is == nullptr ? diff.removed : diff.changed);
        if (diff.changes.size() < limit) diff.changes.push_back(changeOf<WordChange>(was, is));
    });
    eachDifference(before.lists, after.lists, [&](const WordList* was, const WordList* is) { diff.lists.push_back(changeOf<WordListChange>(was, is)); });
    return diff;
}

WordEdits editsBetween(const WordBook& before, const WordBook& after) {
    WordEdits edits;
    eachDifference(before.lists, after.lists, [&](const WordList* was, const WordList* is) {
        if (is != nullptr) edits.putLists.push_back(*is);
        if (is == nullptr) edits.removeLists.push_back(was->id);
    });
    eachDifference(before.words, after.words, [&](const Word* was, const Word* is) {
        if (is != nullptr) edits.put.push_back(*is);
        // Removing a list removes its words: only those that were in lists that stay are told one by one.
        if (is == nullptr && after.findList(was->list) != nullptr) edits.remove.push_back(was->id);
    });
    return edits;
}

}  // namespace mirror::filter
