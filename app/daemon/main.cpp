#include <signal.h>

#include <condition_variable>
#include <iostream>
#include <mutex>

#include "common/config_commands.h"
#include "common/environment.h"
#include "common/exit_codes.h"
#include "common/options.h"
#include "common/signal_watcher.h"
#include "daemon/daemon.h"
#include "daemon/daemon_text.h"
#include "daemon/journal_commands.h"
#include "daemon/key_commands.h"
#include "daemon/word_commands.h"
#include "proxycore/make_simulator.h"
#include "proxycore/profile_tools.h"

namespace mirror::app {
namespace {

int perform(const Say& say) {
    (say.exitCode == kSuccess ? std::cout : std::cerr) << say.text << std::flush;
    return say.exitCode;
}

int perform(const CheckConfig& options) { return checkConfigFile(options.file, std::cout, std::cerr); }

int perform(const PrintConfig& options) {
    return printProfileConfig(options.profile, processEnvironment(), options.overrides, std::cout, std::cerr);
}

int perform(const PrintSchema&) {
    std::cout << configSchemaJson();
    return kSuccess;
}

int perform(const PrintReference&) {
    std::cout << configReferenceMarkdown();
    return kSuccess;
}

int perform(const AddKey& options) { return addKey(options, processEnvironment(), std::cout, std::cerr); }
int perform(const ListKeys& options) { return listKeys(options, std::cout, std::cerr); }

int perform(const WordsList& options) { return listWordLists(options, processEnvironment(), std::cout, std::cerr); }
int perform(const WordsImport& options) { return importWordList(options, processEnvironment(), std::cin, std::cout, std::cerr); }
int perform(const WordsExport& options) { return exportWordList(options, processEnvironment(), std::cout, std::cerr); }
int perform(const WordsTest& options) { return testText(options, processEnvironment(), std::cin, std::cout, std::cerr); }
int perform(const WordsDryRun& options) { return dryRunWordLists(options, processEnvironment(), std::cout, std::cerr); }

int perform(const JournalInit& options) { return initJournalKey(options, processEnvironment(), std::cout, std::cerr); }
int perform(const JournalKeyList& options) { return listKeysOfJournal(options, processEnvironment(), std::cout, std::cerr); }
int perform(const JournalPassphrase& options) { return changePassphrase(options, processEnvironment(), std::cout, std::cerr); }
int perform(const JournalRotateKey& options) { return rotateKey(options, processEnvironment(), std::cout, std::cerr); }
int perform(const JournalExportKey& options) { return exportKey(options, processEnvironment(), std::cout, std::cerr); }
int perform(const JournalShred& options) { return shred(options, processEnvironment(), std::cout, std::cerr); }
int perform(const JournalVerify& options) { return verifyRecords(options, processEnvironment(), std::cout, std::cerr); }
int perform(const JournalCat& options) { return printDialogues(options, processEnvironment(), std::cout, std::cerr); }
int perform(const JournalSearch& options) { return searchDialogues(options, processEnvironment(), std::cout, std::cerr); }

int perform(const Simulate& options) {
    std::mutex mutex;
    std::condition_variable changed;
    bool mustStop = false;
    const SignalWatcher signals({SIGTERM, SIGINT}, [&](int) {
        const std::lock_guard lock(mutex);
        mustStop = true;
        changed.notify_all();
    });
    const auto simulator = makeSimulator(options.settings);
    if (!simulator) {
        std::cerr << errorText(simulator.error()) << std::flush;
        return kFailure;
    }
    std::cout << "simulator ready: " << (*simulator)->url() << std::endl;
    std::unique_lock lock(mutex);
    changed.wait(lock, [&] { return mustStop; });
    return kSuccess;
}

int perform(const Serve& options) {
    Daemon daemon(std::cout, std::cerr);
    const SignalWatcher signals({SIGTERM, SIGINT, SIGHUP}, [&daemon](int number) { daemon.signalled(number); });
    return daemon.run(options, processEnvironment());
}

}  // namespace
}  // namespace mirror::app

int main(int argc, char** argv) {
    ::signal(SIGPIPE, SIG_IGN);  // a closed connection is an error of a write, not the end of the program
    const mirror::app::Action action = mirror::app::parseDaemonOptions({argv + 1, argv + argc}, mirror::defaultProfileDirectory());
    return std::visit([](const auto& chosen) { return mirror::app::perform(chosen); }, action);
}
