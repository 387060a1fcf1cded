#pragma once
#include <condition_variable>
#include <iosfwd>
#include <mutex>

#include "common/options.h"
#include "daemon/service_notifier.h"
#include "proxycore/make_engine.h"

namespace mirror::app {

/// Serves one profile in the foreground until it is told to stop. run() on the main thread; signalled() from any thread.
class Daemon {
public:
    Daemon(std::ostream& out, std::ostream& err) : m_out(out), m_err(err) {}
    /// The exit code.
    int run(const Serve& options, const Environment& environment);
    /// SIGTERM, SIGINT: drain; the second one: stop now; the third one: end at once. SIGHUP: reload.
    void signalled(int number);

private:
    enum class Stopping { no, drain, now };

    bool isStopping();
    /// False when the engine failed, which is said, or a stop was asked for first.
    bool waitUntilServing(Engine& engine);
    int serve(Engine& engine);
    void stop(Engine& engine);
    void reload(Engine& engine);
    void beat(Engine& engine);
    static void ask(Engine& engine, Command command);

    std::ostream& m_out;
    std::ostream& m_err;
    ServiceNotifier m_service;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    Stopping m_stopping = Stopping::no;  // under m_mutex, as are the next two
    bool m_mustReload = false;
    bool m_hasAnswered = true;  // the control thread answered the last question
};

}  // namespace mirror::app
