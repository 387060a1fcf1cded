#include "engine/listener_set.h"

#include <sys/stat.h>

#include <algorithm>

namespace mirror::engine {

namespace {

/// Changes whenever the file is written or replaced; 0 when it cannot be looked at.
std::int64_t stampOf(const std::string& file) {
    struct stat info {};
    if (::stat(file.c_str(), &info) != 0) return 0;
    return info.st_mtim.tv_sec * 1'000'000'000 + info.st_mtim.tv_nsec + static_cast<std::int64_t>(info.st_ino);
}

/// As a client on this machine writes it.
std::string urlOf(const ListenerConfig& config, const net::Address& address) {
    std::string host = address.host();
    if (host == "0.0.0.0") host = "127.0.0.1";
    if (host == "::") host = "::1";
    if (host.find(':') != std::string::npos) host = "[" + host + "]";
    return (config.tls ? "https://" : "http://") + host + ":" + std::to_string(address.port());
}

}  // namespace

ListenerSet::~ListenerSet() = default;

std::string ListenerSet::certificateOf(const ListenerConfig& config) const {
    return config.certificateFile.empty() ? m_paths.certificateFile().string() : config.certificateFile;
}
std::string ListenerSet::keyOf(const ListenerConfig& config) const {
    return config.keyFile.empty() ? m_paths.keyFile().string() : config.keyFile;
}

Result<void> ListenerSet::open(Open& entry, const std::vector<std::shared_ptr<Worker>>& workers) {
    if (entry.config.tls) {
        const std::string certificate = certificateOf(entry.config);
        auto context = net::TlsContext::server(certificate, keyOf(entry.config));
        if (!context) return fail(context.error());
        entry.tls = *context;
        entry.certificateStamp = stampOf(certificate);
    }
    auto bound = net::bindSockets(entry.config.address, entry.config.port, workers.size());
    if (!bound) return fail(bound.error());
    entry.address = bound->address;
    for (std::size_t i = 0; i < workers.size(); ++i) workers[i]->addListener(entry.config.name, bound->descriptors[i], entry.tls);
    entry.isOpen = true;
    return {};
}

void ListenerSet::close(Open& entry, const std::vector<std::shared_ptr<Worker>>& workers) {
    if (!entry.isOpen) return;
    for (const auto& worker : workers) worker->removeListener(entry.config.name);
    entry.isOpen = false;
}

std::size_t ListenerSet::apply(const Config& config, const std::vector<std::shared_ptr<Worker>>& workers) {
    std::vector<Open> next;
    for (const ListenerConfig& wanted : config.listeners) {
        if (!wanted.enabled) continue;
        const auto kept = std::find_if(m_entries.begin(), m_entries.end(), [&](const Open& open) { return open.isOpen && open.config == wanted; });
        if (kept != m_entries.end()) {
            next.push_back(*kept);
            kept->isOpen = false;  // moved on, not to be closed below
        } else {
            next.push_back(Open{wanted, {}, {}, 0, std::nullopt, false});
        }
    }
    for (Open& old : m_entries) close(old, workers);
    m_entries = std::move(next);
    std::size_t count = 0;
    for (Open& entry : m_entries) {
        if (!entry.isOpen) {
            const auto opened = open(entry, workers);
            entry.error = opened ? std::nullopt : std::optional<Error>(opened.error());
        }
        if (entry.isOpen) ++count;
    }
    return count;
}

void ListenerSet::addWorker(Worker& worker) {
    for (Open& entry : m_entries) {
        if (!entry.isOpen) continue;
        const auto fd = net::bindOneMore(entry.address);
        if (fd)
            worker.addListener(entry.config.name, *fd, entry.tls);
        else
            entry.error = fd.error();
    }
}

void ListenerSet::closeAll(const std::vector<std::shared_ptr<Worker>>& workers) {
    for (Open& entry : m_entries) close(entry, workers);
    m_entries.clear();
}

std::vector<std::string> ListenerSet::reloadCertificates(bool force, const std::vector<std::shared_ptr<Worker>>& workers, std::vector<Error>& problems) {
    std::vector<std::string> renewed;
    for (Open& entry : m_entries) {
        if (!entry.isOpen || !entry.config.tls) continue;
        const std::string certificate = certificateOf(entry.config);
        const std::int64_t stamp = stampOf(certificate);
        if (!force && stamp == entry.certificateStamp) continue;
        entry.certificateStamp = stamp;
        auto context = net::TlsContext::server(certificate, keyOf(entry.config));
        if (!context) {
            problems.push_back(context.error());
            continue;
        }
        entry.tls = *context;
        for (const auto& worker : workers) worker->setTls(entry.config.name, entry.tls);
        renewed.push_back(entry.config.name);
    }
    return renewed;
}

std::vector<ListenerStatus> ListenerSet::status() const {
    std::vector<ListenerStatus> out;
    for (const Open& entry : m_entries) {
        ListenerStatus status;
        status.name = entry.config.name;
        status.tls = entry.config.tls;
        if (entry.isOpen) status.url = urlOf(entry.config, entry.address);
        if (entry.tls) {
            status.selfSigned = entry.tls->isSelfSigned();
            status.certificateExpiry = entry.tls->certificateExpiry();
        }
        status.error = entry.error;
        out.push_back(std::move(status));
    }
    return out;
}

}  // namespace mirror::engine
