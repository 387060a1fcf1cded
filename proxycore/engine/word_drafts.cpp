#include "engine/word_drafts.h"

#include <algorithm>
#include <map>
#include <set>

#include "engine/mask_trial.h"
#include "filter/dry_run.h"
#include "filter/word_import.h"

namespace mirror::engine {

namespace {

constexpr std::size_t kMaxDrafts = 8;
constexpr std::uint32_t kMaxPage = 50'000;
constexpr std::size_t kMaxTrialText = 1024 * 1024;
constexpr const char* kFirstRun = "first run";

SteadyTime now() { return std::chrono::steady_clock::now(); }

filter::Ruleset::Options optionsOf(FoldSteps steps, const filter::Progress& progress) { return {steps, progress.isCancelled, progress.onPermille}; }

/// Edits made on another revision: what was new there gets ids that are free here.
WordEdits renumbered(WordEdits edits, const filter::WordBook& from, filter::WordBook& to) {
    std::uint32_t word = to.nextWordId;
    std::uint16_t list = to.nextListId;
    std::map<std::uint16_t, std::uint16_t> lists;
    for (WordList& put : edits.putLists) {
        if (put.id < from.nextListId) continue;
        lists[put.id] = list;
        put.id = list++;
    }
    for (Word& put : edits.put) {
        if (const auto moved = lists.find(put.list); moved != lists.end()) put.list = moved->second;
        if (put.id >= from.nextWordId) put.id = word++;
    }
    return edits;
}

/// What the other revision has taken out or has already does not stand in the way of the rest.
void dropRefused(WordEdits& edits, const std::vector<WordProblem>& problems) {
    std::set<std::uint64_t> refused;
    for (const WordProblem& problem : problems)
        if (isRefused(problem.flaw)) refused.insert(problem.line);
    std::erase_if(edits.put, [&](const Word& word) { return refused.contains(word.id); });
}

std::filesystem::file_time_type timeOf(const std::filesystem::path& file) {
    std::error_code error;
    const auto time = std::filesystem::last_write_time(file, error);
    return error ? std::filesystem::file_time_type::min() : time;
}

Error withAdvice(Error error) {
    if (!error.cause.empty()) error.cause += "; ";
    error.cause += "no revision of the word lists can be used: put back a copy of the file, or move its folder away to begin with the default list, or set filter.enabled to false";
    return error;
}

bool hasRefused(const std::vector<WordProblem>& problems) {
    return std::any_of(problems.begin(), problems.end(), [](const WordProblem& problem) { return isRefused(problem.flaw); });
}

}  // namespace

// -- revisions ------------------------------------------------------------------------------------------------------

Result<ReadyWords> WordDrafts::openNewest(FoldSteps steps, const filter::Progress& progress, std::optional<RejectedWords>& rejected) {
    if (m_store.newest() == 0) {
        filter::WordBook book = filter::defaultBook();
        WordRevisionInfo info;
        info.time = std::chrono::system_clock::now();
        info.origin = kFirstRun;
        info.words = info.added = book.words.size();
        // another program may have been first; then its revision is the one
        if (auto made = m_store.append(book, 0, info); !made && made.error().code != ErrorCode::configConflict) return fail(made.error());
    }
    for (const WordRevisionInfo& info : m_store.list()) {
        auto words = ready(info.revision, steps, progress);
        if (words) {
            m_present = words->rules;
            return words;
        }
        if (words.error().code == ErrorCode::cancelled) return words;
        if (!rejected) rejected = {info.revision, words.error()};
    }
    return fail(withAdvice(rejected ? rejected->error : makeError(ErrorCode::fileRead, {m_store.compiledFile().parent_path().string()})));
}

Result<ReadyWords> WordDrafts::ready(std::uint64_t revision, FoldSteps steps, const filter::Progress& progress) {
    const SteadyTime begun = now();
    ReadyWords words;
    for (const WordRevisionInfo& info : m_store.list())
        if (info.revision == revision) words.note = info.note;
    auto rules = compiled(revision, steps, progress);
    if (!rules) return fail(rules.error());
    words.rules = std::move(*rules);
    words.compileTime = std::chrono::duration_cast<Milliseconds>(now() - begun);
    return words;
}

Result<std::shared_ptr<const filter::Ruleset>> WordDrafts::compiled(std::uint64_t revision, FoldSteps steps, const filter::Progress& progress) {
    if (m_present && m_present->revision() == revision && m_present->steps() == steps) return m_present;
    // a revision's file that is no older than the compiled form was put there by hand, under a number that had been used
    if (timeOf(m_store.compiledFile()) > timeOf(m_store.file(revision)))
        if (auto saved = filter::Ruleset::load(m_store.compiledFile(), revision, steps)) return saved;
    const auto book = load(revision);
    if (!book) return fail(book.error());
    auto made = filter::Ruleset::compile(**book, optionsOf(steps, progress));
    if (m_drafts.empty()) m_lastLoaded.reset();  // nobody edits: the rules alone are needed
    if (!made) return fail(made.error());
    // only a quicker start depends on it, and the next one tries again
    static_cast<void>((*made)->save(m_store.compiledFile()));
    return made;
}

Result<WordDrafts::Book> WordDrafts::load(std::uint64_t revision) {
    const auto time = timeOf(m_store.file(revision));
    if (m_lastLoaded && m_lastLoaded->revision == revision && m_lastLoadedTime == time) return m_lastLoaded;
    auto book = m_store.load(revision);
    if (!book) return fail(book.error());
    book->revision = revision;
    m_lastLoaded = std::make_shared<const filter::WordBook>(std::move(*book));
    m_lastLoadedTime = time;
    return m_lastLoaded;
}

/// The newest that can be read: one that is damaged must not stand in the way of making a better one.
Result<WordDrafts::Book> WordDrafts::loadNewest() {
    const auto newest = load(m_store.newest());
    if (newest) return newest;
    for (const WordRevisionInfo& older : m_store.list())
        if (auto readable = load(older.revision)) return readable;
    return newest;
}

/// Makes `book` the revision after `base` and ready to filter. configConflict when somebody else made that meanwhile.
Result<WordsApplied> WordDrafts::apply(std::uint64_t base, filter::WordBook& book, const filter::WordBook& before, WordRevisionInfo info, const filter::Progress& progress) {
    const WordDiff diff = filter::diffBooks(before, book, 0);
    book.revision = base + 1;
    const SteadyTime begun = now();
    auto compiled = filter::Ruleset::compile(book, optionsOf(steps(), progress));
    if (!compiled) return fail(compiled.error());
    info.time = std::chrono::system_clock::now();
    info.words = book.words.size();
    info.added = diff.added;
    info.removed = diff.removed;
    info.changed = diff.changed;
    const auto written = m_store.append(book, base, info);
    if (!written) return fail(written.error());
    static_cast<void>((*compiled)->save(m_store.compiledFile()));
    m_applied = ReadyWords{*compiled, info.note, std::chrono::duration_cast<Milliseconds>(now() - begun)};
    return WordsApplied{*written, diff.added, diff.removed, diff.changed};
}

Result<Receipt> WordDrafts::handle(const RestoreWords& command, Ticket& ticket) {
    const auto old = load(command.revision);
    if (!old) return fail(old.error());
    const std::uint64_t base = m_store.newest();
    const auto present = loadNewest();
    filter::WordBook book = **old;
    if (present) {
        book.nextWordId = std::max(book.nextWordId, (*present)->nextWordId);
        book.nextListId = std::max(book.nextListId, (*present)->nextListId);
    }
    WordRevisionInfo info;
    info.note = command.note;
    info.origin = command.origin;
    auto applied = apply(base, book, present ? **present : filter::WordBook{}, std::move(info), ticket.progress());
    if (!applied) return fail(applied.error());
    return *applied;
}

Result<Receipt> WordDrafts::handle(const ListWordRevisions&, Ticket&) { return WordRevisionList{m_store.list()}; }

// -- drafts ---------------------------------------------------------------------------------------------------------

Result<WordDrafts::Draft*> WordDrafts::find(std::uint64_t id) {
    const auto at = std::find_if(m_drafts.begin(), m_drafts.end(), [id](const Draft& draft) { return draft.id == id; });
    if (at == m_drafts.end()) return fail(ErrorCode::notFound, {"draft " + std::to_string(id)});
    m_drafts.splice(m_drafts.begin(), m_drafts, at);
    return &m_drafts.front();
}

Result<Receipt> WordDrafts::handle(const OpenWords& command, Ticket&) {
    const auto book = loadOrNewest(command.revision);
    if (!book) return fail(book.error());
    Draft& draft = m_drafts.emplace_front();
    draft.id = ++m_lastDraft;
    draft.base = *book;
    if (m_drafts.size() > kMaxDrafts) m_drafts.pop_back();
    return WordDraft{draft.id, draft.base->revision, draft.base->lists, draft.base->words.size(), draft.base->nextWordId, draft.base->nextListId};
}

Result<Receipt> WordDrafts::handle(const CloseWords& command, Ticket&) {
    std::erase_if(m_drafts, [&](const Draft& draft) { return draft.id == command.draft; });
    if (m_drafts.empty()) m_lastLoaded.reset();  // nobody edits: the memory is given back
    return Done{};
}

Result<Receipt> WordDrafts::handle(const QueryWords& command, Ticket&) {
    const auto draft = find(command.draft);
    if (!draft) return fail(draft.error());
    const std::vector<Word>& words = (*draft)->book().words;
    const auto first = std::upper_bound(words.begin(), words.end(), command.afterId, [](std::uint32_t id, const Word& word) { return id < word.id; });
    const auto rest = static_cast<std::size_t>(words.end() - first);
    const std::size_t count = std::min<std::size_t>(rest, std::min(command.limit, kMaxPage));
    return WordPage{{first, first + static_cast<std::ptrdiff_t>(count)}, count < rest};
}

Result<Receipt> WordDrafts::handle(const EditWords& command, Ticket&) {
    const auto draft = find(command.draft);
    if (!draft) return fail(draft.error());
    WordsEdited edited;
    edited.problems = filter::applyEdits((*draft)->edit(), command.edits, filter::TextFolder(steps()), &(*draft)->index);
    if (!hasRefused(edited.problems)) ++(*draft)->version;
    edited.words = (*draft)->book().words.size();
    return edited;
}

Result<Receipt> WordDrafts::handle(const ImportWords& command, Ticket& ticket) {
    const auto draft = find(command.draft);
    if (!draft) return fail(draft.error());
    auto imported = filter::importWords((*draft)->edit(), command, filter::TextFolder(steps()), ticket.progress(), &(*draft)->index);
    if (!imported) return fail(imported.error());
    if (command.commit) ++(*draft)->version;
    return std::move(*imported);
}

Result<Receipt> WordDrafts::handle(const ExportWords& command, Ticket&) {
    const auto draft = find(command.draft);
    if (!draft) return fail(draft.error());
    return filter::exportWords((*draft)->book(), command.ids, command.format);
}

Result<Receipt> WordDrafts::handle(const DiffWords& command, Ticket&) {
    const auto draft = find(command.draft);
    if (!draft) return fail(draft.error());
    Draft* chosen = *draft;
    const auto against = loadOrNewest(command.against);
    if (!against) return fail(against.error());
    return filter::diffBooks(**against, chosen->book(), command.limit);
}

Result<Receipt> WordDrafts::handle(const ApplyWords& command, Ticket& ticket) {
    const auto found = find(command.draft);
    if (!found) return fail(found.error());
    Draft& draft = **found;
    const std::uint64_t base = m_store.newest();
    const auto newest = loadNewest();
    if (!newest) return fail(newest.error());
    if (draft.base->revision != (*newest)->revision) {
        if (!command.rebase) return fail(ErrorCode::configConflict, {std::to_string((*newest)->revision)});
        if (auto moved = rebase(draft, *newest); !moved) return fail(moved.error());
    }
    WordRevisionInfo info;
    info.note = command.note;
    info.origin = command.origin;
    filter::WordBook book = draft.book();
    auto applied = apply(base, book, *draft.base, std::move(info), ticket.progress());
    if (!applied) return fail(applied.error());
    draft.base = std::make_shared<const filter::WordBook>(std::move(book));
    draft.edited.reset();
    draft.trial.reset();
    m_lastLoaded = draft.base;
    m_lastLoadedTime = timeOf(m_store.file(draft.base->revision));
    return *applied;
}

/// The draft's edits made again, on the newest revision.
Result<void> WordDrafts::rebase(Draft& draft, Book newest) {
    filter::WordBook book = *newest;
    WordEdits edits = renumbered(filter::editsBetween(*draft.base, draft.book()), *draft.base, book);
    const filter::TextFolder folder(steps());
    std::vector<WordProblem> problems = filter::applyEdits(book, edits, folder);
    if (hasRefused(problems)) {
        dropRefused(edits, problems);
        book = *newest;
        problems = filter::applyEdits(book, edits, folder);
        if (hasRefused(problems)) return fail(ErrorCode::configConflict, {std::to_string(newest->revision)});
    }
    draft.base = std::move(newest);
    draft.edited = std::move(book);
    draft.index.forget();
    draft.trial.reset();
    ++draft.version;
    return {};
}

// -- trying ---------------------------------------------------------------------------------------------------------

Result<void> WordDrafts::prepareTrial(Draft& draft, const filter::Progress& progress) {
    if (draft.trial && draft.trial->steps() == steps()) return {};
    std::shared_ptr<const filter::Ruleset> rules = m_present;
    if (!rules || rules->revision() != draft.base->revision) {
        auto compiled = filter::Ruleset::compile(*draft.base, optionsOf(steps(), progress));
        if (!compiled) return fail(compiled.error());
        rules = *compiled;
    }
    draft.trial = std::make_unique<filter::DraftTrial>(std::move(rules), draft.base);
    return {};
}

Result<Receipt> WordDrafts::handle(const TryWords& command, Ticket& ticket) {
    const auto draft = find(command.draft);
    if (!draft) return fail(draft.error());
    if (command.text.size() > kMaxTrialText) return fail(ErrorCode::bodyTooLarge);
    const filter::Progress progress = ticket.progress();
    if (auto ready = prepareTrial(**draft, progress); !ready) return fail(ready.error());
    auto trial = (*draft)->trial->run((*draft)->book(), (*draft)->version, command.text, command.direction, progress.isCancelled);
    if (!trial) return fail(trial.error());
    return std::move(*trial);
}

Result<Receipt> WordDrafts::handle(const TryMask& command, Ticket&) { return tryMask(command); }

Result<Receipt> WordDrafts::handle(const DryRun& run, Ticket& ticket) {
    const auto draft = find(run.command.draft);
    if (!draft) return fail(draft.error());
    const filter::Progress progress = ticket.progress();
    auto compiled = filter::Ruleset::compile((*draft)->book(), {steps(), progress.isCancelled, {}});
    if (!compiled) return fail(compiled.error());
    auto report = filter::dryRun(**compiled, (*draft)->book(), m_present.get(), run.command, run.more, progress);
    if (!report) return fail(report.error());
    return std::move(*report);
}

}  // namespace mirror::engine
