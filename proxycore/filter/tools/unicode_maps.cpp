#include "filter/tools/unicode_maps.h"

#include <opencc/opencc.h>
#include <unicode/coll.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/uspoof.h>

#include <cstdlib>
#include <iostream>
#include <memory>

namespace mirror::filter::tools {

namespace {

constexpr char32_t kLast = 0x10FFFF;

void require(UErrorCode code, const char* what) {
    if (U_SUCCESS(code)) return;
    std::cerr << what << ": " << u_errorName(code) << '\n';
    std::exit(1);
}

UChar32 point(char32_t letter) { return static_cast<UChar32>(letter); }
icu::UnicodeString toIcu(char32_t letter) { return icu::UnicodeString(point(letter)); }

std::u32string fromIcu(const icu::UnicodeString& text) {
    std::u32string out;
    for (std::int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) out += static_cast<char32_t>(text.char32At(i));
    return out;
}

bool isScalar(char32_t letter) { return letter < 0xD800 || letter > 0xDFFF; }
bool isMark(char32_t letter) { return (U_GET_GC_MASK(point(letter)) & (U_GC_MN_MASK | U_GC_ME_MASK)) != 0; }
bool isLetter(char32_t letter) { return (U_GET_GC_MASK(point(letter)) & U_GC_L_MASK) != 0; }

UScriptCode scriptOf(char32_t letter) {
    UErrorCode code = U_ZERO_ERROR;
    const UScriptCode script = uscript_getScript(point(letter), &code);
    require(code, "script");
    return script;
}

bool isEuropean(char32_t letter) {
    const UScriptCode script = scriptOf(letter);
    return script == USCRIPT_LATIN || script == USCRIPT_GREEK || script == USCRIPT_CYRILLIC;
}

template <typename Visit>
void forEachAssigned(Visit visit) {
    for (char32_t letter = 0; letter <= kLast; ++letter) {
        if (isScalar(letter) && u_isdefined(point(letter)) != 0) visit(letter);
    }
}

template <typename Is>
Ranges rangesOf(Is is) {
    Ranges ranges;
    for (char32_t letter = 0; letter <= kLast; ++letter) {
        if (!isScalar(letter) || !is(letter)) continue;
        if (!ranges.empty() && ranges.back().second + 1 == letter) {
            ranges.back().second = letter;
        } else {
            ranges.emplace_back(letter, letter);
        }
    }
    return ranges;
}

std::u32string compatibleWith(char32_t letter) {
    UErrorCode code = U_ZERO_ERROR;
    const icu::Normalizer2* nfkc = icu::Normalizer2::getNFKCInstance(code);
    require(code, "NFKC");
    icu::UnicodeString text = nfkc->normalize(toIcu(letter), code);
    text.foldCase();
    text = nfkc->normalize(text, code);
    require(code, "NFKC");
    return fromIcu(text);
}

/// The ideographs by their place in the root collation.
class IdeographOrder {
public:
    IdeographOrder() {
        UErrorCode code = U_ZERO_ERROR;
        m_collator.reset(icu::Collator::createInstance(icu::Locale::getRoot(), code));
        require(code, "collator");
        m_collator->setStrength(icu::Collator::PRIMARY);
        for (const auto& [first, last] : {std::pair{0x4E00, 0x9FFF}, std::pair{0x3400, 0x4DBF}, std::pair{0x20000, 0x2A6DF}}) {
            for (int letter = first; letter <= last; ++letter) m_byKey.emplace(key(static_cast<char32_t>(letter)), static_cast<char32_t>(letter));
        }
    }
    /// 0 when none stands at the same place.
    char32_t like(char32_t radical) const {
        const auto found = m_byKey.find(key(radical));
        return found == m_byKey.end() ? 0 : found->second;
    }

private:
    std::string key(char32_t letter) const {
        std::uint8_t bytes[64];
        const std::int32_t size = m_collator->getSortKey(toIcu(letter), bytes, sizeof bytes);
        return {reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size)};
    }
    std::unique_ptr<icu::Collator> m_collator;
    std::map<std::string, char32_t> m_byKey;
};

/// Skeletons of single letters.
class Skeletons {
public:
    Skeletons() {
        UErrorCode code = U_ZERO_ERROR;
        m_checker.reset(uspoof_open(&code));
        require(code, "uspoof");
    }
    /// The ASCII letter or digit that is the skeleton without marks; 0 when it is none.
    char32_t ascii(char32_t letter) const {
        UErrorCode code = U_ZERO_ERROR;
        icu::UnicodeString skeleton;
        uspoof_getSkeletonUnicodeString(m_checker.get(), 0, toIcu(letter), skeleton, &code);
        require(code, "skeleton");
        std::u32string bare = fromIcu(skeleton);
        std::erase_if(bare, isMark);
        return bare.size() == 1 && bare[0] < 0x80 && u_isalnum(point(bare[0])) != 0 ? bare[0] : 0;
    }

private:
    struct Close {
        void operator()(USpoofChecker* checker) const { uspoof_close(checker); }
    };
    std::unique_ptr<USpoofChecker, Close> m_checker;
};

bool isBorderedLetter(char32_t letter) {
    const bool digit = u_charType(point(letter)) == U_DECIMAL_DIGIT_NUMBER;
    if (!digit && !isLetter(letter)) return false;
    if (digit || isEuropean(letter)) return true;
    switch (u_getIntPropertyValue(point(letter), UCHAR_LINE_BREAK)) {
        case U_LB_IDEOGRAPHIC:
        case U_LB_COMPLEX_CONTEXT:
        case U_LB_CONDITIONAL_JAPANESE_STARTER:
        case U_LB_NONSTARTER:
        case U_LB_H2:
        case U_LB_H3:
        case U_LB_JL:
        case U_LB_JV:
        case U_LB_JT: return false;
        default: return true;
    }
}

// I, l and 1 share the skeleton l; a capital whose small letter looks like i is an I.
char32_t lookAlikeOf(char32_t letter, const Skeletons& skeletons) {
    const char32_t own = skeletons.ascii(letter);
    const char32_t small = static_cast<char32_t>(u_tolower(point(letter)));
    const char32_t capital = static_cast<char32_t>(u_toupper(point(letter)));
    if (own == U'l' && small != letter && skeletons.ascii(small) == U'i') return U'I';
    if (own != 0) return own;
    if (small != letter) return static_cast<char32_t>(u_toupper(point(skeletons.ascii(small))));
    return capital == letter ? 0 : static_cast<char32_t>(u_tolower(point(skeletons.ascii(capital))));
}

}  // namespace

