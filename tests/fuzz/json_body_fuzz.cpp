#include <nlohmann/json.hpp>

#include "fuzz/claim.h"
#include "openai/error_body.h"
#include "openai/json_body.h"
#include "openai/stream_event.h"

using namespace mirror::openai;

namespace {

/// What our strict reader takes, another parser takes too and reads the same.
void checkAgainstAnotherParser(std::string_view text, const RequestBody& parsed) {
    const auto json = nlohmann::json::parse(text, nullptr, false);
    MIRROR_CLAIM(json.is_object());
    MIRROR_CLAIM(json["model"] == std::string(parsed.model));
    MIRROR_CLAIM(nlohmann::json::parse(text.substr(parsed.modelValue.begin, parsed.modelValue.end - parsed.modelValue.begin), nullptr, false) == json["model"]);
    const auto stream = json.find("stream");
    MIRROR_CLAIM(parsed.stream == (stream != json.end() && *stream == true));
}

void checkRewrite(RequestBodyReader& reader, std::string_view text, const RequestBody& parsed) {
    auto expected = nlohmann::json::parse(text, nullptr, false);
    expected["model"] = "another \"model\"";
    if (!expected["stream_options"].is_object()) expected["stream_options"] = nlohmann::json::object();
    expected["stream_options"]["include_usage"] = true;
    std::string scratch;
    const std::string out(rewriteBody(text, parsed, "another \"model\"", true, scratch));
    MIRROR_CLAIM(nlohmann::json::parse(out, nullptr, false) == expected);
    MIRROR_CLAIM(reader.parse(out, out.size(), 64, false));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static RequestBodyReader reader;
    static StreamEventReader events;
    static AnswerReader answers;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    if (const auto parsed = reader.parse(text, size, 64, false)) {
        checkAgainstAnotherParser(text, *parsed);
        checkRewrite(reader, text, reader.parse(text, size, 64, false).value());
    }
    const StreamEvent event = events.read(text);
    MIRROR_CLAIM((event.finishedMask & ~event.choiceMask) == 0);
    answers.read(text);
    if (const auto error = readErrorBody(400, text)) MIRROR_CLAIM(nlohmann::json::accept(toJson(*error)));
    return 0;
}
