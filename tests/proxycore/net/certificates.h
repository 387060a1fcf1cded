#pragma once
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <QtCore/QTemporaryDir>
#include <memory>
#include <stdexcept>

#include "base/file.h"
#include "crypto/self_signed.h"
#include "net/tls_context.h"

/// Certificates made for one test.
namespace mirror::test {

struct CertificateFiles {
    explicit CertificateFiles(const std::vector<std::string>& names) {
        const auto made = crypto::makeSelfSigned(names, 10);
        if (!made) throw std::runtime_error("makeSelfSigned");
        certificate = directory.filePath("certificate.pem").toStdString();
        key = directory.filePath("key.pem").toStdString();
        if (!base::writeFileAtomically(certificate, made->certificatePem) || !base::writeFileAtomically(key, made->keyPem)) throw std::runtime_error("write");
    }
    /// Puts its whole life into the past and signs it anew.
    void expire() const {
        const std::unique_ptr<BIO, decltype(&BIO_free)> in(BIO_new_file(certificate.c_str(), "r"), BIO_free), keyIn(BIO_new_file(key.c_str(), "r"), BIO_free);
        const std::unique_ptr<X509, decltype(&X509_free)> parsed(PEM_read_bio_X509(in.get(), nullptr, nullptr, nullptr), X509_free);
        const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> signer(PEM_read_bio_PrivateKey(keyIn.get(), nullptr, nullptr, nullptr), EVP_PKEY_free);
        X509_gmtime_adj(X509_getm_notBefore(parsed.get()), -200'000);
        X509_gmtime_adj(X509_getm_notAfter(parsed.get()), -100'000);
        const std::unique_ptr<BIO, decltype(&BIO_free)> out(BIO_new_file(certificate.c_str(), "w"), BIO_free);
        if (X509_sign(parsed.get(), signer.get(), EVP_sha256()) == 0 || PEM_write_bio_X509(out.get(), parsed.get()) != 1) throw std::runtime_error("expire");
    }
    std::shared_ptr<const net::TlsContext> server() const { return net::TlsContext::server(certificate, key).value(); }
    /// Trusts this certificate alone.
    std::shared_ptr<const net::TlsContext> client() const { return net::TlsContext::client(certificate).value(); }
    QTemporaryDir directory;
    std::string certificate, key;
};

}  // namespace mirror::test
