#include "fuzz/claim.h"
#include "http/head_parser.h"
#include "http/serializer.h"

using namespace mirror::http;

namespace {

constexpr HeadLimits kLimits{.maxBytes = 4096, .maxUri = 512, .maxFields = 20};

std::string write(const ResponseHead& head) {
    std::string out;
    HeadWriter writer(out);
    writer.statusLine(head.status);
    for (const Field& field : head.fields) writer.field(field.name, field.value);
    writer.end();
    return out;
}

void checkRoundTrip(const ResponseHead& head, std::string_view method) {
    MIRROR_CLAIM(head.status >= 100 && head.status <= 599);
    MIRROR_CLAIM(head.body != BodyKind::untilClose || !head.keepAlive);
    MIRROR_CLAIM(method != "HEAD" || head.body == BodyKind::none);
    ResponseHead again;
    MIRROR_CLAIM(parseResponseHead(write(head), {}, method, again));
    MIRROR_CLAIM(again.status == head.status && again.body == head.body && again.contentLength == head.contentLength);
    MIRROR_CLAIM(again.fields.size() == head.fields.size());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    for (const std::string_view method : {"POST", "HEAD", "CONNECT"}) {
        ResponseHead head;
        if (parseResponseHead(text, kLimits, method, head)) checkRoundTrip(head, method);
    }
    return 0;
}
