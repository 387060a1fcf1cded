#include "log/audit_trail.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <optional>
#include <system_error>

#include "crypto/hmac.h"
#include "log/journal_time.h"

namespace mirror::log {

namespace {

constexpr int kPatience = 5'000;  // ms, for another process that writes
constexpr const char* kSchema =
    "CREATE TABLE IF NOT EXISTS entries(id INTEGER PRIMARY KEY, time_us INTEGER NOT NULL, actor TEXT NOT NULL, action TEXT NOT NULL, subject TEXT NOT NULL,"
    " reason TEXT NOT NULL, mac BLOB NOT NULL);"
    "CREATE TABLE IF NOT EXISTS head(one INTEGER PRIMARY KEY CHECK(one = 1), id INTEGER NOT NULL, mac BLOB NOT NULL);";

/// A statement that is finalised when it goes out of scope.
class Statement {
public:
    Statement(sqlite3* database, const char* sql) { sqlite3_prepare_v2(database, sql, -1, &m_statement, nullptr); }
    ~Statement() { sqlite3_finalize(m_statement); }
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;
    void bind(int place, std::int64_t value) { sqlite3_bind_int64(m_statement, place, value); }
    void bind(int place, std::string_view text) { sqlite3_bind_text(m_statement, place, text.data(), static_cast<int>(text.size()), SQLITE_STATIC); }
    void bindBlob(int place, std::string_view bytes) { sqlite3_bind_blob(m_statement, place, bytes.data(), static_cast<int>(bytes.size()), SQLITE_STATIC); }
    int step() { return m_statement ? sqlite3_step(m_statement) : SQLITE_ERROR; }
    std::int64_t integer(int column) { return sqlite3_column_int64(m_statement, column); }
    std::string text(int column) {
        const auto* bytes = static_cast<const char*>(sqlite3_column_blob(m_statement, column));
        return bytes ? std::string(bytes, static_cast<std::size_t>(sqlite3_column_bytes(m_statement, column))) : std::string();
    }

private:
    sqlite3_stmt* m_statement = nullptr;
};

/// Lengths before the texts, so that no two entries have the same bytes.
void appendPart(std::string& out, std::string_view text) {
    out += std::to_string(text.size());
    out += ':';
    out += text;
}

std::int64_t toMicros(SystemTime time) { return std::chrono::duration_cast<Microseconds>(time.time_since_epoch()).count(); }

/// Made before SQLite opens it, which would ask the umask.
Result<void> makePrivate(const std::filesystem::path& file) {
    const int descriptor = ::open(file.c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0600);
    if (descriptor < 0) return fail(ErrorCode::fileWrite, {file.string()}, std::generic_category().message(errno));
    ::close(descriptor);
    return {};
}

}  // namespace

struct AuditTrail::Impl {
    Impl(std::filesystem::path path, const crypto::Secret& secret) : file(std::move(path)), hmac(secret.view()) {}
    ~Impl() { sqlite3_close(database); }
    Impl(const Impl&) = delete;
    Impl& operator=(const Impl&) = delete;

    Error error(ErrorCode code) const { return makeError(code, {file.string()}, database ? sqlite3_errmsg(database) : "out of memory"); }
    bool run(const char* sql) { return sqlite3_exec(database, sql, nullptr, nullptr, nullptr) == SQLITE_OK; }

    std::string mac(std::string_view bytes) {
        const crypto::Digest256 digest = hmac.digest(bytes);
        return {reinterpret_cast<const char*>(digest.data()), digest.size()};
    }
    std::string macOf(const AuditEntry& entry, std::string_view before) {
        std::string bytes = "mirrordesk audit entry";
        appendPart(bytes, before);
        for (const std::string& part : {std::to_string(entry.id), std::to_string(toMicros(entry.time)), entry.actor, entry.action, entry.subject, entry.reason}) appendPart(bytes, part);
        return mac(bytes);
    }
    std::string headMac(std::uint64_t id, std::string_view last) {
        std::string bytes = "mirrordesk audit head";
        appendPart(bytes, std::to_string(id));
        appendPart(bytes, last);
        return mac(bytes);
    }

