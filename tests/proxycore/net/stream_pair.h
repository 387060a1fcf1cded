#pragma once
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <string>

#include "net/stream.h"
#include "support/test_loop.h"

/// Streams for tests: connected ends, and the loops that production code writes around them.
namespace mirror::test {

/// Two connected non-blocking descriptors; the caller owns them.
inline std::pair<int, int> socketPair() {
    int fds[2] = {-1, -1};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, fds) != 0) throw std::runtime_error("socketpair");
    return {fds[0], fds[1]};
}

/// Everything until the end of the stream, at most `limit` bytes; IoStatus of how it ended.
struct ReadAll {
    std::string data;
    net::IoStatus end = net::IoStatus::ok;
};
inline base::Task<ReadAll> readAll(net::Stream& stream, std::size_t limit, std::size_t bufferSize = 16 * 1024) {
    ReadAll all;
    std::string buffer(bufferSize, '\0');
    const SteadyTime deadline = soon(Milliseconds(20'000));
    while (all.data.size() < limit) {
        const net::IoResult got = stream.readNow({buffer.data(), std::min(buffer.size(), limit - all.data.size())});
        if (got.status == net::IoStatus::ok) {
            all.data.append(buffer.data(), got.count);
            continue;
        }
        all.end = got.status;
        if (got.status != net::IoStatus::wouldBlock) co_return all;
        const net::Wake wake = co_await stream.readable(deadline, nullptr);
        if (wake != net::Wake::ready) co_return all;
    }
    all.end = net::IoStatus::ok;
    co_return all;
}

/// Writes everything; false if the stream failed or took nothing for 20 s.
inline base::Task<bool> writeAll(net::Stream& stream, std::string data) {
    std::string_view rest = data;
    const SteadyTime deadline = soon(Milliseconds(20'000));
    while (!rest.empty()) {
        const net::IoResult put = stream.writeNow(rest);
        rest.remove_prefix(put.count);
        if (put.status == net::IoStatus::failed) co_return false;
        if (rest.empty()) break;
        const net::Wake wake = co_await stream.writable(deadline, nullptr);
        if (wake != net::Wake::ready) co_return false;
    }
    co_return true;
}

/// Bytes in which a lost, doubled or swapped piece shows.
inline std::string pattern(std::size_t size) {
    std::string out(size, '\0');
    std::uint32_t state = 12345;
    for (char& c : out) {
        state = state * 1664525u + 1013904223u;
        c = static_cast<char>(state >> 24);
    }
    return out;
}

}  // namespace mirror::test
