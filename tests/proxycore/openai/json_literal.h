#pragma once
#include <string>

namespace mirror::test {

/// JSON that can be read in a test: "{'a':1}"_jsonText has double quotes where single ones are written. (Raw strings would do,
/// but moc does not understand them and loses the class around them.)
inline std::string operator""_jsonText(const char* text, std::size_t size) {
    std::string out(text, size);
    for (char& c : out)
        if (c == '\'') c = '"';
    return out;
}

}  // namespace mirror::test
