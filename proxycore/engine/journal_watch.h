#pragma once
#include <optional>

#include "log/journal_writer.h"

namespace mirror::engine {

/// Finds out from a writer's counters when a disk is too slow or does not answer at all: it says nothing then, no call of it fails. One thread.
class JournalWatch {
public:
    explicit JournalWatch(std::string folder) : m_folder(std::move(folder)) {}

    struct Change {
        bool isFailing = false;
        std::optional<Error> error;         ///< when it began to
        std::uint64_t rejected = 0;         ///< when it ended: entries turned away meanwhile
        std::chrono::seconds took{0};
    };
    /// What has changed since the last look. A writer that fails by itself is its own business.
    std::optional<Change> look(const log::JournalCounters& counters, Bytes bound, SteadyTime now);
    /// Another writer, or none.
    void forget();
    const std::optional<Error>& stall() const { return m_stall; }

    static constexpr Milliseconds kPatience{5'000};  ///< for one round of writing

private:
    std::optional<Error> stallOf(const log::JournalCounters& counters, Bytes bound) const;
    std::string m_folder;
    std::optional<Error> m_stall;
    std::uint64_t m_rejected = 0;        ///< at the last look
    bool m_hasBaseline = false;          ///< at the last look it was writing: what was turned away since is for want of room
    std::uint64_t m_rejectedBefore = 0;  ///< when the stall began
    SteadyTime m_since{};
};

}  // namespace mirror::engine
