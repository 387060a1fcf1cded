#include "engine/journal_keeper.h"

#include <sys/stat.h>

#include <thread>
#include <utility>

#include "crypto/random_bytes.h"
#include "engine/file_stamp.h"

namespace mirror::engine {

namespace {
constexpr std::size_t kValuesKeyBytes = 32;
constexpr const char* kLockName = "writer";
}

JournalKeeper::JournalKeeper(net::Reactor& control, config::ProfilePaths paths, std::string version, EventBus& events, std::function<void()> onChange)
    : m_paths(std::move(paths)), m_version(std::move(version)), m_events(events), m_onChange(std::move(onChange)), m_watch(m_paths.journal().string()) {
    m_line->control = &control;
}

JournalKeeper::~JournalKeeper() { close(Milliseconds(0)); }

void JournalKeeper::close(Milliseconds patience) {
    const SteadyTime until = std::chrono::steady_clock::now() + patience;
    if (m_present) m_retired = std::exchange(m_present, nullptr);
    // Who reads holds it for a moment now and then.
    while (m_retired && m_retired.use_count() > 1 && std::chrono::steady_clock::now() < until) std::this_thread::sleep_for(Milliseconds(1));
    endRetired();
    if (m_ending && m_ending->waitFor(patience)) {
        tellLost(m_ending->lost());
    } else if (m_ending || m_retired) {
        const Error error = makeError(ErrorCode::fileWrite, {m_paths.journal().string()}, "the disk does not answer; what waited for it is given up");
        m_events.publish(EventKind::journalFailing, Severity::critical, {}, {error});
    }
    m_ending.reset();
    m_retired.reset();
    const std::lock_guard lock(m_line->mutex);
    m_line->control = nullptr;
}

Result<log::JournalPublicKey> JournalKeeper::currentKey() const {
    const auto file = log::JournalKeyFile::read(m_paths.journalKeyFile());
    if (!file) return fail(file.error());
    return file->current();
}

Result<void> JournalKeeper::checkKey() const {
    if (const auto key = currentKey(); !key) return fail(key.error());
    return {};
}

log::JournalSettings JournalKeeper::settings() const {
    log::JournalSettings settings;
    settings.folder = m_paths.journal();
    settings.engine = m_version;
    settings.queueBytes = m_config.queueBytes;
    settings.segmentBytes = m_config.segmentBytes;
    settings.syncInterval = m_config.syncInterval;
    settings.keepDays = m_config.keepDays;
    settings.maxBytes = m_config.maxBytes;
    settings.anchorFile = m_config.anchorFile;
    settings.anchorInterval = m_config.anchorInterval;
    return settings;
}

Result<void> JournalKeeper::apply(const JournalConfig& config) {
    m_config = config;
    m_error.reset();
    if (!config.enabled) {
        end();
        return {};
    }
    if (m_present) {
        m_present->writer.configure(settings());
        return {};
    }
    m_keyStamp = fileStamp(m_paths.journalKeyFile());
    return begin();
}

Result<void> JournalKeeper::lockFolder() {
    if (m_lock) return {};
    ::mkdir(m_paths.journal().c_str(), 0700);  // what stands in the way is told by the lock
    auto lock = base::FileLock::tryAcquire(m_paths.journal() / kLockName);
    if (!lock) return fail(lock.error());
    if (!*lock) return fail(ErrorCode::fileWrite, {m_paths.journal().string()}, "another program writes this journal; stop it, or give this one a profile of its own");
    m_lock.emplace(std::move(**lock));
    return {};
}

/// What stands in the way is in m_error, too.
Result<void> JournalKeeper::begin() {
    auto key = currentKey();
    Result<void> isReady = key ? Result<void>() : fail(key.error());
    if (isReady && m_ending && !m_ending->isDone())
        isReady = fail(ErrorCode::fileWrite, {m_paths.journal().string()}, "the journal that was switched off has not ended: its disk does not answer");
    if (isReady) isReady = lockFolder();
    m_error = isReady ? std::nullopt : std::optional(isReady.error());
    if (isReady) resume(std::move(*key));
    return isReady;
}

void JournalKeeper::resume(log::JournalPublicKey key) {
    m_keyError.reset();
    m_watch.forget();
    if (m_retired) {  // dialogues still end in it, and a folder has one writer
        m_present = std::exchange(m_retired, nullptr);
        m_present->writer.configure(settings());
        m_present->writer.setKey(std::move(key));
        m_onChange();
        return;
    }
    log::JournalWriter::Options options;
    options.settings = settings();
    options.key = std::move(key);
    options.valuesKey = crypto::Secret(crypto::randomBytes(kValuesKeyBytes));
    options.onHappening = [this, line = m_line](const log::JournalHappening& happening) {
        const std::lock_guard lock(line->mutex);
        if (!line->control) return;
        line->control->post([this, line, happening] {
            if (line->control) tell(happening);
        });
    };
    m_present = std::make_shared<pipeline::Journaling>(std::move(options));
    m_onChange();
}

void JournalKeeper::end() {
    if (!m_present) return;
    m_retired = std::exchange(m_present, nullptr);
    m_watch.forget();
    m_onChange();
}

/// Once the last dialogue has let go.
void JournalKeeper::endRetired() {
    if (!m_retired || m_retired.use_count() > 1) return;
    m_ending.emplace(std::exchange(m_retired, nullptr), std::move(m_lock));
    m_lock.reset();
}

void JournalKeeper::look() {
    endRetired();
    if (m_ending && m_ending->isDone()) {
        tellLost(m_ending->lost());
        m_ending.reset();
    }
    if (!m_present && !m_retired) m_lock.reset();
    if (!m_config.enabled) return;
    if (m_present) {
        const log::JournalCounters counters = m_present->writer.counters();
        if (const auto change = m_watch.look(counters, m_config.queueBytes, std::chrono::steady_clock::now())) tell({change->isFailing, change->error, change->rejected, change->took});
    }
    // Without it another program would write into the folder, too.
    if (m_lock && !m_lock->isStillBeside(m_paths.journal() / kLockName)) {
        m_lock.reset();
        if (const auto locked = lockFolder(); !locked) m_events.publish(EventKind::journalFailing, Severity::critical, {}, {locked.error()});
    }
    lookAtKey();
}

void JournalKeeper::lookAtKey() {
    const std::int64_t stamp = fileStamp(m_paths.journalKeyFile());
    const bool waitsForFolder = !m_present && m_error && m_error->code == ErrorCode::fileWrite;
    if (stamp == m_keyStamp && !waitsForFolder) return;
    m_keyStamp = stamp;
    if (!m_present) {
        if (const auto begun = begin(); !begun && !waitsForFolder) m_events.publish(EventKind::journalFailing, Severity::critical, {}, {begun.error()});
        return;
    }
    auto key = currentKey();
    m_keyError = key ? std::nullopt : std::optional(key.error());
    if (!key)
        m_events.publish(EventKind::configRejected, Severity::critical, {m_paths.journalKeyFile().string()}, {key.error()});
    else if (key->id != m_present->writer.counters().keyId)
        m_present->writer.setKey(std::move(*key));
}

/// Accepted from requests, and no disk was found for it before the end.
void JournalKeeper::tellLost(std::uint64_t parts) {
    if (parts == 0) return;
    m_unwritten->dropped += parts;
    const Error error = makeError(ErrorCode::fileWrite, {m_paths.journal().string()}, std::to_string(parts) + " parts of dialogues were lost at the end of the journal");
    m_events.publish(EventKind::journalFailing, Severity::critical, {}, {error});
}

void JournalKeeper::tell(const log::JournalHappening& happening) {
    if (happening.isFailing)
        m_events.publish(EventKind::journalFailing, Severity::critical, {}, {happening.error.value_or(makeError(ErrorCode::internal))});
    else
        m_events.publish(EventKind::journalRecovered, Severity::warning, {std::to_string(happening.rejected), std::to_string(happening.took.count())});
}

JournalStatus JournalKeeper::status() const {
    JournalStatus status;
    status.dropped = m_unwritten->dropped;
    status.refused = m_unwritten->refused;
    if (!m_present) {
        status.error = m_error;
        if (m_error) status.state = m_error->code == ErrorCode::journalNoKey ? JournalState::noKey : JournalState::failing;
        return status;
    }
    const log::JournalCounters counters = m_present->writer.counters();
    status.state = counters.isFailing || m_watch.stall() ? JournalState::failing : JournalState::writing;
    for (const std::optional<Error>& error : {counters.error, m_watch.stall(), m_keyError, counters.anchorError})
        if (!status.error) status.error = error;
    status.keyId = counters.keyId;
    status.segment = counters.segment;
    status.segments = counters.segments;
    status.bytes = counters.bytes;
    status.queued = counters.queued;
    status.oldest = counters.oldest;
    status.records = counters.records;
    return status;
}

}  // namespace mirror::engine
