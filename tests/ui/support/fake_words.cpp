#include "ui/support/fake_words.h"

#include <algorithm>
#include <array>
#include <set>
#include <sstream>

namespace mirror::test {

namespace {

constexpr std::array<const char*, 4> kCategories{"politics", "fraud", "广告", ""};

std::uint32_t nextId(const FakeWords::Content& content) { return content.words.empty() ? 1 : content.words.rbegin()->first + 1; }

bool isThere(const FakeWords::Content& content, const Word& word) {
    return std::any_of(content.words.begin(), content.words.end(),
                       [&word](const auto& entry) { return entry.first != word.id && entry.second.kind == word.kind && entry.second.text == word.text; });
}

std::optional<WordProblem> problemOf(const FakeWords::Content& content, const Word& word) {
    if (word.kind == WordKind::regex && word.text.find('(') != std::string::npos) return WordProblem{word.id, WordFlaw::badRegex, word.text, "missing )"};
    if (content.words.size() < 5000 && isThere(content, word)) return WordProblem{word.id, WordFlaw::duplicate, word.text, word.text};
    if (word.text.size() == 1) return WordProblem{word.id, WordFlaw::oneCharacter, word.text, {}};
    return std::nullopt;
}

}  // namespace

Word wordOf(std::uint32_t id, const std::string& text, const std::string& category, WordKind kind) {
    Word word;
    word.id = id;
    word.list = 1;
    word.kind = kind;
    word.text = text;
    word.category = category;
    return word;
}

void FakeWords::fill(std::size_t count) {
    for (std::uint32_t id = 1; id <= count; ++id) inForce.words[id] = wordOf(id, "词语" + std::to_string(id), kCategories[id % kCategories.size()]);
}

FakeWords::Content* FakeWords::draft(std::uint64_t id) {
    const auto found = m_drafts.find(id);
    return found == m_drafts.end() ? nullptr : &found->second;
}

std::optional<Result<Receipt>> FakeWords::answer(const Command& command) {
    if (std::holds_alternative<OpenWords>(command)) return open();
    if (const auto* close = std::get_if<CloseWords>(&command)) return m_drafts.erase(close->draft), Receipt(Done{});
    if (const auto* one = std::get_if<QueryWords>(&command)) return query(*one);
    if (const auto* one = std::get_if<EditWords>(&command)) return edit(*one);
    if (const auto* one = std::get_if<ImportWords>(&command)) return import(*one);
    if (const auto* one = std::get_if<ExportWords>(&command)) return exported(*one);
    if (const auto* one = std::get_if<ApplyWords>(&command)) return apply(*one);
    if (std::holds_alternative<QueryWordHits>(command)) return Receipt(WordHits{hits, {}});
    return std::nullopt;
}

Result<Receipt> FakeWords::open() {
    m_drafts[++lastDraft] = inForce;
    WordDraft info;
    info.draft = lastDraft;
    info.baseRevision = revision;
    info.lists = inForce.lists;
    info.words = inForce.words.size();
    info.nextWordId = nextId(inForce);
    info.nextListId = static_cast<std::uint16_t>(inForce.lists.back().id + 1);
    return Receipt(info);
}

Result<Receipt> FakeWords::query(const QueryWords& query) {
    const Content* content = draft(query.draft);
    if (content == nullptr) return fail(ErrorCode::notFound, {"draft"});
    WordPage page;
    for (auto at = content->words.upper_bound(query.afterId); at != content->words.end(); ++at) {
        if (page.words.size() == query.limit) {
            page.more = true;
            break;
        }
        page.words.push_back(at->second);
    }
    return Receipt(std::move(page));
}

Result<Receipt> FakeWords::edit(const EditWords& command) {
    Content* content = draft(command.draft);
    if (content == nullptr) return fail(ErrorCode::notFound, {"draft"});
    WordsEdited answer;
    for (const Word& word : command.edits.put)
        if (const auto problem = problemOf(*content, word)) answer.problems.push_back(*problem);
    answer.words = content->words.size();
    if (std::any_of(answer.problems.begin(), answer.problems.end(), [](const WordProblem& one) { return isRefused(one.flaw); })) return Receipt(answer);
    for (const WordList& list : command.edits.putLists) {
        std::erase_if(content->lists, [&list](const WordList& one) { return one.id == list.id; });
        content->lists.push_back(list);
    }
    std::sort(content->lists.begin(), content->lists.end(), [](const WordList& one, const WordList& other) { return one.id < other.id; });
    for (const Word& word : command.edits.put) content->words[word.id] = word;
    for (const std::uint32_t id : command.edits.remove) content->words.erase(id);
    for (const std::uint16_t list : command.edits.removeLists) {
        std::erase_if(content->lists, [list](const WordList& one) { return one.id == list; });
        std::erase_if(content->words, [list](const auto& entry) { return entry.second.list == list; });
    }
    answer.words = content->words.size();
    return Receipt(answer);
}

/// One entry a line, whatever the format.
Result<Receipt> FakeWords::import(const ImportWords& command) {
    Content* content = draft(command.draft);
    if (content == nullptr) return fail(ErrorCode::notFound, {"draft"});
    WordImport found;
    found.encoding = "UTF-8";
    found.firstId = nextId(*content);
    found.nextWordId = found.firstId;
    std::set<std::string> known;
    for (const auto& [id, word] : content->words) known.insert(word.text);
    std::istringstream lines(command.content);
    for (std::string line; std::getline(lines, line);) {
        ++found.lines;
        if (!known.insert(line).second) {
            ++found.duplicates;
            found.problems.push_back({found.lines, WordFlaw::duplicate, line, line});
            continue;
        }
        Word word = command.defaults;
        word.id = found.nextWordId++;
        word.text = line;
        ++found.added;
        if (found.sample.size() < 200) found.sample.push_back(word);
        if (command.commit) content->words[word.id] = word;
    }
    found.problemCount = found.problems.size();
    return Receipt(found);
}

Result<Receipt> FakeWords::exported(const ExportWords& command) {
    const Content* content = draft(command.draft);
    if (content == nullptr) return fail(ErrorCode::notFound, {"draft"});
    ExportedWords answer;
    for (const auto& [id, word] : content->words) {
        if (!command.ids.empty() && std::find(command.ids.begin(), command.ids.end(), id) == command.ids.end()) continue;
        answer.content += word.text + "\n";
        ++answer.words;
    }
    return Receipt(answer);
}

Result<Receipt> FakeWords::apply(const ApplyWords& command) {
    const Content* content = draft(command.draft);
    if (content == nullptr) return fail(ErrorCode::notFound, {"draft"});
    inForce = *content;
    return Receipt(WordsApplied{++revision, 0, 0, 0});
}

}  // namespace mirror::test
