#pragma once
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>

/// The time of one operation that has no socket in it.
namespace mirror::bench {

using Clock = std::chrono::steady_clock;
constexpr int kRounds = 300;  // short ones: on a busy machine the best is one that nothing disturbed
constexpr double kRoundNs = 300'000;

// What is measured returns false on failure: a wrong answer quickly is no figure.
template <class Operation>
double timeOnce(int count, Operation& operation) {
    const auto start = Clock::now();
    for (int i = 0; i < count; ++i)
        if (!operation()) std::abort();
    const std::chrono::duration<double, std::nano> taken = Clock::now() - start;
    return taken.count() / count;
}

/// Prints the best of several rounds.
template <class Operation>
void measure(const char* name, Operation operation) {
    double best = timeOnce(1, operation);
    const int rounds = best < kRoundNs * 10 ? kRounds : 9;
    for (int round = 0; round < rounds; ++round)
        best = std::min(best, timeOnce(std::max(1, static_cast<int>(kRoundNs / best)), operation));
    if (best < 1e5) std::printf("%-52s %10.0f ns\n", name, best);
    else std::printf("%-52s %10.2f ms\n", name, best / 1e6);
}

}  // namespace mirror::bench
