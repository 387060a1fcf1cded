#pragma once
#include <string>

#include "exchange/exchange.h"

/// A caller that only remembers what it was sent.
namespace mirror::test {

class RecordedClient final : public exchange::ClientWriter {
public:
    void begin(int statusCode, std::string_view headFields, exchange::AnswerBody bodyKind, std::uint64_t contentLength) override {
        ++begun;
        status = statusCode;
        fields = headFields;
        kind = bodyKind;
        announced = contentLength;
    }
    void continueRequest() override {}
    bool write(std::string_view data) override {
        body += data;
        return true;
    }
    bool finish() override {
        finished = true;
        return true;
    }
    void abort() override { aborted = true; }
    void reset() override { aborted = true; }
    void closeAfter() override {
        closes = true;
        closedBeforeBegin = begun == 0;
    }
    bool isBlocked() const override { return false; }
    base::Task<bool> drained() override { co_return true; }
    bool hasBegun() const override { return begun > 0; }
    std::uint64_t bytesWritten() const override { return body.size(); }
    std::optional<SteadyTime> finishedAt() const override { return std::nullopt; }

    /// The value of a head line, "" if there is none.
    std::string field(std::string_view name) const {
        const std::string line = "\r\n" + std::string(name) + ": ";
        const std::string all = "\r\n" + fields;
        const auto at = all.find(line);
        if (at == std::string::npos) return {};
        const auto from = at + line.size();
        return all.substr(from, all.find("\r\n", from) - from);
    }
    int status = 0, begun = 0;
    std::string fields, body;
    exchange::AnswerBody kind = exchange::AnswerBody::none;
    std::uint64_t announced = 0;
    bool finished = false, aborted = false, closes = false, closedBeforeBegin = false;
};

/// An exchange with a recorded client.
struct RecordedExchange {
    RecordedExchange() {
        exchange.client = &client;
        exchange.requestId = "req_test";
        exchange.begun = std::chrono::steady_clock::now();
    }
    RecordedExchange(const RecordedExchange&) = delete;
    RecordedExchange& operator=(const RecordedExchange&) = delete;
    RecordedClient client;
    exchange::Exchange exchange;
};

}  // namespace mirror::test
