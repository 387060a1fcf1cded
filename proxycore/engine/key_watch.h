#pragma once
#include <cstdint>
#include <filesystem>
#include <memory>
#include <vector>

#include "auth/key_table.h"
#include "engine/event_bus.h"

namespace mirror::engine {

/// The virtual keys as the file of the profile has them. Control thread only.
class KeyWatch {
public:
    KeyWatch(std::filesystem::path file, EventBus& events);
    /// Reads the file if it has changed, or in any case. True when another table is in force, which is told as an event. Without the file
    /// nobody may enter, and at once; a damaged one does not lock out those who already may: it is told and the old table stays.
    bool look(bool force);
    /// Never null.
    const std::shared_ptr<const auth::KeyTable>& table() const { return m_table; }

private:
    void take(std::vector<auth::StoredKey> keys);
    std::filesystem::path m_file;
    EventBus& m_events;
    std::shared_ptr<const auth::KeyTable> m_table;
    std::int64_t m_stamp = -1;  // of no file
};

}  // namespace mirror::engine
