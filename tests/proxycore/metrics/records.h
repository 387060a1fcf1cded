#pragma once
#include "proxycore/api/traffic.h"

/// Finished requests for tests of this room.
inline mirror::TrafficRecord plainRecord(mirror::Outcome outcome = mirror::Outcome::ok) {
    mirror::TrafficRecord record;
    record.requestId = "req-0123456789abcdef";
    record.method = "POST";
    record.path = "/v1/chat/completions";
    record.clientAddress = "10.20.30.40";
    record.listener = "plain";
    record.keyName = "team-a";
    record.userAgent = "OpenAI/Python 1.99.0 (x86_64; linux)";
    record.status = 200;
    record.outcome = outcome;
    record.modelAsked = "gpt-3.5-turbo";
    record.modelAnswered = "qwen-turbo-2026-01-01";
    record.upstream = "dashscope";
    record.route = "default";
    record.total = mirror::Microseconds(250'000);
    record.bytesIn.value = 600;
    record.bytesOut.value = 900;
    record.promptTokens.value = 120;
    record.completionTokens.value = 41;
    for (std::size_t stage = 0; stage < mirror::kStages; ++stage)
        record.stages[stage] = {mirror::Microseconds(stage * 10), mirror::Microseconds(10 + stage)};
    record.attempts.push_back({"dashscope", 200, "", mirror::Microseconds(80), mirror::Microseconds(240'000), true});
    return record;
}

inline mirror::TrafficRecord streamRecord() {
    mirror::TrafficRecord record = plainRecord();
    record.stream = true;
    record.firstToken = mirror::Microseconds(50'000);
    record.events = 43;
    return record;
}
