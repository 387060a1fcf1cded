#include "engine/listener_set.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "engine/file_stamp.h"

namespace mirror::engine {

namespace {

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

ListenerSet::CertificateStamp ListenerSet::certificateStamp(const ListenerConfig& config) const {
    return {fileStamp(certificateOf(config)), fileStamp(keyOf(config))};
}

Result<std::shared_ptr<const net::TlsContext>> ListenerSet::makeTls(const ListenerConfig& config) const {
    if (!config.tls) return nullptr;
    return net::TlsContext::server(certificateOf(config), keyOf(config));
}

/// Sockets for a listener. Those of an entry of ours that still has the address are the same sockets, so that nobody is refused between the two.
Result<net::BoundSockets> ListenerSet::bind(const ListenerConfig& config, std::size_t count) const {
    const auto held = std::find_if(m_entries.begin(), m_entries.end(), [&](const Open& open) {
        return open.isOpen && open.config.address == config.address && open.address.port() == config.port && open.sockets.size() == count;
    });
    if (held == m_entries.end()) return net::bindSockets(config.address, config.port, count);
    net::BoundSockets bound{held->address, {}};
    for (const auto& socket : held->sockets) {
        const int fd = socket->duplicate();
        if (fd < 0) {
            const int error = errno;
            for (const int opened : bound.descriptors) ::close(opened);
            return fail(ErrorCode::addressInvalid, {held->address.text()}, std::strerror(error));
        }
        bound.descriptors.push_back(fd);
    }
    return bound;
}

void ListenerSet::give(Open& entry, Worker& worker, int fd) {
    auto kept = std::make_shared<base::Descriptor>(fd);
    const int copy = kept->duplicate();
    // out of descriptors: a socket that only we held would take connections that nobody accepts
    worker.addListener(entry.config.name, copy >= 0 ? copy : kept->release(), entry.tls);
    if (copy >= 0) entry.sockets.push_back(std::move(kept));
}

Result<void> ListenerSet::open(Open& entry, const Workers& workers) {
    entry.certificateStamp = certificateStamp(entry.config);  // before reading: a write in between shows at the next look
    auto tls = makeTls(entry.config);
    if (!tls) return fail(tls.error());
    auto bound = bind(entry.config, workers.size());
    if (!bound) return fail(bound.error());
    entry.tls = std::move(*tls);
    entry.address = bound->address;
    for (std::size_t i = 0; i < workers.size(); ++i) give(entry, *workers[i], bound->descriptors[i]);
    entry.isOpen = true;
    return {};
}

/// Makes an open entry what `wanted` says; address and port are the same already.
Result<void> ListenerSet::change(Open& entry, const ListenerConfig& wanted, const Workers& workers) {
    if (entry.config == wanted) return {};
    const CertificateStamp stamp = certificateStamp(wanted);
    auto tls = makeTls(wanted);
    if (!tls) {
        // the old certificate is better than none, but nobody who asked for TLS is served without it
        if (!entry.tls) {
            close(entry, workers);
            entry.config = wanted;
        }
        return fail(tls.error());
    }
    entry.config = wanted;
    entry.tls = std::move(*tls);
    entry.certificateStamp = stamp;
    for (const auto& worker : workers) worker->setTls(wanted.name, entry.tls);
    return {};
}

void ListenerSet::close(Open& entry, const Workers& workers) {
    if (!entry.isOpen) return;
    for (const auto& worker : workers) worker->removeListener(entry.config.name);
    entry.sockets.clear();
    entry.isOpen = false;
}

std::optional<ListenerSet::Open> ListenerSet::takeOpen(const ListenerConfig& wanted) {
    const auto kept = std::find_if(m_entries.begin(), m_entries.end(), [&](const Open& open) {
        return open.isOpen && open.config.name == wanted.name && open.config.address == wanted.address && open.config.port == wanted.port;
    });
    if (kept == m_entries.end()) return std::nullopt;
    Open taken = *kept;
    kept->isOpen = false;  // moved on, not to be closed with the rest
    return taken;
}

std::size_t ListenerSet::apply(const Config& config, const Workers& workers) {
    std::vector<Open> next;
    for (const ListenerConfig& wanted : config.listeners) {
        if (!wanted.enabled) continue;
        Open entry = takeOpen(wanted).value_or(Open{wanted, {}, {}, {}, {}, std::nullopt, false});
        const auto done = entry.isOpen ? change(entry, wanted, workers) : open(entry, workers);
        entry.error = done ? std::nullopt : std::optional<Error>(done.error());
        next.push_back(std::move(entry));
    }
    // a listener that took the name of an old one has taken its place on the workers too
    const auto isReplaced = [&](const Open& old) {
        return std::any_of(next.begin(), next.end(), [&](const Open& entry) { return entry.isOpen && entry.config.name == old.config.name; });
    };
    for (Open& old : m_entries)
        if (!isReplaced(old)) close(old, workers);
    m_entries = std::move(next);
    return static_cast<std::size_t>(std::count_if(m_entries.begin(), m_entries.end(), [](const Open& entry) { return entry.isOpen; }));
}

void ListenerSet::addWorker(Worker& worker) {
    for (Open& entry : m_entries) {
        if (!entry.isOpen) continue;
        const auto fd = net::bindOneMore(entry.address);
        if (fd)
            give(entry, worker, *fd);
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
        const CertificateStamp stamp = certificateStamp(entry.config);
        if (!force && stamp == entry.certificateStamp) continue;
        entry.certificateStamp = stamp;
        auto context = makeTls(entry.config);
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
