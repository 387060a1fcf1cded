#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "proxycore/api/result.h"
#include "proxycore/api/units.h"

namespace mirror::log {

/// How a segment is tied to the one before it.
struct SegmentLink {
    std::uint32_t segment = 0;
    std::string hash;  ///< base64url of the SHA-256 of its last complete line
    bool operator==(const SegmentLink&) const = default;
};

/// First line of a segment, clear. Its hash begins the chain of the records.
struct SegmentHeader {
    std::uint32_t segment = 0;
    SystemTime created{};                 ///< to the microsecond
    std::optional<SegmentLink> previous;  ///< nothing: the first segment of its folder
    std::string engine;                   ///< version of the program that wrote it
    bool operator==(const SegmentHeader&) const = default;
};
std::string printHeader(const SegmentHeader& header);  ///< without line break
/// Takes exactly what printHeader writes: another order, a blank more, another escape are journalDamaged.
Result<SegmentHeader> parseHeader(std::string_view line);

/// Second line of a segment: its keys, sealed to the public key `key`. It is outside of the chain, so that the keys can be destroyed without a trace in what
/// the records are bound to.
struct SegmentKeys {
    std::string key;     ///< id of a pair in journal.key
    std::string fernet;  ///< sealKey() of the key of the tokens
    std::string values;  ///< sealKey() of the key of the masked values; base64url, as fernet
    bool operator==(const SegmentKeys&) const = default;
};
/// What stands there afterwards.
struct Shredded {
    std::int64_t time = 0;  ///< Unix seconds
};
std::string printKeys(const SegmentKeys& keys);
/// A line of `length` bytes that says that the keys are gone; `length` is that of the line it replaces (at least 40).
std::string printShredded(Shredded shredded, std::size_t length);
/// Keys, or nothing when they were shredded. As strict as parseHeader.
Result<std::optional<SegmentKeys>> parseKeys(std::string_view line);

/// base64url of the SHA-256 of a line without its line break, as it stands in the chain, in headers and in anchors.
std::string lineHash(std::string_view line);

}  // namespace mirror::log
