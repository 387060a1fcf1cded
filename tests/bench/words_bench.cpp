// Finding listed words in mixed Chinese text: a Ruleset, folding included, beside Hyperscan and a plain Aho-Corasick over the raw bytes. Prints a Markdown table.
// CPU time of the thread, best of several rounds. The lists have been through a dry run: what hits innocent text more than once in 500 KB is no longer in them.
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cinttypes>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <map>
#include <memory>

#include "byte_automaton.h"
#include "filter/ruleset.h"
#include "word_texts.h"
#ifdef HAVE_HYPERSCAN
#include <hs/hs.h>
#endif

using namespace mirror;

namespace {

double cpuMicroseconds() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e6 + static_cast<double>(now.tv_nsec) / 1e3;
}

long peakKiB() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
}

struct Text {
    const char* name;
    std::string text;
};

/// A way to find words: build() it once, then count() hits.
struct Engine {
    virtual ~Engine() = default;
    virtual const char* name() const = 0;
    virtual void build(const std::vector<std::string>& words) = 0;
    virtual std::size_t count(std::string_view text) = 0;
    virtual std::size_t bytes() const = 0;
};

filter::WordBook bookOf(const std::vector<std::string>& words) {
    filter::WordBook book;
    book.revision = 1;
    book.lists = {{1, true, "list", ""}};
    for (const std::string& text : words) {
        Word word;
        word.id = book.nextWordId++;
        word.list = 1;
        word.text = text;
        book.words.push_back(std::move(word));
    }
    return book;
}

std::shared_ptr<const filter::Ruleset> rulesetOf(const std::vector<std::string>& words) {
    const auto set = filter::Ruleset::compile(bookOf(words), {});
    if (!set) std::abort();
    return *set;
}

struct Ours : Engine {
    std::shared_ptr<const filter::Ruleset> set;
    filter::ScanRoom room;
    std::vector<filter::Hit> hits;

    const char* name() const override { return "mirror (folding included)"; }
    void build(const std::vector<std::string>& words) override { set = rulesetOf(words); }
    std::size_t count(std::string_view text) override {
        hits.clear();
        set->scan(text, WordScope::input, room, hits);
        return hits.size();
    }
    std::size_t bytes() const override { return set->bytes(); }
};

#ifdef HAVE_HYPERSCAN
struct Hyperscan : Engine {
    hs_database_t* database = nullptr;
    hs_scratch_t* scratch = nullptr;

    ~Hyperscan() override {
        hs_free_scratch(scratch);
        hs_free_database(database);
    }
    const char* name() const override { return "Hyperscan block"; }
    void build(const std::vector<std::string>& words) override {
        std::vector<const char*> texts;
        std::vector<unsigned> flags(words.size(), 0), ids;
        std::vector<std::size_t> lengths;
        for (const std::string& word : words) {
            texts.push_back(word.c_str());
            lengths.push_back(word.size());
            ids.push_back(static_cast<unsigned>(ids.size()));
        }
        hs_compile_error_t* error = nullptr;
        const auto count = static_cast<unsigned>(words.size());
        if (hs_compile_lit_multi(texts.data(), flags.data(), ids.data(), lengths.data(), count, HS_MODE_BLOCK, nullptr, &database, &error) != HS_SUCCESS ||
            hs_alloc_scratch(database, &scratch) != HS_SUCCESS)
            std::abort();
    }
    std::size_t count(std::string_view text) override {
        std::size_t hits = 0;
        const auto onMatch = [](unsigned, unsigned long long, unsigned long long, unsigned, void* sum) { return ++*static_cast<std::size_t*>(sum), 0; };
        if (hs_scan(database, text.data(), static_cast<unsigned>(text.size()), 0, scratch, onMatch, &hits) != HS_SUCCESS) std::abort();
        return hits;
    }
    std::size_t bytes() const override {
        std::size_t size = 0;
        return hs_database_size(database, &size) == HS_SUCCESS ? size : 0;
    }
};
#endif

struct Automaton : Engine {
    std::unique_ptr<bench::ByteAutomaton> automaton;

    const char* name() const override { return "Aho-Corasick, byte table"; }
    void build(const std::vector<std::string>& words) override { automaton = std::make_unique<bench::ByteAutomaton>(words); }
    std::size_t count(std::string_view text) override { return automaton->count(text); }
    std::size_t bytes() const override { return automaton->bytes(); }
};

using Maker = std::unique_ptr<Engine> (*)();
template <class T>
std::unique_ptr<Engine> make() {
    return std::make_unique<T>();
}
const std::vector<Maker> kEngines{make<Ours>,
#ifdef HAVE_HYPERSCAN
                                  make<Hyperscan>,
#endif
                                  make<Automaton>};

double bestMicroseconds(Engine& engine, const std::string& text, std::size_t& hits) {
    const double budget = text.size() > 1'000'000 ? 1.2e6 : 3e5;
    double best = 1e12;
    for (double spent = 0; spent < budget;) {
        const int times = std::max(1, static_cast<int>(std::min(1000.0, 2000 / best)));
        const double start = cpuMicroseconds();
        for (int i = 0; i < times; ++i) hits = engine.count(text);
        const double taken = cpuMicroseconds() - start;
        best = std::min(best, taken / times);
        spent += taken;
    }
    return best;
}

