#pragma once
#include <filesystem>
#include <stdexcept>
#include <string>
#include <vector>

#include "base/file.h"
#include "crypto/self_signed.h"
#include "support/loopback.h"

namespace mirror::test {

/// Writes a new self-signed certificate for `names` and its key to NAME.pem and NAME.key in `folder`, as a tool for renewals would: each file
/// is replaced whole. The certificate is its own authority.
inline TlsFiles writeCertificate(const std::filesystem::path& folder, const std::string& name, const std::vector<std::string>& names) {
    const auto pair = crypto::makeSelfSigned(names, 30);
    if (!pair) throw std::runtime_error(describe(pair.error()));
    const TlsFiles files{(folder / (name + ".pem")).string(), (folder / (name + ".key")).string()};
    if (!base::writeFileAtomically(files.certificate, pair->certificatePem) || !base::writeFileAtomically(files.key, pair->keyPem))
        throw std::runtime_error("cannot write " + files.certificate);
    return files;
}

/// Puts `files` in the place of `target`.
inline void replaceCertificate(const TlsFiles& target, const TlsFiles& files) {
    for (const auto& [from, to] : {std::pair(files.certificate, target.certificate), std::pair(files.key, target.key)}) {
        const auto text = base::readFile(from);
        if (!text || !base::writeFileAtomically(to, *text)) throw std::runtime_error("cannot write " + to);
    }
}

}  // namespace mirror::test
