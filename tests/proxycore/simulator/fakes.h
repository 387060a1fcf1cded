#pragma once
#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "exchange/exchange.h"
#include "simulator/pauses.h"
#include "simulator/simulator_handler.h"

/// The simulator without sockets and without real time.
namespace mirror::simulator::test {

/// A clock that jumps to where one waits for; "for ever" and everything after `goneAt` end as if the client had left.
class FakePauses final : public Pauses {
public:
    SteadyTime now() const override { return m_now; }
    base::Task<bool> until(SteadyTime when, net::Canceller*) override {
        if (when >= goneAt) {
            waitedForGone = true;
            m_now = std::min(goneAt, SteadyTime(std::chrono::hours(1)));
            co_return false;
        }
        m_now = std::max(m_now, when);
        co_return true;
    }
    SteadyTime goneAt = SteadyTime::max();
    bool waitedForGone = false;

private:
    SteadyTime m_now{};
};

/// Remembers everything done to it.
class FakeWriter final : public exchange::ClientWriter {
public:
    struct Piece {
        std::string data;
        SteadyTime at;
    };
    explicit FakeWriter(const Pauses& clock) : m_clock(clock) {}
    void begin(int statusCode, std::string_view headFields, exchange::AnswerBody, std::uint64_t contentLength) override {
        status = statusCode;
        fields = headFields;
        announced = contentLength;
        ++begun;
    }
    void continueRequest() override { continued = true; }
    bool write(std::string_view data) override {
        if (isGone) return false;
        pieces.push_back({std::string(data), m_clock.now()});
        return true;
    }
    bool finish() override { return finished = true; }
    void abort() override { aborted = true; }
    void reset() override { wasReset = true; }
    void closeAfter() override { closes = true; }
    bool isBlocked() const override { return blocks; }
    base::Task<bool> drained() override {
        ++drains;
        co_return drainSucceeds;
    }
    bool hasBegun() const override { return begun > 0; }
    std::uint64_t bytesWritten() const override { return body().size(); }
    std::optional<SteadyTime> finishedAt() const override { return std::nullopt; }
    std::string body() const {
        std::string all;
        for (const Piece& piece : pieces) all += piece.data;
        return all;
    }

    int status = 0, begun = 0, drains = 0;
    std::string fields;
    std::uint64_t announced = 0;
    std::vector<Piece> pieces;
    bool continued = false, finished = false, aborted = false, wasReset = false, closes = false, isGone = false;
    bool blocks = false, drainSucceeds = true;

private:
    const Pauses& m_clock;
};

class FakeBody final : public exchange::RequestBody {
public:
    explicit FakeBody(std::string text) : m_text(std::move(text)) {}
    base::Task<Result<std::string_view>> readAll() override {
        if (failure) co_return fail(*failure);
        co_return std::string_view(m_text);
    }
    std::size_t capacity() const override { return m_text.size(); }
    base::Task<Result<std::string_view>> readSome() override { co_return std::string_view(); }
    std::optional<Error> failure;

private:
    std::string m_text;
};

/// One request served from beginning to end.
class Call {
public:
    Call(SimulatorHandler& handler, FakePauses& pauses, std::string_view method, std::string_view path, std::string body = {},
         std::string_view authorization = {})
        : writer(pauses), requestBody(std::move(body)), m_handler(handler) {
        exchange.head.method = method;
        exchange.head.path = path;
        exchange.head.target = path;
        if (!authorization.empty()) exchange.head.fields.push_back({"Authorization", authorization});
        exchange.time = SystemTime(std::chrono::seconds(1'700'000'000));
        exchange.client = &writer;
        exchange.requestBody = &requestBody;
    }
    Call& run() {
        drive();
        return *this;
    }

    exchange::Exchange exchange;
    FakeWriter writer;
    FakeBody requestBody;
    bool ended = false;

private:
    base::Detached drive() {
        co_await m_handler.serve(exchange);
        ended = true;
    }
    SimulatorHandler& m_handler;
};

}  // namespace mirror::simulator::test