std::map<char32_t, std::u32string> widthMap() {
    std::map<char32_t, std::u32string> map;
    forEachAssigned([&](char32_t letter) {
        std::u32string folded = compatibleWith(letter);
        if (folded != std::u32string(1, letter)) map.emplace(letter, std::move(folded));
    });
    const IdeographOrder order;
    for (char32_t radical = 0x2E80; radical <= 0x2EF3; ++radical) {
        const char32_t ideograph = order.like(radical);
        if (ideograph != 0) map.try_emplace(radical, 1, ideograph);
    }
    return map;
}

LetterMap unmarkedMap() {
    UErrorCode code = U_ZERO_ERROR;
    const icu::Normalizer2* nfd = icu::Normalizer2::getNFDInstance(code);
    require(code, "NFD");
    LetterMap map;
    forEachAssigned([&](char32_t letter) {
        if (!isLetter(letter) || !isEuropean(letter)) return;
        std::u32string bare = fromIcu(nfd->normalize(toIcu(letter), code));
        std::erase_if(bare, isMark);
        if (bare.size() == 1 && bare[0] != letter) map.emplace(letter, bare[0]);
    });
    require(code, "NFD");
    return map;
}

LetterMap simplifiedMap() {
    LetterMap map;
    try {
        const opencc::SimpleConverter converter("t2s.json");
        forEachAssigned([&](char32_t letter) {
            if (scriptOf(letter) != USCRIPT_HAN) return;
            std::string text;
            toIcu(letter).toUTF8String(text);
            const std::u32string simple = fromIcu(icu::UnicodeString::fromUTF8(converter.Convert(text)));
            if (simple.size() == 1 && simple[0] != letter) map.emplace(letter, simple[0]);
        });
        for (auto& [from, to] : map)
            while (map.contains(to)) to = map.at(to);
    } catch (const std::exception& error) {
        std::cerr << "OpenCC: " << error.what() << '\n';
        std::exit(1);
    }
    return map;
}

LetterMap lookAlikeMap() {
    const Skeletons skeletons;
    LetterMap map;
    forEachAssigned([&](char32_t letter) {
        if (letter < 0x80 || !isLetter(letter) || !isBorderedLetter(letter)) return;
        const std::u32string compatible = compatibleWith(letter);
        if (compatible.size() == 1 && compatible[0] < 0x80) return;  // 'Ａ' is an A, and no look-alike
        const char32_t like = lookAlikeOf(letter, skeletons);
        if (like != 0) map.emplace(letter, like);
    });
    return map;
}

Ranges ignorableRanges() {
    return rangesOf([](char32_t letter) {
        const UChar32 c = point(letter);
        if (u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) != 0 || isMark(letter)) return true;
        if (u_charType(c) == U_FORMAT_CHAR) return u_hasBinaryProperty(c, UCHAR_PREPENDED_CONCATENATION_MARK) == 0;
        return u_charType(c) == U_CONTROL_CHAR && u_isUWhiteSpace(c) == 0;
    });
}

Ranges hanRanges() {
    return rangesOf([](char32_t letter) { return scriptOf(letter) == USCRIPT_HAN; });
}

Ranges latinRanges() {
    return rangesOf([](char32_t letter) { return isLetter(letter) && scriptOf(letter) == USCRIPT_LATIN; });
}

Ranges borderedRanges() { return rangesOf(isBorderedLetter); }

}  // namespace mirror::filter::tools
