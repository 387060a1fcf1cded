#include "simulator/traffic_plan.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>
#include <numbers>
#include <string_view>

namespace mirror::simulator {
namespace {

using nlohmann::json;

constexpr double kSlowWaveSeconds = 180;
constexpr double kQuickWaveSeconds = 47;
constexpr double kLongestGapSeconds = 5;

constexpr std::array<std::string_view, 7> kModels{"qwen-max", "qwen-plus", "qwen-turbo", "deepseek-chat", "glm-4", "moonshot-v1-8k", "gpt-4o-mini"};
constexpr std::array<std::string_view, 9> kTroubles{"503", "500", "429", "cut", "error-event", "flaky", "malformed", "reset", "no-done"};
constexpr std::array<std::string_view, 16> kQuestions{
    "请介绍一下上海明天的天气情况",
    "帮我写一封请假邮件，理由是家里老人生病",
    "如何提高团队的沟通效率？",
    "请把这段会议纪要整理成三个要点：预算、进度、风险",
    "解释一下什么是数据备份和灾难恢复",
    "公司的报销流程应该怎样优化？",
    "用通俗的话说明量子计算的原理",
    "请推荐几本关于项目管理的书",
    "Summarise the quarterly report in three sentences",
    "Write a polite reply to a customer who complains about late delivery",
    "Explain the difference between latency and throughput",
    "How should a small team organise code reviews?",
    "Translate this contract clause into plain English",
    "Suggest names for an internal monitoring dashboard",
    "What are the risks of storing dialogue logs without encryption?",
    "Draft an agenda for the migration planning meeting",
};
constexpr std::array<std::string_view, 3> kRoles{"你是一个办公助手。", "You are a helpful assistant.", "请用简洁的语言回答。"};

std::string messagesBody(std::string_view model, std::string_view role, std::string_view question, std::size_t maxTokens, bool stream) {
    json body{{"model", model}, {"max_tokens", maxTokens}};
    body["messages"] = json::array();
    body["messages"].push_back({{"role", "system"}, {"content", role}});
    body["messages"].push_back({{"role", "user"}, {"content", question}});
    if (stream) body["stream"] = true;
    return body.dump();
}

}  // namespace

TrafficPlan::TrafficPlan(std::uint64_t seed, double requestsPerSecond) : m_random(seed), m_rate(std::max(requestsPerSecond, 0.01)) {}

double TrafficPlan::rateAt(Microseconds time) const {
    const double seconds = static_cast<double>(time.count()) / 1e6;
    const double turn = 2 * std::numbers::pi;
    return m_rate * (1 + 0.45 * std::sin(turn * seconds / kSlowWaveSeconds) + 0.25 * std::sin(turn * seconds / kQuickWaveSeconds));
}

std::string TrafficPlan::question() { return std::string(kQuestions[below(kQuestions.size())]); }

/// One in twenty names a provider in trouble, one in fifty a model nobody has.
std::string TrafficPlan::model() {
    std::string name(kModels[below(kModels.size())]);
    const std::uint64_t dice = below(100);
    if (dice < 5) name += "+" + std::string(kTroubles[below(kTroubles.size())]);
    if (dice >= 98) name = "unknown-model-" + std::to_string(below(3));
    return name;
}

std::string TrafficPlan::chat(bool stream) {
    const std::string name = model();
    const std::string_view role = kRoles[below(kRoles.size())];
    const std::string asked = question();
    return messagesBody(name, role, asked, 24 + below(120), stream);
}

std::string TrafficPlan::embedding() {
    json input = json::array();
    const std::uint64_t count = 1 + below(4);
    for (std::uint64_t i = 0; i < count; ++i) input.push_back(question());
    return json{{"model", "text-embedding-3-small"}, {"input", input}, {"dimensions", 256}}.dump();
}

PlannedRequest TrafficPlan::next() {
    const double gap = std::min(-std::log(1 - m_random.fraction()) / rateAt(m_at), kLongestGapSeconds);
    m_at += Microseconds(static_cast<std::int64_t>(gap * 1e6));
    PlannedRequest request{.at = m_at, .method = "POST", .path = "/v1/chat/completions"};
    const std::uint64_t kind = below(100);
    if (kind < 60) request.body = chat(true);
    if (kind >= 60 && kind < 86) request.body = chat(false);
    if (kind >= 86 && kind < 96) {
        request.path = "/v1/embeddings";
        request.body = embedding();
    }
    if (kind >= 96) {
        request.method = "GET";
        request.path = "/v1/models";
    }
    const std::uint64_t manner = below(100);
    if (manner < 2) request.key = PlannedKey::wrong;
    if (manner == 2) request.key = PlannedKey::none;
    if (manner >= 3 && manner < 6 && kind < 60) request.patience = Milliseconds(400 + below(1200));
    return request;
}

}  // namespace mirror::simulator
