#pragma once
#include <cstdio>
#include <cstdlib>

/// A property the fuzzer tries to break. Ends the program with the claim's text, so that libFuzzer keeps the input.
#define MIRROR_CLAIM(condition)                                                      \
    do {                                                                             \
        if (!(condition)) {                                                          \
            std::fprintf(stderr, "%s:%d: broken: %s\n", __FILE__, __LINE__, #condition); \
            std::abort();                                                            \
        }                                                                            \
    } while (false)
