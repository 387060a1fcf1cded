#include "crypto/self_signed.h"

#include <arpa/inet.h>
#include <openssl/bn.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <memory>

#include "crypto/openssl_error.h"

namespace mirror::crypto {

namespace {

template <auto Free>
struct Freer {
    template <class T>
    void operator()(T* object) const {
        Free(object);
    }
};
using Key = std::unique_ptr<EVP_PKEY, Freer<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Freer<X509_free>>;
using Extension = std::unique_ptr<X509_EXTENSION, Freer<X509_EXTENSION_free>>;
using GeneralName = std::unique_ptr<GENERAL_NAME, Freer<GENERAL_NAME_free>>;
using GeneralNames = std::unique_ptr<GENERAL_NAMES, Freer<GENERAL_NAMES_free>>;
using Serial = std::unique_ptr<BIGNUM, Freer<BN_free>>;
using MemoryBio = std::unique_ptr<BIO, Freer<BIO_free>>;

constexpr int kHour = 3600;

std::string addressBytes(const std::string& name) {
    unsigned char buffer[16];
    const auto* text = reinterpret_cast<const char*>(buffer);
    if (inet_pton(AF_INET, name.c_str(), buffer) == 1) return {text, 4};
    if (inet_pton(AF_INET6, name.c_str(), buffer) == 1) return {text, 16};
    return {};
}

/// GENERAL_NAME_set0_value takes `value` over.
GeneralName generalName(const std::string& name) {
    const std::string address = addressBytes(name);
    const bool isAddress = !address.empty();
    const std::string& bytes = isAddress ? address : name;
    GeneralName out(GENERAL_NAME_new());
    ASN1_STRING* value = isAddress ? ASN1_OCTET_STRING_new() : ASN1_IA5STRING_new();
    if (!out || value == nullptr || ASN1_STRING_set(value, bytes.data(), static_cast<int>(bytes.size())) != 1) {
        ASN1_STRING_free(value);
        return nullptr;
    }
    GENERAL_NAME_set0_value(out.get(), isAddress ? GEN_IPADD : GEN_DNS, value);
    return out;
}

/// Built from values, not from OpenSSL's configuration syntax: a comma in a host name must not become a second name.
bool addAlternativeNames(X509* certificate, const std::vector<std::string>& names) {
    const GeneralNames list(GENERAL_NAMES_new());
    if (!list) return false;
    for (const std::string& name : names) {
        GeneralName entry = generalName(name);
        if (!entry || sk_GENERAL_NAME_push(list.get(), entry.get()) == 0) return false;
        static_cast<void>(entry.release());
    }
    return X509_add1_ext_i2d(certificate, NID_subject_alt_name, list.get(), 0, X509V3_ADD_DEFAULT) == 1;
}

bool addExtension(X509* certificate, int nid, const char* value) {
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
    const Extension extension(X509V3_EXT_conf_nid(nullptr, &context, nid, value));
    return extension && X509_add_ext(certificate, extension.get(), -1) == 1;
}

bool setSerial(X509* certificate) {
    const Serial number(BN_new());
    return number && BN_rand(number.get(), 126, BN_RAND_TOP_ONE, BN_RAND_BOTTOM_ANY) == 1 &&
           BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(certificate)) != nullptr;
}

bool setNames(X509* certificate, const std::string& commonName) {
    X509_NAME* subject = X509_get_subject_name(certificate);
    const auto add = [subject](const char* field, const std::string& value) {
        return X509_NAME_add_entry_by_txt(subject, field, MBSTRING_UTF8, reinterpret_cast<const unsigned char*>(value.data()),
                                          static_cast<int>(value.size()), -1, 0) == 1;
    };
    // X.509 bounds a common name to 64 characters (RFC 5280, ub-common-name); longer hosts stand in subjectAltName alone.
    return add("O", "MirrorDesk") && (commonName.size() > 64 || add("CN", commonName)) &&
           X509_set_issuer_name(certificate, subject) == 1;
}

bool fill(X509* certificate, EVP_PKEY* key, const std::vector<std::string>& names, int days) {
    return X509_set_version(certificate, X509_VERSION_3) == 1 && setSerial(certificate) &&
           setNames(certificate, names.front()) && X509_gmtime_adj(X509_getm_notBefore(certificate), -kHour) != nullptr &&
           X509_time_adj_ex(X509_getm_notAfter(certificate), days, 0, nullptr) != nullptr &&
           X509_set_pubkey(certificate, key) == 1 && addExtension(certificate, NID_basic_constraints, "critical,CA:TRUE") &&
           addExtension(certificate, NID_key_usage, "critical,digitalSignature,keyCertSign") &&
           addExtension(certificate, NID_ext_key_usage, "serverAuth") &&
           addExtension(certificate, NID_subject_key_identifier, "hash") && addAlternativeNames(certificate, names) &&
           X509_sign(certificate, key, EVP_sha256()) > 0;
}

std::string text(BIO* bio) {
    char* data = nullptr;
    const long size = BIO_get_mem_data(bio, &data);
    return size > 0 ? std::string(data, static_cast<std::size_t>(size)) : std::string();
}

}  // namespace

Result<CertificatePair> makeSelfSigned(const std::vector<std::string>& names, int days) {
    const auto refuse = [](std::string cause) {
        return fail(ErrorCode::certificateInvalid, {"self-signed certificate"}, std::move(cause));
    };
    if (names.empty() || days < 1) return refuse("no names or no days");
    for (const std::string& name : names)
        if (name.empty() || name.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_:*") != std::string::npos)
            return refuse("not a host name or address: " + name);
    const Key key(EVP_EC_gen("P-256"));
    const Certificate certificate(X509_new());
    if (!key || !certificate || !fill(certificate.get(), key.get(), names, days)) return refuse(lastOpensslError());
    const MemoryBio certificateText(BIO_new(BIO_s_mem()));
    const MemoryBio keyText(BIO_new(BIO_s_secmem()));
    if (!certificateText || !keyText || PEM_write_bio_X509(certificateText.get(), certificate.get()) != 1 ||
        PEM_write_bio_PKCS8PrivateKey(keyText.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) != 1)
        return refuse(lastOpensslError());
    return CertificatePair{text(certificateText.get()), text(keyText.get())};
}

}  // namespace mirror::crypto
