#pragma once
#include <map>
#include <string>
#include <utility>
#include <vector>

/// What folding knows of Unicode, taken from ICU and OpenCC. Part of the program that writes the table at build time; the engine links neither library.
namespace mirror::filter::tools {

using LetterMap = std::map<char32_t, char32_t>;
using Ranges = std::vector<std::pair<char32_t, char32_t>>;  ///< first and last, rising

/// NFKC, case folding and NFKC again of each code point they change. The radicals NFKC leaves alone (U+2E80..2EF3) go to the ideograph that the root collation of CLDR
/// gives the same primary weight (from EquivalentUnifiedIdeograph.txt of the Unicode Character Database).
std::map<char32_t, std::u32string> widthMap();
/// Latin, Greek and Cyrillic letters with marks to the letter without (é to e, й to и). Other scripts stay whole: a mark makes another letter there (が, Hangul).
LetterMap unmarkedMap();
/// OpenCC's t2s, one character at a time, until nothing changes.
LetterMap simplifiedMap();
/// Letters that are no ASCII letter or digit but look like one: those whose skeleton (UTS 39, ICU's uspoof) without marks is one. A letter whose skeleton is none
/// is taken by its other case, which it mostly repeats in another size (т, к, м, н, в).
LetterMap lookAlikeMap();

/// Default_Ignorable_Code_Point, marks that take no room (Mn, Me), format characters (Cf) but those that are drawn, controls that are no white space.
Ranges ignorableRanges();
Ranges hanRanges();    ///< Script=Han
Ranges latinRanges();  ///< letters of Script=Latin
/// Letters and decimal digits of scripts that write spaces between words: those whose line breaking class (UAX 14) is not that of ideographs, Hangul or
/// scripts that need a dictionary. Full-width forms of Latin, Greek, Cyrillic and of digits are among them.
Ranges borderedRanges();

}  // namespace mirror::filter::tools
