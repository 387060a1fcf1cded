#pragma once
#include <list>
#include <memory>
#include <optional>

#include "engine/word_queue.h"
#include "filter/draft_trial.h"
#include "filter/dry_run.h"
#include "filter/word_store.h"
#include "proxycore/api/command.h"

namespace mirror::engine {

/// A revision of the word lists ready to filter.
struct ReadyWords {
    std::shared_ptr<const filter::Ruleset> rules;
    std::string note;
    Milliseconds compileTime{0};
};

/// One that cannot.
struct RejectedWords {
    std::uint64_t revision = 0;
    Error error;
};

/// A dry run that reads more than its command can name.
struct DryRun {
    DryRunWords command;
    filter::TextSource more;
    std::uint64_t draft = command.draft;  ///< by which it is cancelled
};

/// The revisions and drafts of the word lists, and what commands do with them. Words thread only.
class WordDrafts {
public:
    explicit WordDrafts(filter::WordStore store) : m_store(std::move(store)) {}

    /// The newest revision ready to filter, and present(); the first run's lists are made when there is none. One that cannot be read is told in `rejected`, and
    /// the newest before it that can is taken. When there is none: the error, which then says what can be done.
    Result<ReadyWords> openNewest(FoldSteps steps, const filter::Progress& progress, std::optional<RejectedWords>& rejected);
    /// One revision ready to filter: present() if it is that, or from its compiled form if that is at hand.
    Result<ReadyWords> ready(std::uint64_t revision, FoldSteps steps, const filter::Progress& progress);
    /// What is in force; trials and dry runs start from it.
    void setPresent(std::shared_ptr<const filter::Ruleset> rules) { m_present = std::move(rules); }
    const std::shared_ptr<const filter::Ruleset>& present() const { return m_present; }
    /// The newest revision there is, whether or not it can be read.
    std::uint64_t newest() const { return m_store.newest(); }

    using Ticket = WordQueue::Ticket;
    Result<Receipt> handle(const OpenWords& command, Ticket& ticket);
    Result<Receipt> handle(const CloseWords& command, Ticket& ticket);
    Result<Receipt> handle(const QueryWords& command, Ticket& ticket);
    Result<Receipt> handle(const EditWords& command, Ticket& ticket);
    Result<Receipt> handle(const ImportWords& command, Ticket& ticket);
    Result<Receipt> handle(const ExportWords& command, Ticket& ticket);
    Result<Receipt> handle(const TryWords& command, Ticket& ticket);
    Result<Receipt> handle(const TryMask& command, Ticket& ticket);
    Result<Receipt> handle(const DryRun& run, Ticket& ticket);
    Result<Receipt> handle(const DiffWords& command, Ticket& ticket);
    Result<Receipt> handle(const ApplyWords& command, Ticket& ticket);
    Result<Receipt> handle(const RestoreWords& command, Ticket& ticket);
    Result<Receipt> handle(const ListWordRevisions& command, Ticket& ticket);
    /// What the last command brought into force, once.
    std::optional<ReadyWords> takeApplied() { return std::exchange(m_applied, std::nullopt); }

private:
    struct Draft {
        std::uint64_t id = 0;
        std::shared_ptr<const filter::WordBook> base;
        std::optional<filter::WordBook> edited;  // nothing: it is still as `base`, and costs no memory
        filter::WordIndex index;                 // of book()
        std::uint64_t version = 0;
        std::unique_ptr<filter::DraftTrial> trial;

        const filter::WordBook& book() const { return edited ? *edited : *base; }
        filter::WordBook& edit() { return edited ? *edited : edited.emplace(*base); }
    };
    Result<Draft*> find(std::uint64_t id);
    using Book = std::shared_ptr<const filter::WordBook>;
    Result<Book> load(std::uint64_t revision);
    Result<Book> loadNewest();
    Result<Book> loadOrNewest(std::uint64_t revision) { return revision == 0 ? loadNewest() : load(revision); }
    Result<std::shared_ptr<const filter::Ruleset>> compiled(std::uint64_t revision, FoldSteps steps, const filter::Progress& progress);
    Result<void> prepareTrial(Draft& draft, const filter::Progress& progress);
    Result<WordsApplied> apply(std::uint64_t base, filter::WordBook& book, const filter::WordBook& before, WordRevisionInfo info, const filter::Progress& progress);
    Result<void> rebase(Draft& draft, Book newest);
    FoldSteps steps() const { return m_present ? m_present->steps() : kAllFoldSteps; }

    filter::WordStore m_store;
    std::shared_ptr<const filter::Ruleset> m_present;
    Book m_lastLoaded;
    std::filesystem::file_time_type m_lastLoadedTime;
    std::list<Draft> m_drafts;  // used last in front
    std::uint64_t m_lastDraft = 0;
    std::optional<ReadyWords> m_applied;
};

}  // namespace mirror::engine
