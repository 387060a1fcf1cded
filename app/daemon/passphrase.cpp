#include "daemon/passphrase.h"

#include <fcntl.h>
#include <strings.h>
#include <termios.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <optional>

#include "proxycore/journal_tools.h"

namespace mirror::app {

namespace {

constexpr std::size_t kMaxBytes = 8192;  // above what a passphrase may be: the refusal is passphraseIn()'s
constexpr char kInterrupt = '\x03';

void wipe(std::string& text) {
    ::explicit_bzero(text.data(), text.size());
    text.clear();
}

/// A terminal that shows nothing of what is typed until this ends. Ctrl-C comes as a character and ends the line, so that no signal finds the terminal dumb.
class QuietTerminal {
public:
    explicit QuietTerminal(const std::string& device) : m_file(::open(device.c_str(), O_RDWR | O_NOCTTY | O_CLOEXEC)) {
        if (m_file < 0 || ::tcgetattr(m_file, &m_before) != 0) return;
        termios quiet = m_before;
        quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO | ISIG);
        quiet.c_lflag |= ICANON;
        quiet.c_cc[VEOL] = kInterrupt;
        m_isQuiet = ::tcsetattr(m_file, TCSAFLUSH, &quiet) == 0;
    }
    QuietTerminal(const QuietTerminal&) = delete;
    QuietTerminal& operator=(const QuietTerminal&) = delete;
    ~QuietTerminal() {
        if (m_isQuiet) ::tcsetattr(m_file, TCSAFLUSH, &m_before);
        if (m_file >= 0) ::close(m_file);
    }
    bool isQuiet() const { return m_isQuiet; }
    int file() const { return m_file; }

private:
    int m_file;
    bool m_isQuiet = false;
    termios m_before{};
};

/// Up to the end, or to a line break with `oneLine`; nothing on an error, which errno names.
std::optional<std::string> readFrom(int file, bool oneLine) {
    std::string text;
    text.reserve(kMaxBytes);  // never moved, so nothing of it is left elsewhere
    char c = 0;
    while (text.size() < kMaxBytes) {
        const ssize_t got = ::read(file, &c, 1);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return std::nullopt;
        if (got == 0) break;
        text += c;
        if (oneLine && (c == '\n' || c == kInterrupt)) break;
    }
    return text;
}

void show(int file, std::string_view text) {
    // A terminal that takes no prompt still takes the answer.
    [[maybe_unused]] const ssize_t written = ::write(file, text.data(), text.size());
}

Result<std::string> askOnce(const QuietTerminal& terminal, const std::string& prompt) {
    show(terminal.file(), prompt);
    std::optional<std::string> line = readFrom(terminal.file(), true);
    show(terminal.file(), "\n");
    if (!line) return fail(ErrorCode::fileRead, {"terminal"}, std::strerror(errno));
    if (line->empty() || line->ends_with(kInterrupt)) {
        wipe(*line);
        return fail(ErrorCode::cancelled);
    }
    return passphraseIn(std::move(*line));
}

Result<std::string> readDescriptor(int descriptor) {
    std::optional<std::string> content = readFrom(descriptor, false);
    if (!content) return fail(ErrorCode::fileRead, {"descriptor " + std::to_string(descriptor)}, std::strerror(errno));
    return passphraseIn(std::move(*content));
}

}  // namespace

Result<std::string> askPassphrase(const std::string& device, const PassphraseQuestion& question) {
    const QuietTerminal terminal(device);
    if (!terminal.isQuiet()) return fail(ErrorCode::secretMissing, {"passphrase"}, "there is no terminal to ask on; give --passphrase-file or --passphrase-fd");
    Result<std::string> first = askOnce(terminal, question.prompt);
    if (!first || question.again.empty()) return first;
    Result<std::string> second = askOnce(terminal, question.again);
    if (!second) return second;
    const bool areAlike = *first == *second;
    wipe(*second);
    if (!areAlike) return wipe(*first), fail(ErrorCode::configValue, {"passphrase", "the two are not the same"});
    return first;
}

Result<std::string> readPassphrase(const PassphraseSource& source, const PassphraseQuestion& question) {
    if (!source.file.empty()) return readPassphraseFile(source.file);
    if (source.descriptor >= 0) return readDescriptor(source.descriptor);
    return askPassphrase("/dev/tty", question);
}

}  // namespace mirror::app
