#include <cstdint>
#include <string>

#include "fuzz/claim.h"
#include "http/multipart_reader.h"

using namespace mirror::http;

namespace {

struct Taken {
    std::string raw, told;
    bool good = false;
};

/// The form in pieces of `size` bytes.
Taken take(std::string_view form, std::size_t size) {
    MultipartReader reader("b0");
    Taken out;
    while (!form.empty()) {
        reader.feed(form.substr(0, size));
        form.remove_prefix(std::min(size, form.size()));
        for (;;) {
            const auto item = reader.next();
            if (!item) return out;
            if (item->kind == MultipartReader::Kind::needMore) break;
            out.raw += item->raw;
            if (item->kind == MultipartReader::Kind::part) out.told += "\n" + reader.part().name + "\t" + reader.part().filename + "\n";
            if (item->kind == MultipartReader::Kind::data) out.told += item->raw;
        }
    }
    out.good = reader.finish().has_value();
    return out;
}

}  // namespace

/// However it is cut: the same parts, the same verdict, and of a good form every byte.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view form(reinterpret_cast<const char*>(data), size);
    const Taken whole = take(form, form.size() + 1);
    const Taken single = take(form, 1);
    const Taken seven = take(form, 7);
    MIRROR_CLAIM(whole.good == single.good && whole.good == seven.good);
    if (!whole.good) return 0;
    MIRROR_CLAIM(whole.told == single.told && whole.told == seven.told);
    MIRROR_CLAIM(whole.raw == form && single.raw == form && seven.raw == form);
    return 0;
}
