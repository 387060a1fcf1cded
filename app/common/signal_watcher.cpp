#include "common/signal_watcher.h"

#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

namespace mirror::app {

namespace {

/// A program that cannot hear SIGTERM must not begin to serve.
int checked(int descriptor, const char* what) {
    if (descriptor >= 0) return descriptor;
    std::perror(what);
    std::abort();
}

}  // namespace

SignalWatcher::SignalWatcher(std::initializer_list<int> numbers, std::function<void(int)> handler) : m_handler(std::move(handler)) {
    sigset_t set;
    sigemptyset(&set);
    for (const int number : numbers) sigaddset(&set, number);
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
    m_signals = checked(signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK), "signalfd");
    m_stop = checked(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK), "eventfd");
    m_thread = std::thread([this] { watch(); });
}

SignalWatcher::~SignalWatcher() {
    const std::uint64_t one = 1;
    while (::write(m_stop, &one, sizeof one) < 0 && errno == EINTR) {
    }
    m_thread.join();
    ::close(m_signals);
    ::close(m_stop);
}

void SignalWatcher::watch() {
    std::array<pollfd, 2> ready{{{m_signals, POLLIN, 0}, {m_stop, POLLIN, 0}}};
    for (;;) {
        if (::poll(ready.data(), ready.size(), -1) < 0) continue;  // EINTR
        if (ready[1].revents != 0) return;
        signalfd_siginfo info{};
        while (::read(m_signals, &info, sizeof info) == static_cast<ssize_t>(sizeof info)) m_handler(static_cast<int>(info.ssi_signo));
    }
}

}  // namespace mirror::app
