#include "fuzz/claim.h"
#include "http/byte_scan.h"
#include "http/head_parser.h"
#include "http/head_scanner.h"
#include "http/serializer.h"

using namespace mirror::http;

namespace {

constexpr HeadLimits kLimits{.maxBytes = 4096, .maxUri = 512, .maxFields = 20};

struct Scan {
    HeadScanner::State state = HeadScanner::State::needMore;
    std::size_t start = 0;
    std::size_t end = 0;
    bool operator==(const Scan&) const = default;
};

/// Scans `text` as it arrives `step` bytes at a time.
Scan scan(std::string_view text, std::size_t step) {
    HeadScanner scanner(kLimits.maxBytes);
    Scan out;
    for (std::size_t size = 0; size < text.size() && out.state == HeadScanner::State::needMore;) {
        size = std::min(size + step, text.size());
        out.state = scanner.scan(text.substr(0, size));
    }
    if (out.state == HeadScanner::State::complete) out = {out.state, scanner.headStart(), scanner.headEnd()};
    return out;
}

std::string write(const RequestHead& head) {
    std::string out;
    HeadWriter writer(out);
    writer.requestLine(head.method, head.target);
    for (const Field& field : head.fields) writer.field(field.name, field.value);
    writer.end();
    return out;
}

/// What has been accepted is written and read back the same: nothing accepted can mean something else to the next server.
void checkRoundTrip(const RequestHead& head) {
    MIRROR_CLAIM(isToken(head.method));
    MIRROR_CLAIM(findControl(head.target) == head.target.size());
    MIRROR_CLAIM(!(findField(head.fields, "content-length") && findField(head.fields, "transfer-encoding")));
    MIRROR_CLAIM(head.body != BodyKind::untilClose);
    if (head.minorVersion == 0) return;  // we write 1.1, where a Host is due
    const std::string text = write(head);
    RequestHead again;
    MIRROR_CLAIM(parseRequestHead(text, {}, again));
    MIRROR_CLAIM(again.method == head.method && again.path == head.path && again.query == head.query && again.host == head.host);
    MIRROR_CLAIM(again.body == head.body && again.contentLength == head.contentLength && again.keepAlive == head.keepAlive);
    MIRROR_CLAIM(again.fields.size() == head.fields.size());
    for (std::size_t i = 0; i < head.fields.size(); ++i)
        MIRROR_CLAIM(again.fields[i].name == head.fields[i].name && again.fields[i].value == head.fields[i].value);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const Scan whole = scan(text, size);
    MIRROR_CLAIM(whole == scan(text, 1));
    MIRROR_CLAIM(whole == scan(text, 7));
    RequestHead head;
    if (whole.state == HeadScanner::State::complete && parseRequestHead(text.substr(whole.start, whole.end - whole.start), kLimits, head))
        checkRoundTrip(head);
    if (parseRequestHead(text, kLimits, head)) {  // without the scanner it must be no less strict
        MIRROR_CLAIM(whole.state == HeadScanner::State::complete && whole.start == 0 && whole.end == size);
        checkRoundTrip(head);
    }
    return 0;
}
