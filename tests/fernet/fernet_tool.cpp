// Our Fernet by lines of standard input and output, for interop.py:
//   seal KEY TEXT     answers TOKEN
//   open KEY TOKEN    answers "ok TEXT" or "no REASON"
// KEY and TEXT in Base64 for URLs; a TEXT may be empty.
#include <chrono>
#include <iostream>
#include <string>

#include "crypto/base64url.h"
#include "log/fernet.h"

namespace {

using namespace mirror;

/// The text before the first blank, which is taken off with it.
std::string nextWord(std::string& line) {
    const std::size_t blank = line.find(' ');
    std::string word = line.substr(0, blank);
    line.erase(0, blank == std::string::npos ? blank : blank + 1);
    return word;
}

std::string sealed(log::Fernet& fernet, const std::string& text) {
    const auto plaintext = crypto::decodeBase64Url(text);
    if (!plaintext) return "no text";
    std::string token;
    fernet.seal(*plaintext, std::chrono::system_clock::now(), token);
    return token;
}

std::string opened(log::Fernet& fernet, const std::string& token) {
    std::string plaintext;
    const Result<void> done = fernet.open(token, std::chrono::system_clock::now(), plaintext);
    if (!done) return "no " + done.error().args[1];
    std::string answer = "ok ";
    crypto::appendBase64Url(answer, plaintext);
    return answer;
}

std::string answerTo(std::string line) {
    const std::string verb = nextWord(line);
    const auto key = crypto::decodeBase64Url(nextWord(line));
    if (!key || key->size() != log::Fernet::kKeyBytes) return "no key";
    log::Fernet fernet{crypto::Secret(*key)};
    return verb == "seal" ? sealed(fernet, line) : opened(fernet, line);
}

}  // namespace

int main() {
    std::ios::sync_with_stdio(false);
    for (std::string line; std::getline(std::cin, line);) std::cout << answerTo(line) << '\n' << std::flush;
    return 0;
}
