#include "net/tls_context.h"

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <cstring>
#include <ctime>

#include "net/address.h"
#include "net/tls_error.h"

namespace mirror::net {

namespace {
constexpr unsigned char kAlpn[] = "\x08http/1.1";
constexpr unsigned kAlpnLength = sizeof kAlpn - 1;

/// http/1.1 if the client offers it; a client that offers only others is refused, one without ALPN is served.
int chooseProtocol(SSL*, const unsigned char** out, unsigned char* outLength, const unsigned char* in, unsigned inLength, void*) {
    unsigned char* chosen = nullptr;
    if (SSL_select_next_proto(&chosen, outLength, kAlpn, kAlpnLength, in, inLength) != OPENSSL_NPN_NEGOTIATED) return SSL_TLSEXT_ERR_ALERT_FATAL;
    *out = chosen;
    return SSL_TLSEXT_ERR_OK;
}

void setCommon(SSL_CTX* context) {
    SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
    SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION | SSL_OP_CIPHER_SERVER_PREFERENCE);
    SSL_CTX_set_read_ahead(context, 1);  // one recv a flight
    // without SSL_MODE_RELEASE_BUFFERS: it frees and takes 17 KB for every record; idle streams give theirs back by releaseTlsBuffers()
    SSL_CTX_set_mode(context, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
}

SystemTime timeOf(const ASN1_TIME* time) {
    std::tm parts{};
    if (!ASN1_TIME_to_tm(time, &parts)) return {};
    return std::chrono::system_clock::from_time_t(::timegm(&parts));
}
}  // namespace

Result<std::shared_ptr<const TlsContext>> TlsContext::server(const std::string& certificateFile, const std::string& keyFile) {
    ERR_clear_error();
    std::shared_ptr<TlsContext> made(new TlsContext(SSL_CTX_new(TLS_server_method())));
    SSL_CTX* context = made->m_context;
    setCommon(context);
    const auto refuse = [](const std::string& file) { return fail(ErrorCode::certificateInvalid, {file}, tlsErrorText()); };
    if (SSL_CTX_use_certificate_chain_file(context, certificateFile.c_str()) != 1) return refuse(certificateFile);
    if (SSL_CTX_use_PrivateKey_file(context, keyFile.c_str(), SSL_FILETYPE_PEM) != 1) return refuse(keyFile);
    if (SSL_CTX_check_private_key(context) != 1) return refuse(keyFile);
    SSL_CTX_set_alpn_select_cb(context, chooseProtocol, nullptr);
    static constexpr unsigned char kSessionId[] = "mirror";
    SSL_CTX_set_session_id_context(context, kSessionId, sizeof kSessionId - 1);
    SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);  // tickets only: no memory a client
    SSL_CTX_set_num_tickets(context, 1);
    if (const X509* certificate = SSL_CTX_get0_certificate(context)) {
        made->m_expiry = timeOf(X509_get0_notAfter(certificate));
        made->m_selfSigned = X509_NAME_cmp(X509_get_issuer_name(certificate), X509_get_subject_name(certificate)) == 0;
    }
    return std::shared_ptr<const TlsContext>(std::move(made));
}

Result<std::shared_ptr<const TlsContext>> TlsContext::client(const std::string& caFile) {
    ERR_clear_error();
    std::shared_ptr<TlsContext> made(new TlsContext(SSL_CTX_new(TLS_client_method())));
    SSL_CTX* context = made->m_context;
    setCommon(context);
    SSL_CTX_set_verify(context, SSL_VERIFY_PEER, nullptr);
    SSL_CTX_set_alpn_protos(context, kAlpn, kAlpnLength);
    SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_CLIENT | SSL_SESS_CACHE_NO_INTERNAL);
    if (caFile.empty()) {
        SSL_CTX_set_default_verify_paths(context);
    } else if (SSL_CTX_load_verify_locations(context, caFile.c_str(), nullptr) != 1) {
        return fail(ErrorCode::certificateInvalid, {caFile}, tlsErrorText());
    }
    return std::shared_ptr<const TlsContext>(std::move(made));
}

TlsContext::~TlsContext() { SSL_CTX_free(m_context); }

SSL* TlsContext::accept() const {
    SSL* ssl = SSL_new(m_context);
    SSL_set_accept_state(ssl);
    return ssl;
}

SSL* TlsContext::connect(const std::string& serverName, SSL_SESSION* resume) const {
    SSL* ssl = SSL_new(m_context);
    SSL_set_connect_state(ssl);
    if (const auto literal = Address::parse(serverName, 0)) {
        X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(ssl), literal->host().c_str());
    } else {
        SSL_ctrl(ssl, SSL_CTRL_SET_TLSEXT_HOSTNAME, TLSEXT_NAMETYPE_host_name, const_cast<char*>(serverName.c_str()));
        SSL_set1_host(ssl, serverName.c_str());
    }
    if (resume) SSL_set_session(ssl, resume);
    return ssl;
}

}  // namespace mirror::net
