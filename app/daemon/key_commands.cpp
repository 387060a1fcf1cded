#include "daemon/key_commands.h"

#include <array>
#include <ctime>
#include <ostream>

#include "common/exit_codes.h"
#include "daemon/daemon_text.h"
#include "proxycore/profile_tools.h"

namespace mirror::app {

namespace {

std::string dayOf(SystemTime time) {
    const std::time_t seconds = std::chrono::system_clock::to_time_t(time);
    std::tm parts{};
    gmtime_r(&seconds, &parts);
    std::array<char, 16> text{};
    std::strftime(text.data(), text.size(), "%Y-%m-%d", &parts);
    return text.data();
}

}  // namespace

int addKey(const AddKey& options, const Environment& environment, std::ostream& out, std::ostream& err) {
    const Result<std::string> key = addVirtualKey(options.profile, environment, options.name, options.group);
    if (key) out << *key << '\n';
    if (!key) err << errorText(key.error());
    return key ? kSuccess : kFailure;
}

int listKeys(const ListKeys& options, std::ostream& out, std::ostream& err) {
    const Result<std::vector<VirtualKeyInfo>> keys = listVirtualKeys(options.profile);
    if (!keys) {
        err << errorText(keys.error());
        return kFailure;
    }
    out << "NAME\tGROUP\tENDS WITH\tMADE\tSTATE\n";
    for (const VirtualKeyInfo& key : *keys)
        out << key.name << '\t' << key.group << '\t' << key.hint << '\t' << dayOf(key.createdAt) << '\t' << (key.isEnabled ? "enabled" : "disabled") << '\n';
    return kSuccess;
}

}  // namespace mirror::app
