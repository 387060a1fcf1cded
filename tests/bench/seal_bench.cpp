// Time of sealing and opening records of the journal, and of the parts it is made of. No files.
#include <cstring>
#include <string>

#include "bench/measure.h"
#include "crypto/aes_cbc.h"
#include "crypto/aes_gcm.h"
#include "crypto/base64url.h"
#include "crypto/hkdf.h"
#include "crypto/hmac.h"
#include "crypto/random_bytes.h"
#include "crypto/scrypt.h"
#include "crypto/x25519.h"
#include "log/fernet.h"
#include "log/sealed_key.h"
#include "log/value_sealer.h"

using namespace mirror;
using bench::measure;

namespace {

const SystemTime kNow{std::chrono::seconds(1'700'000'000)};
const crypto::Secret kKey(crypto::randomBytes(32));

void benchFernet(const char* sealName, const char* openName, std::size_t size) {
    log::Fernet fernet(kKey);
    const std::string record = crypto::randomBytes(size);
    std::string token, text;
    measure(sealName, [&] {
        token.clear();
        fernet.seal(record, kNow, token);
        return token.size() > size;
    });
    measure(openName, [&] { return fernet.open(token, kNow, text).has_value() && text.size() == size; });
}

void benchParts() {
    const std::string record = crypto::randomBytes(2048), block = crypto::randomBytes(16), nonce = crypto::randomBytes(12);
    std::string out, text;
    crypto::Aes128Cbc cbc(kKey.view().substr(0, 16));
    measure("AES-128-CBC encrypts 2 KB", [&] { return out.clear(), cbc.encrypt(block, record, out), out.size() == 2064; });
    measure("AES-128-CBC decrypts 2 KB", [&] { return cbc.decrypt(block, out, text); });
    crypto::HmacSha256 mac(kKey.view());
    measure("HMAC-SHA-256 of 2 KB", [&] { return mac.digest(record).size() == 32; });
    measure("Base64 of 2 KB", [&] { return out.clear(), crypto::appendBase64Url(out, record), out.size() == 2732; });
    measure("Base64 back to 2 KB", [&] { return crypto::decodeBase64Url(out, text); });
    measure("SHA-256 of a token's line of 2.8 KB", [&] { return crypto::sha256(out).size() == 32; });
    measure("16 random bytes from the system's generator", [&] { return crypto::randomBytes(16).size() == 16; });
    crypto::Aes256Gcm gcm(kKey.view());
    measure("AES-256-GCM seals 2 KB", [&] { return out.clear(), gcm.seal(nonce, {}, record, out), out.size() == 2064; });
    measure("AES-256-GCM opens 2 KB", [&] { return gcm.open(nonce, {}, out, text); });
}

void benchKeys() {
    log::ValueSealer values(kKey);
    const std::string value = R"({"[PHONE_1]":"13800138000","[ID_1]":"11010519491231002X"})";
    const std::string sealedValue = values.seal(value);
    measure("seal the values of a record", [&] { return values.seal(value).size() == sealedValue.size(); });
    measure("open the values of a record", [&] { return values.open(sealedValue).has_value(); });
    const crypto::X25519Pair pair = crypto::makeX25519Pair();
    const std::string sealedKey = log::sealKey(pair.publicKey, kKey.view(), log::fernetPurpose(1));
    measure("seal a segment's key", [&] { return !log::sealKey(pair.publicKey, kKey.view(), log::fernetPurpose(1)).empty(); });
    measure("open a segment's key", [&] { return log::unsealKey(pair.privateKey, pair.publicKey, sealedKey, log::fernetPurpose(1)).has_value(); });
    measure("one guess of a passphrase", [] { return crypto::scrypt("passphrase", "salt of 16 bytes", {}, 32).has_value(); });
}

}  // namespace

int main() {
    benchFernet("Fernet seals 200 B", "Fernet opens 200 B", 200);
    benchFernet("Fernet seals 2 KB", "Fernet opens 2 KB", 2048);
    benchFernet("Fernet seals 64 KB", "Fernet opens 64 KB", 65536);
    benchParts();
    benchKeys();
}
