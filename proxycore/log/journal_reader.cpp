#include "log/journal_reader.h"

#include <algorithm>

namespace mirror::log {

namespace {
constexpr std::size_t kOpenSegments = 32;
const std::atomic<bool> kNeverStop{false};
// A dialogue's answer stands behind its request, at most about as long as a request may take.
constexpr std::chrono::hours kLongestDialogue{1};
}  // namespace

JournalReader::JournalReader(std::filesystem::path folder, const JournalPrivateKeys& keys) : m_folder(std::move(folder)), m_keys(&keys) {}
JournalReader::JournalReader(std::filesystem::path folder, JournalPrivateKeys&& keys)
    : m_folder(std::move(folder)), m_ownKeys(std::move(keys)), m_keys(&*m_ownKeys) {}
JournalReader::~JournalReader() = default;

Result<std::vector<JournalReader::Segment>> JournalReader::segments() const {
    const auto places = listSegments(m_folder);
    if (!places) return fail(places.error());
    std::vector<Segment> segments;
    for (const SegmentPlace& place : *places) {
        Segment& segment = segments.emplace_back();
        segment.place = place;
        const auto head = readSegmentHead(place.path);
        if (!head) {
            segment.error = head.error();
            continue;
        }
        segment.header = head->header;
        segment.isShredded = !head->keys;
        if (head->keys) segment.keyId = head->keys->key;
    }
    return segments;
}

bool mayHold(const std::vector<JournalReader::Segment>& segments, std::size_t index, SystemTime from, SystemTime to) {
    const bool isEndless = to == SystemTime{};
    if (!isEndless && segments[index].header.created > to + kLongestDialogue) return false;
    return index + 1 == segments.size() || segments[index + 1].error || segments[index + 1].header.created >= from;
}

Result<std::filesystem::path> JournalReader::pathOf(std::uint32_t segment) {
    std::error_code error;
    const auto known = m_paths.find(segment);
    if (known != m_paths.end() && std::filesystem::exists(known->second, error)) return known->second;
    const auto places = listSegments(m_folder);
    if (!places) return fail(places.error());
    m_paths.clear();
    for (const SegmentPlace& place : *places) m_paths.emplace(place.name.number, place.path);
    const auto found = m_paths.find(segment);
    if (found == m_paths.end()) return fail(ErrorCode::notFound, {"segment " + std::to_string(segment)});
    return found->second;
}

Result<JournalReader::OpenSegment*> JournalReader::open(std::uint32_t segment) {
    const auto known = std::find_if(m_open.begin(), m_open.end(), [&](const OpenSegment& open) { return open.reader->number() == segment; });
    if (known != m_open.end()) {
        m_open.splice(m_open.begin(), m_open, known);
        return &m_open.front();
    }
    const auto path = pathOf(segment);
    if (!path) return fail(path.error());
    auto reader = SegmentReader::open(*path, *m_keys);
    if (!reader) return fail(reader.error());
    auto index = std::make_unique<SegmentIndex>(**reader);
    m_open.push_front({std::move(*reader), std::move(index)});
    if (m_open.size() > kOpenSegments) m_open.pop_back();
    return &m_open.front();
}

void JournalReader::forget(std::uint32_t segment) {
    std::erase_if(m_open, [&](const OpenSegment& open) { return open.reader->number() == segment; });
}

Result<IndexEntry> JournalReader::entry(JournalPlace place) {
    const auto segment = open(place.segment);
    if (!segment) return fail(segment.error());
    SegmentIndex& index = *(*segment)->index;
    auto found = index.find(place.record);
    if (!found) {
        const auto read = index.visit(place.record - 1, [](const IndexEntry&) {}, kNeverStop);
        if (!read) return fail(read.error());
        found = index.find(place.record);
    }
    if (!found) return fail(ErrorCode::notFound, {"record " + std::to_string(place.record)});
    return *found;
}

Result<RecordView> JournalReader::record(JournalPlace place) {
    const auto found = entry(place);
    if (!found) return fail(found.error());
    SegmentReader& reader = *m_open.front().reader;
    const auto record = reader.read(found->offset, found->length);
    if (!record) return record;
    // The place is what the index says; the record says itself where it belongs.
    if (record->seq != place.record) return fail(ErrorCode::journalDamaged, {reader.path().string(), "record " + std::to_string(place.record) + " is another"});
    return record;
}

Result<DialogueParts> JournalReader::dialogue(JournalPlace request, JournalPlace answer) {
    DialogueParts parts;
    if (request.segment != 0) {
        const auto found = entry(request);
        const auto view = record(request);
        if (!view) return fail(view.error());
        parts.row = found->row;
        parts.request = view->content;
        parts.requestValues = view->values;
    }
    if (answer.segment == 0) return parts;
    const auto found = entry(answer);
    const auto view = record(answer);
    if (!view) return fail(view.error());
    parts.row = found->row;
    parts.answer = view->content;
    parts.answerValues = view->values;
    return parts;
}

Result<crypto::Secret> JournalReader::valuesKey(std::uint32_t segment) {
    const auto opened = open(segment);
    if (!opened) return fail(opened.error());
    return (*opened)->reader->valuesKey(*m_keys);
}

Result<crypto::Secret> JournalReader::fernetKey(std::uint32_t segment) {
    const auto opened = open(segment);
    if (!opened) return fail(opened.error());
    return (*opened)->reader->fernetKey().clone();
}

}  // namespace mirror::log
