#pragma once
#include <cstdint>
#include <string_view>

#include "http/message.h"
#include "proxycore/api/result.h"

namespace mirror::http {

/// Takes the framing off a body, without copying. Feed it what has arrived; it hands back one piece at a time.
class BodyDecoder {
public:
    BodyDecoder() = default;  ///< finished at once
    BodyDecoder(BodyKind kind, std::uint64_t contentLength);

    struct Piece {
        std::string_view data;     ///< payload, a view into `input`; may be empty
        std::size_t consumed = 0;  ///< bytes of `input` used up, framing included
    };
    /// The next piece of `input`. Call again with the rest while consumed > 0 and not finished().
    /// badRequest (cause: rule) on chunk sizes that are not plain hex (no sign, no 0x, at most 15 digits), bad
    /// chunk ends, control characters in extensions, over-long extensions (256 B a line) or trailers (8 KiB together).
    Result<Piece> next(std::string_view input);
    /// Whether the end of the body has been seen.
    bool finished() const { return m_state == State::done; }
    /// The connection ended: finishes an until-close body, badRequest (cause "body cut short") otherwise.
    Result<void> endOfInput();

private:
    enum class State : std::uint8_t { done, length, untilClose, chunkSize, chunkExtension, chunkSizeLf, chunkData, chunkDataCr, chunkDataLf,
                                      trailerStart, trailerName, trailerValue, trailerLf, lastLf };
    Piece takeData(std::string_view input, std::size_t used);
    // Each takes one byte of framing and returns the rule it breaks, nullptr if none.
    const char* takeFraming(char c);
    const char* takeSize(char c);
    const char* takeExtension(char c);
    const char* takeTrailer(char c);
    const char* expect(char c, char wanted, State then);

    State m_state = State::done;
    std::uint8_t m_digits = 0;
    std::uint32_t m_extra = 0;  // bytes of extension or trailers so far
    std::uint64_t m_left = 0;
};

}  // namespace mirror::http
