#include "log/segment_header.h"

#include <nlohmann/json.hpp>

#include "crypto/base64url.h"
#include "crypto/hmac.h"
#include "log/journal_error.h"
#include "log/journal_time.h"

namespace mirror::log {

namespace {
// Members in the order they are written.
using Json = nlohmann::ordered_json;

std::int64_t microsecondsOf(SystemTime time) { return std::chrono::duration_cast<Microseconds>(time.time_since_epoch()).count(); }

Json previousOf(const SegmentHeader& header) {
    if (!header.previous) return nullptr;
    return Json{{"segment", header.previous->segment}, {"hash", header.previous->hash}};
}

SegmentHeader headerOf(const Json& json) {
    SegmentHeader header;
    header.segment = json.at("segment").get<std::uint32_t>();
    header.created = timeOfMicroseconds(json.at("created").get<std::int64_t>());
    header.engine = json.at("engine").get<std::string>();
    const Json& previous = json.at("previous");
    if (!previous.is_null()) header.previous = SegmentLink{previous.at("segment").get<std::uint32_t>(), previous.at("hash").get<std::string>()};
    return header;
}

SegmentKeys keysOf(const Json& json) {
    return {json.at("key").get<std::string>(), json.at("fernet").get<std::string>(), json.at("values").get<std::string>()};
}
}  // namespace

std::string printHeader(const SegmentHeader& header) {
    const Json json{{"mirror_journal", 1},
                    {"segment", header.segment},
                    {"created", microsecondsOf(header.created)},
                    {"previous", previousOf(header)},
                    {"engine", header.engine}};
    return json.dump(-1, ' ', true, Json::error_handler_t::replace);
}

Result<SegmentHeader> parseHeader(std::string_view line) {
    try {
        SegmentHeader header = headerOf(Json::parse(line));
        // What prints differently was not written by us: there is one spelling only, so that no byte can change unseen.
        if (printHeader(header) == line) return header;
    } catch (const Json::exception&) {
    }
    return damaged("header", "it is not what was written");
}

std::string printKeys(const SegmentKeys& keys) {
    return Json{{"key", keys.key}, {"fernet", keys.fernet}, {"values", keys.values}}.dump(-1, ' ', true, Json::error_handler_t::replace);
}

std::string printShredded(Shredded shredded, std::size_t length) {
    std::string line = Json{{"shredded", shredded.time}}.dump();
    line.resize(std::max(length, line.size()), ' ');
    return line;
}

Result<std::optional<SegmentKeys>> parseKeys(std::string_view line) {
    try {
        const Json json = Json::parse(line);
        if (json.contains("shredded")) {
            const Shredded shredded{json.at("shredded").get<std::int64_t>()};
            if (printShredded(shredded, line.size()) == line) return std::optional<SegmentKeys>();
            return damaged("keys", "they are not what was written");
        }
        SegmentKeys keys = keysOf(json);
        if (printKeys(keys) == line) return std::optional<SegmentKeys>(std::move(keys));
    } catch (const Json::exception&) {
    }
    return damaged("keys", "they are not what was written");
}

std::string lineHash(std::string_view line) {
    const crypto::Digest256 digest = crypto::sha256(line);
    std::string text;
    crypto::appendBase64Url(text, {reinterpret_cast<const char*>(digest.data()), digest.size()});
    return text;
}

}  // namespace mirror::log
