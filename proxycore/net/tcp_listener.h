#pragma once
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "net/address.h"
#include "net/reactor.h"

namespace mirror::net {

/// Sockets of one address, one a worker, with SO_REUSEPORT so that the kernel spreads connections. Opened by the control thread; the sockets
/// are handed to workers.
struct BoundSockets {
    Address address;  ///< with the real port
    std::vector<int> descriptors;
};
/// addressInUse if anything, another engine of ours too, listens there; addressInvalid if the address is not of this machine or the port
/// is not permitted. args[0] is the address.
Result<BoundSockets> bindSockets(const std::string& address, std::uint16_t port, std::size_t count);
/// One more socket on an address that is already bound by bindSockets.
Result<int> bindOneMore(const Address& address);

/// Accepts connections of one listening socket on one reactor.
class TcpListener final : public IoHandler {
public:
    /// Takes over `fd`. `accepted` gets each new connection (non-blocking) and owns it.
    TcpListener(Reactor& reactor, int fd, std::function<void(int fd)> accepted);
    ~TcpListener();
    TcpListener(const TcpListener&) = delete;
    TcpListener& operator=(const TcpListener&) = delete;
    void onIo(std::uint32_t events) override;

private:
    class RetryTimer;
    void acceptAll();
    Reactor& m_reactor;
    int m_fd;
    std::function<void(int)> m_accepted;
    std::unique_ptr<RetryTimer> m_retry;  // out of descriptors: try again soon
};

}  // namespace mirror::net
