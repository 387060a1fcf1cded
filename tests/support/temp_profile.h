#pragma once
#include <filesystem>
#include <string>
#include <string_view>

namespace mirror::test {

/// An empty directory of its own, removed with everything in it at the end.
class TempProfile {
public:
    TempProfile();
    ~TempProfile();
    TempProfile(const TempProfile&) = delete;
    TempProfile& operator=(const TempProfile&) = delete;
    const std::filesystem::path& path() const { return m_path; }
    std::filesystem::path configFile() const { return m_path / "mirrordesk.yaml"; }
    std::filesystem::path certificate() const { return m_path / "tls" / "certificate.pem"; }
    std::string adminToken() const;
    std::string configText() const;
    /// Writes as an editor would: a new file that takes the old one's place.
    void writeConfig(std::string_view text) const;

private:
    std::filesystem::path m_path;
};

/// `yaml`, a configuration as the program writes it, with one alias in its empty list.
std::string withAlias(std::string yaml, std::string_view from, std::string_view to);

}  // namespace mirror::test
