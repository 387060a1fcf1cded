#pragma once
#include <string>
#include <vector>

#include "proxycore/api/result.h"

namespace mirror::crypto {

struct CertificatePair {
    std::string certificatePem;
    std::string keyPem;
};
/// ECDSA P-256, valid from an hour ago for `days`, subjectAltName of `names` (DNS or IP literals), CA:TRUE so that it can be
/// given to clients as their trust anchor (curl --cacert, NODE_EXTRA_CA_CERTS).
Result<CertificatePair> makeSelfSigned(const std::vector<std::string>& names, int days);

}  // namespace mirror::crypto
