#include <string>

#include "fuzz/claim.h"
#include "http/body_decoder.h"
#include "http/serializer.h"

using namespace mirror::http;

namespace {

struct Outcome {
    std::string body;
    std::size_t used = 0;
    bool refused = false;
    bool finished = false;
    bool operator==(const Outcome&) const = default;
};

/// Decodes `text` as it arrives `step` bytes at a time.
Outcome decode(std::string_view text, std::size_t step) {
    BodyDecoder decoder(BodyKind::chunked, 0);
    Outcome out;
    for (std::size_t size = 0; size < text.size() && !decoder.finished();) {
        size = std::min(size + step, text.size());
        while (out.used < size && !decoder.finished()) {
            const auto piece = decoder.next(text.substr(out.used, size - out.used));
            if (!piece) return {out.body, 0, true, false};
            MIRROR_CLAIM(piece->consumed > 0 && piece->consumed <= size - out.used && piece->data.size() <= piece->consumed);
            out.body += piece->data;
            out.used += piece->consumed;
        }
    }
    out.finished = decoder.finished();
    MIRROR_CLAIM(decoder.endOfInput().has_value() == out.finished);
    return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const Outcome whole = decode(text, size);
    MIRROR_CLAIM(whole == decode(text, 1));
    MIRROR_CLAIM(whole == decode(text, 5));
    if (!whole.finished) return 0;
    std::string again;
    appendChunk(again, whole.body);
    again += kLastChunk;
    MIRROR_CLAIM(decode(again, 3).body == whole.body);
    return 0;
}
