#pragma once
#include <coroutine>
#include <exception>
#include <optional>
#include <utility>

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#if defined(__has_feature)
#if !__has_feature(address_sanitizer) && !__has_feature(thread_sanitizer)
#define MIRROR_RECYCLE_FRAMES 1
#endif
#else
#define MIRROR_RECYCLE_FRAMES 1
#endif
#endif
#ifdef MIRROR_RECYCLE_FRAMES
#include "base/frame_recycler.h"
#endif

/// Coroutine types of the engine. Read ARCHITECTURE.md "Coroutine shapes" before writing one: GCC 12 miscompiles four.
namespace mirror::base {

/// Base of the promises: where their frames' memory comes from.
struct FramePromise {
#ifdef MIRROR_RECYCLE_FRAMES
    static void* operator new(std::size_t size) { return FrameRecycler::take(size); }
    static void operator delete(void* memory, std::size_t size) { FrameRecycler::giveBack(memory, size); }
#endif
};

/// A child coroutine: starts when awaited, resumes its awaiter when done (symmetric transfer, no stack growth).
/// Owned by exactly one Task; destroying an unfinished Task destroys the frame and everything in it.
template <class T>
class [[nodiscard]] Task {
public:
    struct promise_type : FramePromise {
        std::optional<T> value;
        std::coroutine_handle<> awaiter;
        Task get_return_object() { return Task(std::coroutine_handle<promise_type>::from_promise(*this)); }
        std::suspend_always initial_suspend() noexcept { return {}; }
        struct Final {
            bool await_ready() noexcept { return false; }
            std::coroutine_handle<> await_suspend(std::coroutine_handle<promise_type> h) noexcept { return h.promise().awaiter; }
            void await_resume() noexcept {}
        };
        Final final_suspend() noexcept { return {}; }
        void return_value(T v) { value.emplace(std::move(v)); }
        void unhandled_exception() { std::terminate(); }  // style: no exception crosses a coroutine
    };
    Task(Task&& other) noexcept : m_handle(std::exchange(other.m_handle, {})) {}
    Task(const Task&) = delete;
    Task& operator=(const Task&) = delete;
    Task& operator=(Task&&) = delete;
    ~Task() {
        if (m_handle) m_handle.destroy();
    }
    bool await_ready() noexcept { return false; }
    std::coroutine_handle<> await_suspend(std::coroutine_handle<> awaiter) noexcept {
        m_handle.promise().awaiter = awaiter;
        return m_handle;
    }
    T await_resume() { return std::move(*m_handle.promise().value); }

private:
    explicit Task(std::coroutine_handle<promise_type> handle) : m_handle(handle) {}
    std::coroutine_handle<promise_type> m_handle;
};

template <>
class [[nodiscard]] Task<void> {
public:
    struct promise_type : FramePromise {
        std::coroutine_handle<> awaiter;
        Task get_return_object() { return Task(std::coroutine_handle<promise_type>::from_promise(*this)); }
        std::suspend_always initial_suspend() noexcept { return {}; }
        struct Final {
            bool await_ready() noexcept { return false; }
            std::coroutine_handle<> await_suspend(std::coroutine_handle<promise_type> h) noexcept { return h.promise().awaiter; }
            void await_resume() noexcept {}
        };
        Final final_suspend() noexcept { return {}; }
        void return_void() noexcept {}
        void unhandled_exception() { std::terminate(); }
    };
    Task(Task&& other) noexcept : m_handle(std::exchange(other.m_handle, {})) {}
    Task(const Task&) = delete;
    Task& operator=(const Task&) = delete;
    Task& operator=(Task&&) = delete;
    ~Task() {
        if (m_handle) m_handle.destroy();
    }
    bool await_ready() noexcept { return false; }
    std::coroutine_handle<> await_suspend(std::coroutine_handle<> awaiter) noexcept {
        m_handle.promise().awaiter = awaiter;
        return m_handle;
    }
    void await_resume() noexcept {}

private:
    explicit Task(std::coroutine_handle<promise_type> handle) : m_handle(handle) {}
    std::coroutine_handle<promise_type> m_handle;
};

/// A coroutine nobody awaits: starts at once, frees its own frame at the end. Its owner must make sure that everything
/// it waits for ends (a closed connection wakes its session), or the frame leaks.
struct Detached {
    struct promise_type {
        Detached get_return_object() noexcept { return {}; }
        std::suspend_never initial_suspend() noexcept { return {}; }
        std::suspend_never final_suspend() noexcept { return {}; }
        void return_void() noexcept {}
        void unhandled_exception() { std::terminate(); }
    };
};

}  // namespace mirror::base
