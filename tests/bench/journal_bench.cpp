// Figures of the journal: how fast it is written, and what reading a large one costs.
//   journal_bench write FOLDER SECONDS          records of 2 KB as fast as two threads offer them
//   journal_bench make FOLDER GIGABYTES HOURS   a journal of that size whose dialogues are spread evenly over so many hours
//   journal_bench read FOLDER                   first rows, all rows, pages, the search of one hour, verify; resident memory
// FOLDER gets the journal and, beside it, the private key in clear (FOLDER.key): it holds invented text only.
#include <sys/resource.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iterator>
#include <thread>

#include "base/random.h"
#include "crypto/x25519.h"
#include "log/journal_verify.h"
#include "log/journal_view.h"
#include "log/journal_writer.h"

using namespace mirror;
using Clock = std::chrono::steady_clock;

namespace {
constexpr std::size_t kContentBytes = 1700;  // with its row a record of 2 KB
const std::atomic<bool> kGoOn{false};
const SystemTime kBegin(std::chrono::seconds(1'790'000'000));

double secondsSince(Clock::time_point begin) { return std::chrono::duration<double>(Clock::now() - begin).count(); }

double cpuSeconds() {
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) + static_cast<double>(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}
double maxResidentMegabytes() {
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) / 1024;
}

/// Chinese and Latin text as JSON, different each time.
std::string inventedContent(base::Random& random) {
    std::string text = R"({"messages":[{"role":"user","content":")";
    while (text.size() < kContentBytes) {
        const std::uint64_t drawn = random.next();
        if (drawn % 8 == 0) {
            text += " word";
            text += static_cast<char>('a' + (drawn >> 8) % 26);
        } else {
            const auto c = static_cast<unsigned>(0x4e00 + (drawn >> 16) % 0x2000);
            text += static_cast<char>(0xe0 | (c >> 12));
            text += static_cast<char>(0x80 | ((c >> 6) & 0x3f));
            text += static_cast<char>(0x80 | (c & 0x3f));
        }
    }
    return text + "\"}]}";
}

log::JournalEntry inventedEntry(base::Random& random, log::RecordPart part, const std::string& id, SystemTime time) {
    log::JournalEntry entry;
    entry.part = part;
    entry.row.time = time;
    entry.row.requestId = id;
    entry.row.keyName = "team-" + std::to_string(random.next() % 20);
    entry.row.endpoint = "/v1/chat/completions";
    entry.row.modelAsked = "gpt-4o";
    entry.row.isAnswered = part == log::RecordPart::answer;
    entry.row.modelAnswered = entry.row.isAnswered ? "qwen-max" : "";
    entry.row.upstream = entry.row.isAnswered ? "dashscope" : "";
    entry.row.status = entry.row.isAnswered ? 200 : 0;
    entry.content = inventedContent(random);
    return entry;
}

std::string keyFile(const std::string& folder) { return folder + ".key"; }

log::JournalWriter::Options writerOptions(const std::string& folder, const crypto::X25519Pair& pair) {
    std::ofstream(keyFile(folder), std::ios::binary) << pair.publicKey << pair.privateKey.view();
    log::JournalWriter::Options options;
    options.settings.folder = folder;
    options.settings.engine = "bench";
    options.settings.keepDays = 0;
    options.key = {"bench", pair.publicKey};
    options.valuesKey = crypto::Secret(std::string(32, 'v'));
    return options;
}

log::JournalPrivateKeys readKeys(const std::string& folder) {
    std::ifstream file(keyFile(folder), std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(file), {}};
    std::vector<log::JournalKeyPair> pairs;
    pairs.push_back({"bench", bytes.substr(0, 32), crypto::Secret(std::string_view(bytes).substr(32))});
    return log::JournalPrivateKeys(std::move(pairs));
}

int write(const std::string& folder, double seconds) {
    const crypto::X25519Pair pair = crypto::makeX25519Pair();
    base::FastRandom random(1);
    std::vector<log::JournalEntry> samples;
    for (int i = 0; i < 1000; ++i) samples.push_back(inventedEntry(random, log::RecordPart::answer, base::randomHex16(random), kBegin));
    log::JournalWriter writer(writerOptions(folder, pair));
    const auto begin = Clock::now();
    const double cpu = cpuSeconds();
    std::vector<std::thread> threads;
    for (int t = 0; t < 2; ++t)
        threads.emplace_back([&] {
            for (std::size_t i = 0; secondsSince(begin) < seconds; ++i)
                while (!writer.offer(samples[i % samples.size()]) && secondsSince(begin) < seconds) std::this_thread::sleep_for(std::chrono::milliseconds(2));
        });
    for (std::thread& thread : threads) thread.join();
    const std::uint64_t records = writer.counters().records;
    const double took = secondsSince(begin);
    std::printf("written %.0f records/s of 2 KB, %.1f MB/s of files, %.1f us of processor a record (offering included)\n", static_cast<double>(records) / took,
                static_cast<double>(writer.counters().bytes.value) / 1e6 / took, (cpuSeconds() - cpu) * 1e6 / static_cast<double>(records));
    return 0;
}

int make(const std::string& folder, double gigabytes, double hours) {
    const crypto::X25519Pair pair = crypto::makeX25519Pair();
    base::FastRandom random(2);
    std::atomic<std::int64_t> now{0};
    auto options = writerOptions(folder, pair);
    options.now = [&now] { return kBegin + std::chrono::microseconds(now.load()); };
    log::JournalWriter writer(std::move(options));
    const auto dialogues = static_cast<std::int64_t>(gigabytes * 1e9 / 5575);
    const auto offer = [&](log::JournalEntry entry) {
        while (!writer.offer(entry)) std::this_thread::sleep_for(std::chrono::milliseconds(2));
    };
    for (std::int64_t i = 0; i < dialogues; ++i) {
        now = static_cast<std::int64_t>(hours * 3600e6 * static_cast<double>(i) / static_cast<double>(dialogues));
        const std::string id = base::randomHex16(random) + base::randomHex16(random);
        const SystemTime time = kBegin + std::chrono::microseconds(now.load());
        offer(inventedEntry(random, log::RecordPart::request, id, time));
        offer(inventedEntry(random, log::RecordPart::answer, id, time));
    }
    std::printf("%lld dialogues, %lld bytes\n", static_cast<long long>(dialogues), static_cast<long long>(writer.counters().bytes.value));
    return 0;
}

void finish(log::JournalView& view) {
    while (!view.isComplete())
        if (!view.work(Milliseconds(100), kGoOn)) std::abort();
}

// The hour in the middle of the journal, for something that is not there: every text is looked at.
void searchOneHour(log::JournalReader& reader, SystemTime middle) {
    const auto begin = Clock::now();
    log::JournalView search(reader, {.from = middle, .to = middle + std::chrono::hours(1), .text = "not in any text"});
    finish(search);
    std::printf("search of one hour        %7.2f s, %llu dialogues\n", secondsSince(begin), static_cast<unsigned long long>(search.looked()));
}

int read(const std::string& folder) {
    const log::JournalPrivateKeys keys = readKeys(folder);
    const auto begin = Clock::now();
    log::JournalReader reader(folder, keys);
    log::JournalView view(reader, {});
    while (!view.isComplete() && view.end() < 200)
        if (!view.work(Milliseconds(0), kGoOn)) return 1;
    const auto rows = view.rows(0, 200);
    std::printf("first %zu rows           %7.3f s, resident %.0f MB\n", rows ? rows->size() : 0, secondsSince(begin), maxResidentMegabytes());
    finish(view);
    std::printf("all %lld rows           %7.2f s, resident %.0f MB\n", static_cast<long long>(view.end()), secondsSince(begin), maxResidentMegabytes());
    const auto page = Clock::now();
    const auto middle = view.rows(view.end() / 2, 200);
    std::printf("200 rows in the middle    %7.3f s\n", secondsSince(page));
    if (middle && !middle->empty()) searchOneHour(reader, middle->front().row.time);
    const auto verify = Clock::now();
    log::VerifyOptions options;
    options.folder = folder;
    const auto report = log::verifyJournal(options, keys, [](std::uint32_t) {}, kGoOn);
    std::printf("verify                    %7.1f s, %llu records, %llu problems\n", secondsSince(verify), static_cast<unsigned long long>(report->records),
                static_cast<unsigned long long>(report->problemCount));
    std::printf("resident at most          %7.0f MB\n", maxResidentMegabytes());
    return 0;
}
}  // namespace

int main(int count, char** arguments) {
    const std::string what = count > 2 ? arguments[1] : "";
    if (what == "write" && count == 4) return write(arguments[2], std::atof(arguments[3]));
    if (what == "make" && count == 5) return make(arguments[2], std::atof(arguments[3]), std::atof(arguments[4]));
    if (what == "read" && count == 3) return read(arguments[2]);
    std::fprintf(stderr, "usage: journal_bench write FOLDER SECONDS | make FOLDER GIGABYTES HOURS | read FOLDER\n");
    return 2;
}
