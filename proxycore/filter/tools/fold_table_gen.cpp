#include <fstream>
#include <iostream>
#include <sstream>

#include "filter/tools/unicode_maps.h"

/// Writes the C++ source of kFoldData (fold_data.h) to the file that is named: fold_table_gen OUT.cpp
namespace {

using namespace mirror::filter::tools;

std::string hex(char32_t value) {
    std::ostringstream out;
    out << "0x" << std::hex << std::uppercase << static_cast<std::uint32_t>(value);
    return out.str();
}

/// The items of one array, ten a line.
class Array {
public:
    Array(std::string_view type, std::string_view name) { m_text << "constexpr " << type << ' ' << name << "[] = {"; }
    void add(const std::string& item) { m_text << (m_count++ % 10 == 0 ? "\n    " : " ") << item << ','; }
    std::string str() const { return m_text.str() + "\n};\n\n"; }

private:
    std::ostringstream m_text;
    std::size_t m_count = 0;
};

std::string pairs(std::string_view name, const LetterMap& map) {
    Array out("FoldPair", name);
    for (const auto& [from, to] : map) out.add('{' + hex(from) + ", " + hex(to) + '}');
    return out.str();
}

std::string ranges(std::string_view name, const Ranges& all) {
    Array out("FoldRange", name);
    for (const auto& [first, last] : all) out.add('{' + hex(first) + ", " + hex(last) + '}');
    return out.str();
}

// A target of several letters is FoldPair::kSequence, the offset of the first in five bits less, and how many.
std::string widthArrays() {
    Array out("FoldPair", "kWidth");
    Array letters("char32_t", "kSequences");
    std::u32string sequences;
    for (const auto& [from, to] : widthMap()) {
        if (to.size() == 1) {
            out.add('{' + hex(from) + ", " + hex(to[0]) + '}');
            continue;
        }
        auto at = sequences.find(to);
        if (at == std::u32string::npos) {
            at = sequences.size();
            sequences += to;
        }
        if (to.size() > 31) {
            std::cerr << "a compatibility mapping of more than 31 letters\n";
            std::exit(1);
        }
        out.add('{' + hex(from) + ", FoldPair::kSequence | " + hex(static_cast<char32_t>(at << 5 | to.size())) + '}');
    }
    for (const char32_t letter : sequences) letters.add(hex(letter));
    return letters.str() + out.str();
}

std::string source() {
    return "// Written by fold_table_gen from the data of ICU and OpenCC.\n#include \"filter/fold_data.h\"\n\nnamespace mirror::filter {\n\nnamespace {\n\n" + widthArrays() +
           pairs("kUnmarked", unmarkedMap()) + pairs("kSimplified", simplifiedMap()) + pairs("kLookAlikes", lookAlikeMap()) + ranges("kIgnorable", ignorableRanges()) +
           ranges("kHan", hanRanges()) + ranges("kLatin", latinRanges()) + ranges("kBordered", borderedRanges()) +
           "}  // namespace\n\nconst FoldData kFoldData{kWidth, kSequences, kUnmarked, kSimplified, kLookAlikes, kIgnorable, kHan, kLatin, kBordered};\n\n}  // namespace mirror::filter\n";
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 2) {
        std::cerr << "usage: fold_table_gen OUT.cpp\n";
        return 2;
    }
    std::ofstream out(argv[1], std::ios::binary);
    out << source();
    out.close();
    if (!out) std::cerr << argv[1] << ": cannot be written\n";
    return out ? 0 : 1;
}
