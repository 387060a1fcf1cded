#include "proxycore/word_tools.h"

#include <algorithm>

#include "base/file.h"
#include "config/profile.h"
#include "filter/draft_trial.h"
#include "filter/dry_run.h"
#include "filter/text_decoder.h"
#include "filter/word_import.h"
#include "filter/word_store.h"

namespace mirror {

namespace {

constexpr const char* kOrigin = "command line";
constexpr int kAttempts = 5;  // of an import that others keep overtaking

config::ProfilePaths pathsOf(const WordProfile& profile) { return {.root = profile.folder}; }

Result<void> requireProfile(const WordProfile& profile) {
    const std::filesystem::path file = pathsOf(profile).installSecretFile();
    std::error_code error;
    if (std::filesystem::exists(file, error)) return {};
    if (error == std::errc::permission_denied) return fail(ErrorCode::fileRead, {profile.folder.string()}, error.message());
    return fail(ErrorCode::notFound, {"profile in " + profile.folder.string()});
}

Result<FilterConfig> filterConfig(const WordProfile& profile) {
    const std::filesystem::path file = pathsOf(profile).configFile();
    std::error_code ignored;
    Result<std::string> text = std::string();
    if (std::filesystem::exists(file, ignored)) text = base::readFile(file);
    if (!text) return fail(text.error());
    const LoadedConfig loaded = loadConfig(*text, profile.environment, profile.overrides);
    if (loaded.problems.empty()) return loaded.config.filter;
    Error error = loaded.problems.front().error;
    error.cause = describeProblem(loaded.problems.front(), file.string());
    return fail(std::move(error));
}

/// The newest revision; before the first start what that would make.
Result<filter::WordBook> newestBook(const filter::WordStore& store) {
    const std::uint64_t revision = store.newest();
    if (revision == 0) return filter::defaultBook();
    Result<filter::WordBook> book = store.load(revision);
    if (book || book.error().code != ErrorCode::fileRead) return book;
    Error error = book.error();
    error.cause += (error.cause.empty() ? "" : "; ") + std::string("put back a copy of it, or remove it to go on from the revision before");
    return fail(std::move(error));
}

/// What every tool that only reads begins with.
struct OpenedWords {
    FilterConfig config;
    filter::WordBook book;
};
Result<OpenedWords> open(const WordProfile& profile) {
    if (Result<void> found = requireProfile(profile); !found) return fail(found.error());
    const Result<FilterConfig> config = filterConfig(profile);
    if (!config) return fail(config.error());
    Result<filter::WordBook> book = newestBook(filter::WordStore(pathsOf(profile).words()));
    if (!book) return fail(book.error());
    return OpenedWords{*config, std::move(*book)};
}

Result<std::uint16_t> listNamed(filter::WordBook& book, const std::string& name, const filter::TextFolder& folder) {
    for (const WordList& list : book.lists)
        if (list.name == name) return list.id;
    WordEdits edits;
    edits.putLists.push_back({.id = book.nextListId, .name = name});
    const std::vector<WordProblem> problems = applyEdits(book, edits, folder);
    if (problems.empty()) return edits.putLists[0].id;
    return fail(ErrorCode::configValue, {"list", std::string(wordFlawName(problems[0].flaw))});
}

Result<WordImport> importInto(filter::WordBook& book, ImportWords command, const std::string& list, const filter::TextFolder& folder) {
    const Result<std::uint16_t> id = listNamed(book, list, folder);
    if (!id) return fail(id.error());
    command.defaults.list = *id;
    return filter::importWords(book, command, folder, {});
}

/// One attempt: configConflict when another revision came in between.
Result<WordFileImported> importOnce(filter::WordStore& store, const WordFileImport& import, const filter::TextFolder& folder) {
    const std::uint64_t base = store.newest();
    Result<filter::WordBook> before = newestBook(store);
    if (!before) return fail(before.error());
    filter::WordBook book = *before;
    const Result<WordImport> report = importInto(book, import.command, import.list, folder);
    if (!report) return fail(report.error());
    if (!import.command.commit || report->added == 0) return WordFileImported{*report, 0};
    WordRevisionInfo info{.time = std::chrono::system_clock::now(), .note = import.note, .origin = kOrigin, .added = report->added};
    const Result<std::uint64_t> revision = store.append(book, base, info);
    if (!revision) return fail(revision.error());
    return WordFileImported{*report, *revision};
}

/// Which of several files it is about.
Error named(Error error, const std::string& file) {
    if (error.code == ErrorCode::configValue && !error.args.empty() && error.args[0] == "file") error.args[0] = file;
    return error;
}

void count(const Word& word, WordListCounts& counts) { ++(word.kind == WordKind::word ? counts.words : word.kind == WordKind::exception ? counts.exceptions : counts.regexes); }

Result<std::shared_ptr<const filter::Ruleset>> compile(const filter::WordBook& book, const FilterConfig& config) {
    return filter::Ruleset::compile(book, {filter::stepsOf(config), {}, {}});
}

}  // namespace

Result<WordListing> listWords(const WordProfile& profile) {
    Result<OpenedWords> words = open(profile);
    if (!words) return fail(words.error());
    WordListing listing{.revision = words->book.revision, .revisions = filter::WordStore(pathsOf(profile).words()).list()};
    for (const WordList& list : words->book.lists) listing.lists.push_back({.list = list});
    for (const Word& word : words->book.words) {
        const auto counts = std::find_if(listing.lists.begin(), listing.lists.end(), [&](const WordListCounts& candidate) { return candidate.list.id == word.list; });
        if (counts != listing.lists.end()) count(word, *counts);
    }
    return listing;
}

Result<WordFileImported> importWordFile(const WordProfile& profile, const WordFileImport& import) {
    if (import.command.commit) {
        if (const auto made = config::openProfile(profile.folder, profile.environment); !made) return fail(made.error());
    }
    const Result<FilterConfig> config = filterConfig(profile);
    if (!config) return fail(config.error());
    const filter::TextFolder folder(filter::stepsOf(*config));
    filter::WordStore store(pathsOf(profile).words());
    for (int attempt = 1;; ++attempt) {
        Result<WordFileImported> done = importOnce(store, import, folder);
        if (done || done.error().code != ErrorCode::configConflict || attempt == kAttempts) return done;
    }
}

Result<ExportedWords> exportWordFile(const WordProfile& profile, const std::string& list, WordFileFormat format) {
    Result<OpenedWords> words = open(profile);
    if (!words) return fail(words.error());
    filter::WordBook& book = words->book;
    if (list.empty()) return filter::exportWords(book, {}, format);
    const auto named = std::find_if(book.lists.begin(), book.lists.end(), [&](const WordList& candidate) { return candidate.name == list; });
    if (named == book.lists.end()) return fail(ErrorCode::notFound, {"word list " + list});
    std::erase_if(book.words, [&](const Word& word) { return word.list != named->id; });
    return filter::exportWords(book, {}, format);
}

Result<WordTest> testWords(const WordProfile& profile, const std::string& text, WordScope direction) {
    Result<OpenedWords> words = open(profile);
    if (!words) return fail(words.error());
    const Result<filter::DecodedText> decoded = filter::decodeText(text);
    if (!decoded) return fail(decoded.error());
    const auto rules = compile(words->book, words->config);
    if (!rules) return fail(rules.error());
    WordTest test{.text = std::string(decoded->text()), .isFilterEnabled = words->config.enabled};
    const auto book = std::make_shared<const filter::WordBook>(std::move(words->book));
    Result<WordTrial> trial = filter::DraftTrial(*rules, book).run(*book, 1, test.text, direction);
    if (!trial) return fail(trial.error());
    test.trial = std::move(*trial);
    return test;
}

Result<WordDryRun> dryRunWords(const WordProfile& profile, const DryRunWords& command, const std::vector<ImportWords>& candidates) {
    Result<OpenedWords> words = open(profile);
    if (!words) return fail(words.error());
    const auto present = compile(words->book, words->config);
    if (!present) return fail(present.error());
    const filter::TextFolder folder(filter::stepsOf(words->config));
    WordDryRun done;
    for (ImportWords candidate : candidates) {
        candidate.commit = true;
        const Result<WordImport> report = importInto(words->book, candidate, candidate.fileName, folder);
        if (!report) return fail(named(report.error(), candidate.fileName));
        done.candidates.push_back(*report);
    }
    const auto draft = candidates.empty() ? present : compile(words->book, words->config);
    if (!draft) return fail(draft.error());
    Result<DryRunReport> report = filter::dryRun(**draft, words->book, present->get(), command, {}, {});
    if (!report) return fail(report.error());
    done.report = std::move(*report);
    return done;
}

}  // namespace mirror
