// The floor: a blind byte relay, one upstream connection per client connection, no HTTP at all. The socket calls of a
// perfect proxy (recv, send, recv, send a request) and nothing else.
#include "../harness.h"

using namespace bench;
struct End {
    int fd;
    End* other;
};
int main(int argc, char** argv) {
    Arguments a{argc, argv};
    int lfd = listenOn(int(a.number("port", 8207))), up = int(a.number("upstream", 9001)), ep = epoll_create1(0);
    epoll_event le{EPOLLIN, {.ptr = nullptr}};
    epoll_ctl(ep, EPOLL_CTL_ADD, lfd, &le);
    static epoll_event ev[512];
    static char buf[65536];
    for (;;) {
        int n = epoll_wait(ep, ev, 512, -1);
        for (int i = 0; i < n; i++) {
            auto* e = static_cast<End*>(ev[i].data.ptr);
            if (!e) {
                for (int s; (s = accept4(lfd, nullptr, nullptr, SOCK_NONBLOCK)) >= 0;) {
                    setNoDelay(s);
                    auto* c = new End{s, nullptr};
                    auto* u = new End{connectTo(up), c};
                    c->other = u;
                    for (auto* x : {c, u}) {
                        epoll_event q{EPOLLIN | EPOLLET, {.ptr = x}};
                        epoll_ctl(ep, EPOLL_CTL_ADD, x->fd, &q);
                    }
                }
                continue;
            }
            ssize_t r = recv(e->fd, buf, sizeof buf, 0);
            if (r <= 0) {
                shutdown(e->other->fd, SHUT_RDWR);
                close(e->fd);
                continue;
            }
            send(e->other->fd, buf, size_t(r), MSG_NOSIGNAL);
        }
    }
}
