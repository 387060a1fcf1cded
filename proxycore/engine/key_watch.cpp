#include "engine/key_watch.h"

#include "auth/key_file.h"
#include "engine/file_stamp.h"

namespace mirror::engine {

KeyWatch::KeyWatch(std::filesystem::path file, EventBus& events) : m_file(std::move(file)), m_events(events) { take({}); }

void KeyWatch::take(std::vector<auth::StoredKey> keys) { m_table = std::make_shared<const auth::KeyTable>(std::move(keys)); }

bool KeyWatch::look(bool force) {
    const std::int64_t stamp = fileStamp(m_file);
    if (!force && stamp == m_stamp) return false;
    m_stamp = stamp;
    auto keys = auth::readKeys(m_file);
    if (keys) {
        take(std::move(*keys));
        m_events.publish(EventKind::keysReloaded, Severity::info, {std::to_string(m_table->size())});
        return true;
    }
    std::error_code unknown;
    const bool isGone = !std::filesystem::exists(m_file, unknown) && !unknown;
    if (!isGone) {
        m_events.publish(EventKind::configRejected, Severity::warning, {"keys"}, {keys.error()});
        return false;
    }
    take({});
    m_events.publish(EventKind::keysReloaded, Severity::warning, {"0"}, {keys.error()});
    return true;
}

}  // namespace mirror::engine