// In a process of its own, so that memory given back to the allocator by others does not hide what this one takes.
long peakGrowthKiB(Maker maker, const std::vector<std::string>& words) {
    int ends[2];
    if (pipe(ends) != 0) std::abort();
    const pid_t child = fork();
    if (child < 0) std::abort();
    if (child == 0) {
        const long before = peakKiB();
        maker()->build(words);
        const long grown = peakKiB() - before;
        _exit(write(ends[1], &grown, sizeof grown) == sizeof grown ? 0 : 1);
    }
    long grown = 0;
    if (read(ends[0], &grown, sizeof grown) != sizeof grown) std::abort();
    waitpid(child, nullptr, 0);
    close(ends[0]);
    close(ends[1]);
    return grown;
}

void printRow(std::size_t words, Maker maker, const std::vector<std::string>& list, const std::vector<Text>& texts) {
    const long grown = peakGrowthKiB(maker, list);
    const std::unique_ptr<Engine> engine = maker();
    const double start = cpuMicroseconds();
    engine->build(list);
    const double built = (cpuMicroseconds() - start) / 1e3;
    std::printf("| %zu | %s |", words, engine->name());
    std::size_t hits = 0;
    for (const Text& text : texts) {
        const double us = bestMicroseconds(*engine, text.text, hits);
        std::printf(us < 1000 ? " %.2f µs |" : " %.2f ms |", us < 1000 ? us : us / 1000);
    }
    std::printf(" %.0f ms | %.1f MB | %.0f MB |\n", built, static_cast<double>(engine->bytes()) / 1e6, static_cast<double>(grown) / 1e3);
    std::fflush(stdout);
}

// What an operator does with a public list before it is activated.
std::vector<std::string> throughDryRun(std::vector<std::string> words, const std::string& innocent) {
    const auto set = rulesetOf(words);
    filter::ScanRoom room;
    std::vector<filter::Hit> hits;
    set->scan(innocent, WordScope::input, room, hits);
    std::map<std::uint32_t, std::size_t> counts;
    for (const filter::Hit& hit : hits) ++counts[set->rule(hit.rule).id];
    for (const auto& [id, count] : counts)
        if (count > innocent.size() / 500'000) words[id - 1].clear();
    std::erase(words, "");
    return words;
}

std::size_t characters(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

std::size_t bytesOfCharacters(std::string_view text, std::size_t count) {
    std::size_t at = 0;
    while (at < text.size() && (count > 0 || (text[at] & 0xC0) == 0x80)) count -= (text[at++] & 0xC0) != 0x80;
    return at;
}

// Microseconds for the same deltas without looking at what is held.
double streamed(const filter::Ruleset& set, std::string_view text) {
    filter::ScanRoom room;
    std::vector<filter::Hit> hits;
    double best = 1e12;
    for (int round = 0; round < 9; ++round) {
        filter::ScanState state;
        const double start = cpuMicroseconds();
        for (std::size_t at = 0, step = 0; at < text.size(); ++step) {
            const std::size_t size = bytesOfCharacters(text.substr(at), 1 + step * 7 % 3);
            set.scanPiece(state, text.substr(at, size), false, WordScope::output, room, hits);
            at += size;
        }
        best = std::min(best, cpuMicroseconds() - start);
    }
    return best;
}

// Innocent text in deltas of one to three characters: how many characters wait after each, and what one delta costs.
void printHoldBack(std::size_t words, const std::vector<std::string>& list, std::string_view text) {
    const auto set = rulesetOf(list);
    filter::ScanState state;
    filter::ScanRoom room;
    std::vector<filter::Hit> hits;
    std::vector<std::size_t> held;
    double sum = 0;
    for (std::size_t at = 0, step = 0; at < text.size(); ++step) {
        const std::size_t size = bytesOfCharacters(text.substr(at), 1 + step * 7 % 3);
        const std::uint64_t released = set->scanPiece(state, text.substr(at, size), false, WordScope::output, room, hits);
        at += size;
        held.push_back(characters(text.substr(released, at - released)));
        sum += static_cast<double>(held.back());
    }
    std::sort(held.begin(), held.end());
    const auto deltas = static_cast<double>(held.size());
    std::printf("| %zu | %zu | %.2f | %zu | %zu | %.0f ns |\n", words, held[held.size() / 2], sum / deltas, held[held.size() * 99 / 100], held.back(), streamed(*set, text) / deltas * 1e3);
}

}  // namespace

int main() {
    bench::WordTexts source;
    const std::string innocent = source.text(8'000'000);
    const std::vector<Text> texts{{"1 KB", source.text(1'000)}, {"32 KB", source.text(32'000)}, {"100 KB", source.text(100'000)}, {"8 MB", source.text(8'000'000)}, {"100 KB English", source.english(100'000)}};
    std::vector<std::pair<std::size_t, std::vector<std::string>>> lists;
    for (const std::size_t count : {1'000u, 10'000u, 100'000u}) lists.emplace_back(count, throughDryRun(source.list(count), innocent));

    std::printf("| words | engine |");
    for (const Text& text : texts) std::printf(" %s |", text.name);
    std::printf(" build | compiled | peak while building |\n|---|---|---|---|---|---|---|---|---|---|\n");
    for (const auto& [count, list] : lists)
        for (const Maker maker : kEngines) printRow(count, maker, list, texts);

    std::printf("\n| words | held back, median | mean | p99 | most | a delta |\n|---|---|---|---|---|---|\n");
    for (const auto& [count, list] : lists) printHoldBack(count, list, std::string_view(texts[2].text));
    for (const auto& [count, list] : lists) std::printf("%s%zu of %zu words left after the dry run", count == 1'000 ? "\n" : "; ", list.size(), count);
    std::printf("\n");
}
