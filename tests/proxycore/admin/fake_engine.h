#pragma once
#include <functional>
#include <memory>
#include <utility>
#include <variant>
#include <vector>

#include "proxycore/api/engine.h"

/// An engine that answers with what the test tells it to, and remembers what it was asked.
class FakeEngine : public mirror::Engine {
public:
    mirror::Snapshot state;
    std::vector<mirror::Command> asked;
    mirror::Result<mirror::Receipt> answer = mirror::Receipt(mirror::Done{});
    bool isSlow = false;  ///< answers only when answerNow() is called
    std::vector<std::function<void(mirror::Result<mirror::Receipt>)>> waiting;

    void submit(mirror::Command command, std::function<void(mirror::Result<mirror::Receipt>)> done) override {
        asked.push_back(std::move(command));
        if (isSlow) waiting.push_back(std::move(done));
        else done(answer);
    }
    void answerNow() {
        for (auto& done : std::exchange(waiting, {})) done(answer);
    }
    std::shared_ptr<const mirror::Snapshot> snapshot() const override { return std::make_shared<mirror::Snapshot>(state); }
    std::unique_ptr<mirror::Subscription> onEvent(std::function<void(const mirror::Event&)>) override { return nullptr; }

    template <class T>
    const T* lastAs() const {
        return asked.empty() ? nullptr : std::get_if<T>(&asked.back());
    }
};
