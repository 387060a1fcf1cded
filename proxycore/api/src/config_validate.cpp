#include <algorithm>
#include <map>
#include <set>
#include <span>

#include "address_rules.h"
#include "field_path.h"
#include "pass_field_rules.h"
#include "proxycore/api/config_io.h"
#include "proxycore/api/words.h"

/// Rules that one row of the field table cannot say.
namespace mirror {

namespace {

using fields::concretePath;

class Validator {
public:
    explicit Validator(const Config& config) : m_config(config) {}

    std::vector<ConfigProblem> run() {
        checkFields();
        checkListeners();
        checkPorts();
        checkUpstreams();
        checkAliases();
        checkHttp();
        checkTimeouts();
        checkMask();
        return std::move(m_problems);
    }

private:
    void refuse(std::string path, std::string reason) {
        const bool isKnown = std::any_of(m_problems.begin(), m_problems.end(), [&](const ConfigProblem& problem) { return problem.path == path; });
        if (isKnown || reason.empty()) return;  // one sentence a field is enough
        Error error = makeError(ErrorCode::configValue, {path, std::move(reason)});
        m_problems.push_back({std::move(path), 0, 0, std::move(error)});
    }

    static std::string at(std::string_view list, std::size_t index, std::string_view member) {
        return std::string(list) + "[" + std::to_string(index) + "]." + std::string(member);
    }

    /// Every field by itself: a Config that came from a form or over the wire has not been through a file's checks.
    void checkFields() {
        for (const FieldInfo& field : fieldTable()) {
            const ListInfo* list = fields::listOf(field);
            const std::size_t count = list == nullptr ? 1 : list->size(m_config);
            for (std::size_t i = 0; i < count; ++i)
                if (auto checked = checkValue(field, field.get(m_config, i)); !checked) refuse(concretePath(field, i), checked.error().args.at(1));
        }
    }

    void checkUnique(std::string_view list, std::string_view member, std::size_t index, const std::string& name, std::map<std::string, std::size_t>& seen) {
        const auto [first, isNew] = seen.emplace(name, index);
        if (!isNew) refuse(at(list, index, member), "the name " + name + " is taken by " + std::string(list) + "[" + std::to_string(first->second) + "]");
    }

    void checkPair(const std::string& prefix, const std::string& certificate, const std::string& key) {
        if (certificate.empty() == key.empty()) return;
        refuse(prefix + (certificate.empty() ? "certificate_file" : "key_file"), "a certificate needs its private key and the other way round; set both files or neither");
    }

    void checkListeners() {
        std::map<std::string, std::size_t> names;
        for (std::size_t i = 0; i < m_config.listeners.size(); ++i) {
            const ListenerConfig& listener = m_config.listeners[i];
            refuse(at("listeners", i, "name"), fields::whyNoName(listener.name));
            refuse(at("listeners", i, "address"), fields::whyNoListenAddress(listener.address));
            checkUnique("listeners", "name", i, listener.name, names);
            checkPair("listeners[" + std::to_string(i) + "].", listener.certificateFile, listener.keyFile);
        }
        const bool isReachable = std::any_of(m_config.listeners.begin(), m_config.listeners.end(), [](const ListenerConfig& l) { return l.enabled; });
        if (!isReachable) refuse("listeners", "at least one listener must be enabled");
        refuse("admin.address", fields::whyNoListenAddress(m_config.admin.address));
        checkPair("admin.", m_config.admin.certificateFile, m_config.admin.keyFile);
    }

    struct Bound {
        std::string path;
        std::string address;
        std::uint16_t port;
    };

    /// The same port at the same address, or at every address of the same family.
    static bool clash(const Bound& a, const Bound& b) {
        const auto isV6 = [](const std::string& address) { return address.find(':') != std::string::npos; };
        const auto isAny = [](const std::string& address) { return address == "0.0.0.0" || address == "::"; };
        if (a.port != b.port || a.port == 0 || isV6(a.address) != isV6(b.address)) return false;
        return a.address == b.address || isAny(a.address) || isAny(b.address);
    }

