#include "support/temp_profile.h"

#include <stdlib.h>

#include <stdexcept>

#include "base/file.h"

namespace mirror::test {
namespace {

std::string contentOf(const std::filesystem::path& file) {
    Result<std::string> text = base::readFile(file);
    if (!text) throw std::runtime_error(describe(text.error()));
    while (!text->empty() && text->back() == '\n') text->pop_back();
    return *text;
}

}  // namespace

TempProfile::TempProfile() {
    std::string name = (std::filesystem::temp_directory_path() / "mirror-test-XXXXXX").string();
    if (!::mkdtemp(name.data())) throw std::runtime_error("no temporary directory");
    m_path = name;
}

TempProfile::~TempProfile() {
    std::error_code ignored;
    std::filesystem::remove_all(m_path, ignored);
}

std::string TempProfile::adminToken() const { return contentOf(m_path / "admin.token"); }

std::string TempProfile::configText() const { return contentOf(configFile()) + "\n"; }

void TempProfile::writeConfig(std::string_view text) const {
    const Result<void> written = base::writeFileAtomically(configFile(), text);
    if (!written) throw std::runtime_error(describe(written.error()));
}

std::string withAlias(std::string yaml, std::string_view from, std::string_view to) {
    const std::string empty = "\naliases: []";
    const std::size_t at = yaml.find(empty);
    if (at == std::string::npos) throw std::runtime_error("no empty list of aliases");
    return yaml.replace(at, empty.size(), "\naliases:\n  - from: " + std::string(from) + "\n    to: " + std::string(to));
}

}  // namespace mirror::test
