#include "fuzz/claim.h"
#include "http/sse_decoder.h"

using namespace mirror::http;

namespace {

constexpr std::size_t kLimit = 512;

/// Everything a decoder says of `text` as it arrives `step` bytes at a time, written down.
std::string decode(std::string_view text, std::size_t step) {
    SseDecoder decoder(kLimit);
    std::string out;
    for (std::size_t from = 0; from < text.size(); from += step) {
        std::string piece(text.substr(from, step));  // its own memory: a view that outlives it is seen
        std::string_view rest = piece;
        for (;;) {
            const auto item = decoder.next(rest);
            if (!item) return out + "refused";
            MIRROR_CLAIM(item->consumed <= rest.size());
            rest.remove_prefix(item->consumed);
            if (item->kind == SseDecoder::Kind::needMore) break;
            MIRROR_CLAIM(item->consumed > 0);
            if (item->kind == SseDecoder::Kind::keepAlive) out += '.';
            else out += "[" + std::string(item->event) + "|" + std::string(item->data) + "]";
            MIRROR_CLAIM(item->data.size() <= kLimit && item->data.find('\r') == std::string_view::npos);
        }
        MIRROR_CLAIM(rest.empty());
    }
    return decoder.hasPartial() ? out + '~' : out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const std::string whole = decode(text, size + 1);
    for (const std::size_t step : {1u, 2u, 7u, 64u}) MIRROR_CLAIM(decode(text, step) == whole);
    return 0;
}
