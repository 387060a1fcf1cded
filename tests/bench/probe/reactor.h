// A single-threaded coroutine reactor over edge-triggered epoll, as small as it can be.
// A read after a short read suspends at once (no probe for EAGAIN), so that it costs the same system calls as a state
// machine written by hand.
#pragma once
#include <coroutine>
#include "../harness.h"
#ifdef WITH_TLS
#include <openssl/ssl.h>
#endif
#include <span>
#include <utility>

namespace coro {
using namespace bench;

struct Task {  // detached, starts at once, frees its frame at the end
    struct promise_type {
        Task get_return_object() noexcept { return {}; }
        std::suspend_never initial_suspend() noexcept { return {}; }
        std::suspend_never final_suspend() noexcept { return {}; }
        void return_void() noexcept {}
        void unhandled_exception() { std::abort(); }
    };
};
template <class T>
class Co {  // awaited child, symmetric transfer
public:
    struct promise_type {
        T value{};
        std::coroutine_handle<> next;
        Co get_return_object() { return Co{std::coroutine_handle<promise_type>::from_promise(*this)}; }
        std::suspend_always initial_suspend() noexcept { return {}; }
        struct Final {
            bool await_ready() noexcept { return false; }
            void await_resume() noexcept {}
            std::coroutine_handle<> await_suspend(std::coroutine_handle<promise_type> h) noexcept {
                return h.promise().next;
            }
        };
        Final final_suspend() noexcept { return {}; }
        void return_value(T v) { value = std::move(v); }
        void unhandled_exception() { std::abort(); }
    };
    explicit Co(std::coroutine_handle<promise_type> h) : h_(h) {}
    Co(Co&& o) noexcept : h_(std::exchange(o.h_, {})) {}
    ~Co() {
        if (h_) h_.destroy();
    }
    bool await_ready() noexcept { return false; }
    std::coroutine_handle<> await_suspend(std::coroutine_handle<> c) noexcept {
        h_.promise().next = c;
        return h_;
    }
    T await_resume() { return std::move(h_.promise().value); }

private:
    std::coroutine_handle<promise_type> h_;
};

class Socket;
class Loop {
public:
    Loop() : ep_(epoll_create1(0)) {}
    void add(int fd, Socket* s, uint32_t ev = EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET) {
        epoll_event e{ev, {.ptr = s}};
        epoll_ctl(ep_, EPOLL_CTL_ADD, fd, &e);
    }
    void run();
    void forget(Socket* s) {
        for (int i = at_; i < n_; i++)
            if (ev_[i].data.ptr == s) ev_[i].data.ptr = nullptr;
    }
    std::span<char> scratch() { return {buf_, sizeof buf_}; }

private:
    int ep_, n_ = 0, at_ = 0;
    epoll_event ev_[512];
    char buf_[256 * 1024];  // shared receive buffer: idle connections own no memory
};
class Socket {
public:
    Socket(Loop& l, int fd, bool ready = true) : loop_(&l), fd_(fd), readable_(false), writable_(ready) {
        l.add(fd, this);
    }
    Socket(const Socket&) = delete;
    ~Socket() {
#ifdef WITH_TLS
        if (ssl_) SSL_free(ssl_);
#endif
        loop_->forget(this);
        close(fd_);
    }
    struct Wait {
        std::coroutine_handle<>& slot;
        bool ready;
        bool await_ready() noexcept { return ready; }
        void await_suspend(std::coroutine_handle<> h) noexcept { slot = h; }
        void await_resume() noexcept {}
    };
    Wait readable() {
        return {reader_, readable_};
    }
    Wait writable() {
        return {writer_, writable_};
    }
#ifdef WITH_TLS
    // TLS straight on the descriptor: read-ahead makes it one recv per flight, no EAGAIN probe after a small read.
    void start_tls(SSL_CTX* ctx) {
        ssl_ = SSL_new(ctx);
        SSL_set_fd(ssl_, fd_);
        SSL_set_accept_state(ssl_);
    }
    ssize_t tls_read(char* p, size_t n) {
        size_t got = 0;
        if (SSL_read_ex(ssl_, p, n, &got)) {
            if (got < 8192 && !SSL_has_pending(ssl_) && !hup_) readable_ = false;
            return ssize_t(got);
        }
        int e = SSL_get_error(ssl_, 0);
        if (e == SSL_ERROR_WANT_READ) {
            readable_ = false;
            return -1;
        }
        return 0;
    }
    ssize_t tls_write(const char* p, size_t n) {
        size_t put = 0;
        if (SSL_write_ex(ssl_, p, n, &put)) return ssize_t(put);
        if (SSL_get_error(ssl_, 0) == SSL_ERROR_WANT_WRITE) {
            writable_ = false;
            return 0;
        }
        return -1;
    }
    SSL* ssl_ = nullptr;
#endif
    // Bytes now in the socket; <0: would block (await readable() and ask again); 0: end of stream.
    ssize_t try_read(char* p, size_t n) {
#ifdef WITH_TLS
        if (ssl_) return tls_read(p, n);
#endif
        ssize_t r = recv(fd_, p, n, 0);
        if (r < 0) {
            readable_ = false;
            return errno == EAGAIN ? -1 : 0;
        }
        if (size_t(r) < n && !hup_) readable_ = false;
        return r;
    }
    // Writes all; the common case completes without suspending or allocating a frame.
    ssize_t try_write(const char* p, size_t n) {
        if (!writable_) return 0;
#ifdef WITH_TLS
        if (ssl_) return tls_write(p, n);
#endif
        ssize_t r = send(fd_, p, n, MSG_NOSIGNAL);
        if (r < 0) {
            if (errno != EAGAIN) return -1;
            r = 0;
        }
        if (size_t(r) < n) writable_ = false;
        return r;
    }
    Co<bool> write_rest(std::string data) {
        for (size_t o = 0; o < data.size();) {
            co_await writable();
            ssize_t r = try_write(data.data() + o, data.size() - o);
            if (r < 0) co_return false;
            o += size_t(r);
        }
        co_return true;
    }
    void on_event(uint32_t e) {
        if (e & EPOLLOUT) {
            writable_ = true;
            if (writer_) return std::exchange(writer_, {}).resume();
        }
        if (e & (EPOLLIN | EPOLLRDHUP | EPOLLHUP | EPOLLERR)) {
            readable_ = true;
            if (e & ~(EPOLLIN | EPOLLOUT)) hup_ = true;
            if (reader_) std::exchange(reader_, {}).resume();
        }
    }
    bool idle_ok() const {
        return !readable_ && !hup_;
    }

private:
    Loop* loop_;
    int fd_;
    bool readable_, writable_, hup_ = false;
    std::coroutine_handle<> reader_, writer_;
};
inline void Loop::run() {
    for (;;) {
        n_ = epoll_wait(ep_, ev_, 512, -1);
        for (at_ = 0; at_ < n_;) {
            auto e = ev_[at_++];
            if (e.data.ptr) static_cast<Socket*>(e.data.ptr)->on_event(e.events);
        }
        n_ = at_ = 0;
    }
}
}  // namespace coro