    struct Last {
        std::uint64_t id = 0;
        std::string mac;
    };
    Last last() {
        Statement query(database, "SELECT id, mac FROM entries ORDER BY id DESC LIMIT 1");
        if (query.step() != SQLITE_ROW) return {};
        return {static_cast<std::uint64_t>(query.integer(0)), query.text(1)};
    }
    /// The id the head speaks of; it must not go backwards even where entries were cut off.
    std::uint64_t headId() {
        Statement query(database, "SELECT id FROM head");
        return query.step() == SQLITE_ROW ? static_cast<std::uint64_t>(query.integer(0)) : 0;
    }
    bool insert(AuditEntry entry) {
        const Last before = last();
        entry.id = std::max(before.id, headId()) + 1;
        const std::string own = macOf(entry, before.mac);
        Statement add(database, "INSERT INTO entries VALUES(?,?,?,?,?,?,?)");
        add.bind(1, static_cast<std::int64_t>(entry.id));
        add.bind(2, toMicros(entry.time));
        add.bind(3, entry.actor);
        add.bind(4, entry.action);
        add.bind(5, entry.subject);
        add.bind(6, entry.reason);
        add.bindBlob(7, own);
        if (add.step() != SQLITE_DONE) return false;
        // Where entries are missing at the end the head stays wrong for good: what follows must not cover it.
        if (before.id != headId()) return true;
        Statement head(database, "INSERT OR REPLACE INTO head VALUES(1,?,?)");
        const std::string headOwn = headMac(entry.id, own);
        head.bind(1, static_cast<std::int64_t>(entry.id));
        head.bindBlob(2, headOwn);
        return head.step() == SQLITE_DONE;
    }
    /// First entry, from the beginning, whose chain is wrong; one behind the last when the end is missing; 0 when all is well.
    std::uint64_t brokenAt() {
        std::string before;
        std::uint64_t lastId = 0;
        Statement query(database, "SELECT id, time_us, actor, action, subject, reason, mac FROM entries ORDER BY id");
        while (query.step() == SQLITE_ROW) {
            const AuditEntry entry = entryOf(query);
            const std::string own = query.text(6);
            if (macOf(entry, before) != own) return entry.id;
            before = own;
            lastId = entry.id;
        }
        Statement head(database, "SELECT id, mac FROM head");
        if (head.step() != SQLITE_ROW) return lastId == 0 ? 0 : lastId + 1;
        const bool fits = static_cast<std::uint64_t>(head.integer(0)) == lastId && head.text(1) == headMac(lastId, before);
        return fits ? 0 : lastId + 1;
    }
    static AuditEntry entryOf(Statement& query) {
        return {static_cast<std::uint64_t>(query.integer(0)), timeOfMicroseconds(query.integer(1)), query.text(2), query.text(3),
                query.text(4), query.text(5)};
    }

    std::filesystem::path file;
    crypto::HmacSha256 hmac;
    sqlite3* database = nullptr;
};

AuditTrail::AuditTrail(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
AuditTrail::~AuditTrail() = default;
AuditTrail::AuditTrail(AuditTrail&&) noexcept = default;
AuditTrail& AuditTrail::operator=(AuditTrail&&) noexcept = default;

Result<AuditTrail> AuditTrail::open(const std::filesystem::path& file, const crypto::Secret& installSecret) {
    if (auto made = makePrivate(file); !made) return fail(made.error());
    auto impl = std::make_unique<Impl>(file, installSecret);
    if (sqlite3_open_v2(file.c_str(), &impl->database, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nullptr) != SQLITE_OK) return fail(impl->error(ErrorCode::fileWrite));
    sqlite3_busy_timeout(impl->database, kPatience);
    if (!impl->run("PRAGMA journal_mode=DELETE; PRAGMA synchronous=FULL;") || !impl->run(kSchema)) {
        Error error = impl->error(ErrorCode::journalDamaged);
        error.args.push_back(error.cause);
        return fail(std::move(error));
    }
    return AuditTrail(std::move(impl));
}

Result<void> AuditTrail::append(const AuditEntry& entry) {
    if (!m_impl->run("BEGIN IMMEDIATE")) return fail(m_impl->error(ErrorCode::fileWrite));
    if (m_impl->insert(entry) && m_impl->run("COMMIT")) return {};
    Error error = m_impl->error(ErrorCode::fileWrite);
    m_impl->run("ROLLBACK");
    return fail(std::move(error));
}

Result<AuditPage> AuditTrail::read(std::uint64_t afterId, std::uint32_t limit) {
    AuditPage page;
    if (!m_impl->run("BEGIN")) return fail(m_impl->error(ErrorCode::fileRead));
    page.brokenAt = m_impl->brokenAt();
    {
        Statement query(m_impl->database, "SELECT id, time_us, actor, action, subject, reason FROM entries WHERE id > ? ORDER BY id LIMIT ?");
        query.bind(1, static_cast<std::int64_t>(afterId));
        query.bind(2, static_cast<std::int64_t>(limit) + 1);
        int status = query.step();
        for (; status == SQLITE_ROW && page.entries.size() < limit; status = query.step()) page.entries.push_back(Impl::entryOf(query));
        page.more = status == SQLITE_ROW;
        if (status != SQLITE_ROW && status != SQLITE_DONE) {
            Error error = m_impl->error(ErrorCode::fileRead);
            m_impl->run("ROLLBACK");
            return fail(std::move(error));
        }
    }
    m_impl->run("COMMIT");
    return page;
}

}  // namespace mirror::log
