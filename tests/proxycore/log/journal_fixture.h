#pragma once
#include <QtCore/QTemporaryDir>
#include <atomic>
#include <filesystem>
#include <fstream>
#include <future>
#include <iterator>
#include <map>
#include <set>

#include "crypto/random_bytes.h"
#include "crypto/x25519.h"
#include "log/journal_reader.h"
#include "log/journal_view.h"
#include "log/journal_verify.h"
#include "log/journal_writer.h"

namespace mirror::test {

inline const std::atomic<bool> kGoOn{false};

inline JournalRow rowOf(const std::string& id, bool isAnswered, SystemTime time = SystemTime(std::chrono::seconds(1'700'000'000))) {
    JournalRow row;
    row.time = time;
    row.requestId = id;
    row.keyName = "team-a";
    row.endpoint = "/v1/chat/completions";
    row.modelAsked = "gpt-4o";
    row.isAnswered = isAnswered;
    if (!isAnswered) return row;
    row.modelAnswered = "qwen-max";
    row.upstream = "dashscope";
    row.status = 200;
    row.total = Microseconds(123'456);
    return row;
}

inline log::JournalEntry entryOf(log::RecordPart part, JournalRow row, const std::string& text) {
    log::JournalEntry entry;
    entry.part = part;
    entry.row = std::move(row);
    entry.content = "{\"text\":\"" + text + "\"}";
    return entry;
}
inline log::JournalEntry requestOf(const std::string& id, const std::string& text = "question") { return entryOf(log::RecordPart::request, rowOf(id, false), text); }
inline log::JournalEntry answerOf(const std::string& id, const std::string& text = "reply") { return entryOf(log::RecordPart::answer, rowOf(id, true), text); }

/// Does not wait for the platter: tests end processes, not the power.
class QuickDisk : public log::JournalDisk {
public:
    int sync(int) override { return 0; }
};

/// A disk that has room for so many bytes, or fails in other ways. Any thread sets what it does.
class FakeDisk : public log::JournalDisk {
public:
    ssize_t writeAt(int file, std::string_view bytes, off_t offset) override {
        if (failure != 0) return errno = failure, -1;
        const std::int64_t left = room;
        if (left <= 0) return errno = ENOSPC, -1;
        const ssize_t written = JournalDisk::writeAt(file, bytes.substr(0, static_cast<std::size_t>(left)), offset);
        if (written > 0) room -= written;
        return written;
    }
    int create(const std::filesystem::path& path) override {
        if (failure != 0) return errno = failure, -1;
        return JournalDisk::create(path);
    }
    int sync(int) override {
        if (syncFailure != 0) return errno = syncFailure, -1;
        return 0;
    }
    std::atomic<std::int64_t> room{INT64_MAX};
    std::atomic<int> failure{0};
    std::atomic<int> syncFailure{0};
};

/// A journal in a folder of its own, with its keys; the clock stands where it was put.
struct JournalFixture {
    std::vector<log::JournalKeyPair> pairs() const {
        std::vector<log::JournalKeyPair> all;
        all.push_back({"0123456789abcdef", pair.publicKey, pair.privateKey.clone()});
        all.push_back({"1123456789abcdef", second.publicKey, second.privateKey.clone()});
        return all;
    }
    std::filesystem::path folder() const { return std::filesystem::path(directory.path().toStdString()) / "journal"; }
    std::filesystem::path anchors() const { return std::filesystem::path(directory.path().toStdString()) / "anchors"; }
    log::JournalSettings settings() const {
        log::JournalSettings made;
        made.folder = folder();
        made.engine = "0.1.0";
        return made;
    }
    log::JournalWriter::Options options() {
        log::JournalWriter::Options made;
        made.settings = settings();
        made.key = {"0123456789abcdef", pair.publicKey};
        made.valuesKey = crypto::Secret(std::string(32, 'v'));
        made.now = [this] { return now.load(); };
        made.disk = std::make_shared<QuickDisk>();
        made.linger = Milliseconds(1);
        made.retryInterval = Milliseconds(5);
        return made;
    }
    log::JournalPublicKey secondKey() const { return {"1123456789abcdef", second.publicKey}; }
    /// The parts of `count` dialogues named from `first` on, in one segment, ended well.
    void writeSegment(std::size_t count, std::size_t first = 0) {
        log::JournalWriter writer(options());
        for (std::size_t i = first; i < first + count; ++i) {
            writer.offer(requestOf("id-" + std::to_string(i), "question " + std::to_string(i)));
            writer.offer(answerOf("id-" + std::to_string(i), "reply " + std::to_string(i)));
        }
    }
    std::vector<log::SegmentPlace> segments() const { return log::listSegments(folder()).value(); }
    std::filesystem::path segment(std::size_t index) const { return segments()[index].path; }
    Result<JournalReport> verify(bool hasAnchors = false) const {
        log::VerifyOptions made;
        made.folder = folder();
        if (hasAnchors) made.anchorFile = anchors();
        return log::verifyJournal(made, keys, [](std::uint32_t) {}, kGoOn);
    }

    QTemporaryDir directory;
    crypto::X25519Pair pair = crypto::makeX25519Pair();
    crypto::X25519Pair second = crypto::makeX25519Pair();
    log::JournalPrivateKeys keys{pairs()};
    std::atomic<SystemTime> now{SystemTime(std::chrono::seconds(1'700'000'000))};
};

/// Waits until what was offered is written and indexed.
inline void flush(log::JournalWriter& writer) {
    std::promise<void> done;
    writer.flush([&done] { done.set_value(); });
    done.get_future().wait();
}

inline std::string contentOf(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}
inline void putContent(const std::filesystem::path& path, const std::string& content) {
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    file.write(content.data(), static_cast<std::streamsize>(content.size()));
}

/// Lines of a segment: header, keys, records.
inline std::vector<std::string> linesOf(const std::string& content) {
    std::vector<std::string> lines;
    for (std::size_t at = 0; at < content.size();) {
        const std::size_t end = std::min(content.find('\n', at), content.size());
        lines.push_back(content.substr(at, end - at));
        at = end + 1;
    }
    return lines;
}
inline std::string joined(const std::vector<std::string>& lines) {
    std::string content;
    for (const std::string& line : lines) content += line + '\n';
    return content;
}

/// All rows of a view, newest first.
inline std::vector<JournalEntryRow> allRows(log::JournalView& view) {
    while (!view.isComplete())
        if (!view.work(Milliseconds(50), kGoOn)) return {};
    return view.rows(view.first(), 1'000'000).value();
}

}  // namespace mirror::test
