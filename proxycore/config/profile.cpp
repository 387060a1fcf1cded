#include "config/profile.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <optional>

#include "base/file.h"
#include "base/text.h"
#include "crypto/random_bytes.h"
#include "crypto/self_signed.h"

namespace mirror::config {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kInstallSecretBytes = 32;
constexpr int kCertificateDays = 825;  // the longest that Apple's clients accept from a private authority
constexpr std::size_t kMaxSecretFile = 4096;

/// Held while a profile is opened, so that a console and a command line started together do not both make its secrets.
class ProfileLock {
public:
    explicit ProfileLock(const fs::path& root) : m_fd(::open((root / ".lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600)) {
        m_isHeld = m_fd >= 0 && lock();
    }
    ProfileLock(const ProfileLock&) = delete;
    ProfileLock& operator=(const ProfileLock&) = delete;
    ~ProfileLock() {
        if (m_fd >= 0) ::close(m_fd);  // releases the lock
    }
    bool isHeld() const { return m_isHeld; }

private:
    bool lock() const {
        int result = 0;
        do {
            result = ::flock(m_fd, LOCK_EX);
        } while (result != 0 && errno == EINTR);
        return result == 0;
    }
    int m_fd;
    bool m_isHeld = false;
};

/// Makes a folder for us alone; one that exists keeps its mode, it may be a mounted volume.
Result<void> makeFolder(const fs::path& path) {
    std::error_code error;
    const bool isNew = fs::create_directories(path, error);
    if (error) return fail(ErrorCode::fileWrite, {path.string()}, error.message());
    if (isNew) fs::permissions(path, fs::perms::owner_all, error);
    if (error) return fail(ErrorCode::fileWrite, {path.string()}, error.message());
    return {};
}

bool isThere(const fs::path& path) {
    std::error_code error;
    return fs::exists(path, error);
}

std::optional<unsigned> nibble(char c) {
    if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0');
    if (c >= 'a' && c <= 'f') return static_cast<unsigned>(c - 'a') + 10;
    return std::nullopt;
}

/// The octets of lower-case hex digits; empty when `text` is anything else.
std::string fromHex(std::string_view text) {
    std::string out;
    if (text.size() % 2 != 0) return out;
    for (std::size_t i = 0; i < text.size(); i += 2) {
        const auto high = nibble(text[i]);
        const auto low = nibble(text[i + 1]);
        if (!high || !low) return {};
        out += static_cast<char>(*high << 4 | *low);
    }
    return out;
}

/// The one line of a private file.
Result<std::string> readLine(const fs::path& path) {
    if (auto checked = base::requirePrivate(path); !checked) return fail(std::move(checked.error()));
    Result<std::string> content = base::readFile(path, kMaxSecretFile);
    while (content && (content->ends_with('\n') || content->ends_with('\r'))) content->pop_back();
    return content;
}

/// Written as hex, so that a backup by copy and paste works.
Result<crypto::Secret> openInstallSecret(const fs::path& path) {
    if (!isThere(path)) {
        std::string text = base::hex(crypto::randomBytes(kInstallSecretBytes)) + "\n";
        auto written = base::writeFileAtomically(path, text);
        crypto::wipe(text);
        if (!written) return fail(std::move(written.error()));
    }
    Result<std::string> line = readLine(path);
    if (!line) return fail(std::move(line.error()));
    std::string octets = fromHex(*line);
    crypto::Secret secret(octets);
    crypto::wipe(*line);
    crypto::wipe(octets);
    // A damaged secret must not be replaced: every virtual key was stored under it.
    if (secret.view().size() != kInstallSecretBytes) return fail(ErrorCode::fileRead, {path.string()}, "it must hold 64 hex digits");
    return secret;
}

Result<crypto::Secret> openAdminToken(const fs::path& path) {
    if (!isThere(path)) {
        auto written = base::writeFileAtomically(path, "mirror-admin-" + crypto::randomAlphanumeric(43) + "\n");
        if (!written) return fail(std::move(written.error()));
    }
    Result<std::string> line = readLine(path);
    if (!line) return fail(std::move(line.error()));
    crypto::Secret token(*line);
    crypto::wipe(*line);
    if (token.view().size() < 16) return fail(ErrorCode::fileRead, {path.string()}, "an admin token has at least 16 characters");
    return token;
}

/// What this machine calls itself, when that can stand in a certificate.
std::string hostName() {
    std::array<char, 256> buffer{};
    if (::gethostname(buffer.data(), buffer.size() - 1) != 0) return {};
    const std::string name = buffer.data();
    const bool isDnsName = name.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-") == std::string::npos;
    return isDnsName && name != "localhost" ? name : std::string();
}

/// The key is written first: a certificate without its key is the work of somebody else and is not touched.
Result<void> makeCertificate(const ProfilePaths& paths) {
    if (isThere(paths.certificateFile())) {
        if (isThere(paths.keyFile())) return {};
        return fail(ErrorCode::certificateInvalid, {paths.certificateFile().string()}, "its private key " + paths.keyFile().string() + " is missing");
    }
    std::vector<std::string> names{"localhost", "127.0.0.1", "::1"};
    if (std::string name = hostName(); !name.empty()) names.push_back(std::move(name));
    Result<crypto::CertificatePair> pair = crypto::makeSelfSigned(names, kCertificateDays);
    if (!pair) return fail(std::move(pair.error()));
    auto keyWritten = base::writeFileAtomically(paths.keyFile(), pair->keyPem);
    crypto::wipe(pair->keyPem);
    if (!keyWritten) return keyWritten;
    return base::writeFileAtomically(paths.certificateFile(), pair->certificatePem);
}

std::string variable(const Environment& environment, const std::string& name) {
    const auto found = environment.find(name);
    return found == environment.end() ? std::string() : found->second;
}

/// The variables every OpenAI client knows make the first upstream.
Config firstConfig(const Environment& environment) {
    Config config = defaultConfig();
    const bool hasKey = !variable(environment, "OPENAI_API_KEY").empty();
    const std::string url = variable(environment, "OPENAI_BASE_URL");
    if (!hasKey && url.empty()) return config;
    UpstreamConfig upstream{.name = "default", .baseUrl = url.empty() ? "https://api.openai.com/v1" : url};
    if (hasKey) upstream.apiKeys = {"env:OPENAI_API_KEY"};
    config.upstreams.push_back(std::move(upstream));
    return config;
}

Result<void> writeFirstConfig(const ProfilePaths& paths, const Environment& environment) {
    const Config config = firstConfig(environment);
    const std::vector<ConfigProblem> problems = validateConfig(config);
    if (!problems.empty()) return fail(ErrorCode::configValue, {"OPENAI_BASE_URL", problems.front().error.args.at(1)});
    return base::writeFileAtomically(paths.configFile(), saveConfig(config, true));
}

}  // namespace

fs::path defaultProfileDirectory() {
    const char* configured = std::getenv("XDG_CONFIG_HOME");
    if (configured != nullptr && configured[0] == '/') return fs::path(configured) / "mirrordesk";  // relative ones are to be ignored
    const char* home = std::getenv("HOME");
    return fs::path(home != nullptr && home[0] != '\0' ? home : "/") / ".config" / "mirrordesk";
}

Result<OpenedProfile> openProfile(const fs::path& root, const Environment& environment) {
    OpenedProfile profile{.paths = {.root = root}};
    const ProfilePaths& paths = profile.paths;
    for (const fs::path& folder : {paths.root, paths.revisions(), paths.certificateFile().parent_path()})
        if (auto made = makeFolder(folder); !made) return fail(std::move(made.error()));
    const ProfileLock lock(root);
    if (!lock.isHeld()) return fail(ErrorCode::fileWrite, {(root / ".lock").string()}, std::strerror(errno));

    Result<crypto::Secret> installSecret = openInstallSecret(paths.installSecretFile());
    if (!installSecret) return fail(std::move(installSecret.error()));
    Result<crypto::Secret> adminToken = openAdminToken(paths.adminTokenFile());
    if (!adminToken) return fail(std::move(adminToken.error()));
    if (auto made = makeCertificate(paths); !made) return fail(std::move(made.error()));
    profile.installSecret = std::move(*installSecret);
    profile.adminToken = std::move(*adminToken);
    profile.isNew = !isThere(paths.configFile());
    if (!profile.isNew) return profile;
    if (auto written = writeFirstConfig(paths, environment); !written) return fail(std::move(written.error()));
    return profile;
}

}  // namespace mirror::config
