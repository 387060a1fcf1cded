#include "daemon/passphrase.h"

#include <QtCore/QTemporaryDir>
#include <fcntl.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <future>

#include "proxycore/journal_tools.h"
#include "support/run_test.h"

using namespace mirror;
using namespace mirror::app;

namespace {

/// A terminal with somebody at it.
class Terminal {
public:
    Terminal() : m_master(::posix_openpt(O_RDWR | O_NOCTTY)) {
        if (m_master < 0 || ::grantpt(m_master) != 0 || ::unlockpt(m_master) != 0) throw std::runtime_error("no pseudo terminal");
        m_device = ::ptsname(m_master);
        m_held = ::open(m_device.c_str(), O_RDWR | O_NOCTTY);  // what is typed stays until somebody reads
    }
    ~Terminal() {
        ::close(m_held);
        ::close(m_master);
    }
    const std::string& device() const { return m_device; }
    void type(std::string_view text) { QCOMPARE(::write(m_master, text.data(), text.size()), static_cast<ssize_t>(text.size())); }
    /// What was shown, up to and with `text`.
    std::string seen(std::string_view text) {
        std::string shown;
        char c = 0;
        while (!shown.ends_with(text) && ::read(m_master, &c, 1) == 1) shown += c;
        return shown;
    }
    bool echoes() const {
        termios now{};
        ::tcgetattr(m_held, &now);
        return (now.c_lflag & (ECHO | ISIG)) == (ECHO | ISIG);
    }

private:
    int m_master;
    int m_held;
    std::string m_device;
};

std::future<Result<std::string>> asked(const Terminal& terminal, PassphraseQuestion question) {
    return std::async(std::launch::async, [device = terminal.device(), question = std::move(question)] { return askPassphrase(device, question); });
}

struct Pipe {
    explicit Pipe(std::string_view content) {
        if (::pipe(ends) != 0 || ::write(ends[1], content.data(), content.size()) != static_cast<ssize_t>(content.size())) throw std::runtime_error("no pipe");
        ::close(ends[1]);
    }
    ~Pipe() { ::close(ends[0]); }
    Result<std::string> read() const { return readPassphrase({.file = {}, .descriptor = ends[0]}, {}); }
    int ends[2];
};

ErrorCode codeOf(const Result<std::string>& result) { return result ? ErrorCode::internal : result.error().code; }

}  // namespace

class TstPassphrase : public QObject {
    Q_OBJECT
private slots:
    void whatIsTypedIsNotShown() {
        Terminal terminal;
        auto answer = asked(terminal, {.prompt = "Passphrase: ", .again = {}});
        QCOMPARE(terminal.seen("Passphrase: "), std::string("Passphrase: "));
        QVERIFY(!terminal.echoes());
        terminal.type("correct horse 口令\n");
        QCOMPARE(answer.get().value(), std::string("correct horse 口令"));
        QCOMPARE(terminal.seen("\n"), std::string("\r\n"));
        QVERIFY(terminal.echoes());
    }
    void aNewOneIsTypedTwice() {
        Terminal terminal;
        for (const char* second : {"the same words", "other words"}) {
            auto answer = asked(terminal, {.prompt = "New: ", .again = "Again: "});
            terminal.seen("New: ");
            terminal.type("the same words\n");
            terminal.seen("Again: ");
            terminal.type(std::string(second) + "\n");
            const Result<std::string> passphrase = answer.get();
            if (second == std::string("the same words")) QCOMPARE(passphrase.value(), std::string("the same words"));
            else QCOMPARE(codeOf(passphrase), ErrorCode::configValue);
            QVERIFY(terminal.echoes());
        }
    }
    void controlCAndControlDCancelAndLeaveTheTerminalAsItWas() {
        for (const char* key : {"some\x03", "\x03", "\x04"}) {
            Terminal terminal;
            auto answer = asked(terminal, {.prompt = "New: ", .again = "Again: "});
            terminal.seen("New: ");
            terminal.type(key);
            QCOMPARE(codeOf(answer.get()), ErrorCode::cancelled);
            QVERIFY(terminal.echoes());
        }
    }
    void withoutATerminalItIsSaidWhatToGive() {
        for (const char* device : {"/dev/null", "/nowhere"}) {
            const auto passphrase = askPassphrase(device, {});
            QCOMPARE(codeOf(passphrase), ErrorCode::secretMissing);
            QVERIFY(describe(passphrase.error()).find("--passphrase-file") != std::string::npos);
        }
    }
    void aDescriptorIsReadToItsEnd() {
        QCOMPARE(Pipe("words of it\n").read().value(), std::string("words of it"));
        QCOMPARE(Pipe("words of it\r\n").read().value(), std::string("words of it"));
        QCOMPARE(Pipe(" words of it ").read().value(), std::string(" words of it "));
        QCOMPARE(Pipe(std::string(4096, 'p')).read().value(), std::string(4096, 'p'));
        for (const std::string& wrong : {std::string(), std::string("\n"), std::string("one\ntwo\n"), std::string("one\n\n"), std::string("a\0b", 3), std::string(4097, 'p'), std::string(9000, 'p')})
            QCOMPARE(codeOf(Pipe(wrong).read()), ErrorCode::configValue);
        QCOMPARE(codeOf(readPassphrase({.file = {}, .descriptor = 999'999}, {})), ErrorCode::fileRead);
    }
    void aFileThatOthersCanReadIsRefused() {
        const QTemporaryDir folder;
        const std::string file = folder.filePath("passphrase").toStdString();
        std::ofstream(file) << "words of it\n";
        QCOMPARE(::chmod(file.c_str(), 0600), 0);
        QCOMPARE(readPassphrase({.file = file, .descriptor = -1}, {}).value(), std::string("words of it"));
        QCOMPARE(::chmod(file.c_str(), 0644), 0);
        QCOMPARE(codeOf(readPassphrase({.file = file, .descriptor = -1}, {})), ErrorCode::filePermission);
        QCOMPARE(codeOf(readPassphrase({.file = file + ".not", .descriptor = -1}, {})), ErrorCode::fileRead);
    }
};

MIRROR_TEST(TstPassphrase, tst_passphrase)
#include "tst_passphrase.moc"