    void checkPorts() {
        std::vector<Bound> bound;
        for (std::size_t i = 0; i < m_config.listeners.size(); ++i) {
            const ListenerConfig& listener = m_config.listeners[i];
            if (listener.enabled) bound.push_back({at("listeners", i, "port"), listener.address, listener.port});
        }
        const AdminConfig& admin = m_config.admin;
        if (admin.enabled) bound.push_back({"admin.port", admin.address, admin.port});
        for (std::size_t i = 0; i < bound.size(); ++i)
            for (std::size_t k = 0; k < i; ++k)
                if (clash(bound[i], bound[k])) refuse(bound[i].path, "the address and port are used by " + bound[k].path + " too");
    }

    void checkUpstreams() {
        std::map<std::string, std::size_t> names;
        for (std::size_t i = 0; i < m_config.upstreams.size(); ++i) {
            const UpstreamConfig& upstream = m_config.upstreams[i];
            refuse(at("upstreams", i, "name"), fields::whyNoName(upstream.name));
            refuse(at("upstreams", i, "base_url"), fields::whyNoBaseUrl(upstream.baseUrl));
            checkUnique("upstreams", "name", i, upstream.name, names);
            for (const std::string& key : upstream.apiKeys) refuse(at("upstreams", i, "api_keys"), fields::whyNoSecret(key));
        }
    }

    /// Follows aliases from `name`; true when the way leads back to it.
    bool isCircular(const std::map<std::string, std::string>& aliases, const std::string& name) const {
        std::set<std::string> seen;
        for (auto next = aliases.find(name); next != aliases.end(); next = aliases.find(next->second))
            if (!seen.insert(next->first).second) return next->first == name;
        return false;
    }

    void checkAliases() {
        std::map<std::string, std::size_t> names;
        std::map<std::string, std::string> aliases;
        for (std::size_t i = 0; i < m_config.aliases.size(); ++i) {
            checkUnique("aliases", "from", i, m_config.aliases[i].from, names);
            aliases.emplace(m_config.aliases[i].from, m_config.aliases[i].to);
        }
        for (std::size_t i = 0; i < m_config.aliases.size(); ++i)
            if (isCircular(aliases, m_config.aliases[i].from)) refuse(at("aliases", i, "to"), "the aliases lead back to " + m_config.aliases[i].from);
    }

    void checkHttp() {
        const HttpConfig& http = m_config.http;
        for (const std::string& origin : http.corsOrigins) refuse("http.cors_origins", fields::whyNoOrigin(origin));
        for (const std::string& proxy : http.trustedProxies) refuse("http.trusted_proxies", fields::whyNoNetwork(proxy));
        for (std::size_t i = 0; i < http.passFields.size(); ++i)
            if (const std::string why = fields::whyNoPassField(http.passFields[i], std::span(http.passFields).first(i)); !why.empty())
                refuse("http.pass_fields", "the header field " + http.passFields[i] + " cannot be passed on: " + why);
        if (http.maxUri > http.maxHead) refuse("http.max_uri", "it must not be larger than http.max_head, which contains it");
    }

    void checkTimeouts() {
        const TimeoutsConfig& t = m_config.timeouts;
        const std::pair<const char*, Milliseconds> phases[] = {
            {"connect", t.connect}, {"headers", t.headers}, {"first_token", t.firstToken}, {"idle", t.idle},
            {"only_candidate", t.onlyCandidate}, {"non_stream_first_byte", t.nonStreamFirstByte}};
        for (const auto& [name, time] : phases)
            if (time > t.total) refuse("timeouts.total", "it must not be shorter than timeouts." + std::string(name));
    }

    void checkMask() {
        for (const std::string& kind : m_config.mask.kinds)
            if (!isPiiKind(kind)) refuse("mask.kinds", "'" + kind + "' is no kind of personal data; there are id, phone, card, email, passport, plate and ip");
    }

    static bool isPiiKind(std::string_view name) {
        for (std::size_t i = 0; i < kPiiKinds; ++i)
            if (piiKindName(static_cast<PiiKind>(i)) == name) return true;
        return false;
    }

    const Config& m_config;
    std::vector<ConfigProblem> m_problems;
};

}  // namespace

std::vector<ConfigProblem> validateConfig(const Config& config) { return Validator(config).run(); }

}  // namespace mirror
