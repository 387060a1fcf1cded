#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// Records the journal writes of itself: what was taken out of it on purpose. They stand in the chain, so a gap they do not explain is damage.
namespace mirror::log {

enum class JournalEventKind : std::uint8_t { removed, shredded };

struct JournalEvent {
    JournalEventKind kind = JournalEventKind::removed;
    std::uint32_t segment = 0;  ///< the one removed or shredded
    std::string reason;         ///< "age", "size", or an operator's words
    bool operator==(const JournalEvent&) const = default;
};
/// Content of a record of part event: {"event":"segment_removed","segment":n,"reason":"age"}.
std::string printEvent(const JournalEvent& event);
/// Nothing for other events and for what is none.
std::optional<JournalEvent> parseEvent(std::string_view content);

/// Content of a footer: how many records stand before it.
std::string printFooter(std::uint64_t records);
std::optional<std::uint64_t> parseFooter(std::string_view content);

}  // namespace mirror::log
