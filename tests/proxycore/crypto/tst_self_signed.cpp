#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <ctime>
#include <memory>

#include "crypto/self_signed.h"
#include "support/run_test.h"

using namespace mirror;

namespace {
struct Parsed {
    template <class F>
    static auto read(const std::string& pem, F function) {
        BIO* bio = BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size()));
        auto* result = function(bio);
        BIO_free(bio);
        return result;
    }
    explicit Parsed(const crypto::CertificatePair& pair)
        : certificate(read(pair.certificatePem, [](BIO* bio) { return PEM_read_bio_X509(bio, nullptr, nullptr, nullptr); }), X509_free),
          key(read(pair.keyPem, [](BIO* bio) { return PEM_read_bio_PrivateKey(bio, nullptr, nullptr, nullptr); }), EVP_PKEY_free) {}
    std::unique_ptr<X509, decltype(&X509_free)> certificate;
    std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key;
};
}  // namespace

class TstSelfSigned : public QObject {
    Q_OBJECT
private slots:
    void answersForEveryNameAndNoOther() {
        const auto pair = crypto::makeSelfSigned({"localhost", "127.0.0.1", "::1", "mirror.corp.example"}, 825);
        QVERIFY(pair);
        const Parsed parsed(*pair);
        QVERIFY(parsed.certificate && parsed.key);
        X509* certificate = parsed.certificate.get();
        QCOMPARE(X509_check_host(certificate, "localhost", 0, 0, nullptr), 1);
        QCOMPARE(X509_check_host(certificate, "mirror.corp.example", 0, 0, nullptr), 1);
        QCOMPARE(X509_check_ip_asc(certificate, "127.0.0.1", 0), 1);
        QCOMPARE(X509_check_ip_asc(certificate, "::1", 0), 1);
        QCOMPARE(X509_check_host(certificate, "other.example", 0, 0, nullptr), 0);
        QCOMPARE(X509_check_ip_asc(certificate, "127.0.0.2", 0), 0);
    }
    void carriesTheKeyThatComesWithIt() {
        const auto pair = crypto::makeSelfSigned({"localhost"}, 30);
        const Parsed parsed(*pair);
        QCOMPARE(X509_check_private_key(parsed.certificate.get(), parsed.key.get()), 1);
        QCOMPARE(EVP_PKEY_get_bits(parsed.key.get()), 256);
        QVERIFY(EVP_PKEY_is_a(parsed.key.get(), "EC"));
        QVERIFY(pair->certificatePem.find("PRIVATE KEY") == std::string::npos);
    }
    void canBeTheTrustAnchorOfItself() {
        const auto pair = crypto::makeSelfSigned({"localhost"}, 30);
        const Parsed parsed(*pair);
        X509_STORE* store = X509_STORE_new();
        X509_STORE_add_cert(store, parsed.certificate.get());
        X509_STORE_CTX* context = X509_STORE_CTX_new();
        X509_STORE_CTX_init(context, store, parsed.certificate.get(), nullptr);
        X509_STORE_CTX_set_purpose(context, X509_PURPOSE_SSL_SERVER);
        X509_STORE_CTX_set_flags(context, X509_V_FLAG_X509_STRICT);
        const int verdict = X509_verify_cert(context);
        const std::string reason = X509_verify_cert_error_string(X509_STORE_CTX_get_error(context));
        X509_STORE_CTX_free(context);
        X509_STORE_free(store);
        QVERIFY2(verdict == 1, reason.c_str());
    }
    void isValidFromAnHourAgoForTheDaysAsked() {
        const auto pair = crypto::makeSelfSigned({"localhost"}, 825);
        const Parsed parsed(*pair);
        int days = 0, seconds = 0;
        QCOMPARE(ASN1_TIME_diff(&days, &seconds, X509_get0_notBefore(parsed.certificate.get()), nullptr), 1);
        const int age = days * 86400 + seconds;
        QVERIFY2(age >= 3600 && age < 3600 + 120, qPrintable(QString::number(age)));
        QCOMPARE(ASN1_TIME_diff(&days, &seconds, nullptr, X509_get0_notAfter(parsed.certificate.get())), 1);
        QVERIFY(days == 825 || (days == 824 && seconds > 86'000));
    }
    void isNewEveryTime() {
        const auto one = crypto::makeSelfSigned({"localhost"}, 30);
        const auto two = crypto::makeSelfSigned({"localhost"}, 30);
        QVERIFY(one->keyPem != two->keyPem);
        const Parsed a(*one), b(*two);
        QVERIFY(ASN1_INTEGER_cmp(X509_get0_serialNumber(a.certificate.get()), X509_get0_serialNumber(b.certificate.get())) != 0);
    }
    void refusesNamesThatAreNone() {
        QCOMPARE(crypto::makeSelfSigned({}, 30).error().code, ErrorCode::certificateInvalid);
        QVERIFY(!crypto::makeSelfSigned({"localhost"}, 0));
        for (const char* name : {"", "a,IP:10.0.0.1", "a b", "a\nb", "镜台"}) QVERIFY2(!crypto::makeSelfSigned({name}, 30), name);
        QVERIFY(crypto::makeSelfSigned({std::string(100, 'h') + ".example"}, 30));  // too long for a common name, not for an alternative
    }
};

MIRROR_TEST(TstSelfSigned, tst_self_signed)
#include "tst_self_signed.moc"
