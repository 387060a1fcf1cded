#pragma once
#include <span>

namespace mirror::filter {

/// One code point and what it becomes: a letter, or kSequence | offset << 5 | count into FoldData::sequences (count may be 0).
struct FoldPair {
    static constexpr char32_t kSequence = 0x80000000U;
    char32_t from;
    char32_t to;
};

struct FoldRange {
    char32_t first;
    char32_t last;
};

/// What is known of Unicode, one array a step, by rising code point. Made at build time by tools/fold_table_gen from the data of ICU and OpenCC;
/// what each holds is said in tools/unicode_maps.h.
struct FoldData {
    std::span<const FoldPair> width;
    std::span<const char32_t> sequences;
    std::span<const FoldPair> unmarked;
    std::span<const FoldPair> simplified;
    std::span<const FoldPair> lookAlikes;
    std::span<const FoldRange> ignorable;
    std::span<const FoldRange> han;
    std::span<const FoldRange> latin;
    std::span<const FoldRange> bordered;
};
extern const FoldData kFoldData;

}  // namespace mirror::filter
