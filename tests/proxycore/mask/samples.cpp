#include "samples.h"

#include <array>
#include <cstdio>

#include "mask/id_number.h"

namespace mirror::mask::test {
namespace {

constexpr std::array kProvinces{"11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37", "41", "42", "43",
                                "44", "45", "46", "50", "51", "52", "53", "54", "61", "62", "63", "64", "65", "71", "81", "82", "83", "91"};
constexpr std::array kMonthDays{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

std::string padded(std::size_t value, int width) {
    char text[24];
    std::snprintf(text, sizeof text, "%0*zu", width, value);
    return text;
}

char luhnDigit(std::string_view digits) {
    unsigned sum = 0;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        unsigned digit = static_cast<unsigned>(digits[digits.size() - 1 - i] - '0') * (i % 2 == 0 ? 2 : 1);
        sum += digit / 10 + digit % 10;
    }
    return static_cast<char>('0' + (10 - sum % 10) % 10);
}

}  // namespace

std::string Samples::digits(std::size_t count) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) text += static_cast<char>('0' + below(10));
    return text;
}

std::string Samples::birthday() {
    const std::size_t month = below(12);
    return padded(month + 1, 2) + padded(below(static_cast<std::size_t>(kMonthDays[month])) + 1, 2);
}

std::string Samples::residentId() {
    const std::string head = anyOf(kProvinces) + digits(4) + std::to_string(1900 + below(126)) + birthday() + digits(3);
    return head + checkCharacter(head);
}

std::string Samples::oldResidentId() {
    return anyOf(kProvinces) + padded(1 + below(20), 2) + padded(1 + below(30), 2) + padded(below(100), 2) + birthday() + digits(3);
}

std::string Samples::mobile() { return "1" + padded(3 + below(7), 1) + digits(9); }

std::string Samples::card() {
    struct Form {
        const char* head;
        std::size_t size;
    };
    constexpr std::array kForms{Form{"6222", 19}, Form{"6217", 19}, Form{"6225", 16}, Form{"4392", 16}, Form{"5187", 16}, Form{"2321", 16}, Form{"3541", 16}, Form{"378282", 15}};
    const Form form = anyOf(kForms);
    std::string number = form.head + digits(form.size - std::string_view(form.head).size() - 1);
    number += luhnDigit(number);
    if (!maybe(30)) return number;
    return form.size == 15 ? grouped(number, {4, 6}, " ") : grouped(number, {4, 4, 4, 4}, maybe(50) ? " " : "-");
}

std::string Samples::around() {
    constexpr std::array kTexts{"", "，", "请联系", "我的号码是", "（", "）", "：", "谢谢", "。他说", "Tel: ", " or ", "\n", "\t", "“", "”", " ", "身份证", "手机号", "转账到", "号", "的", "/", "=", ",", ";", "\""};
    return anyOf(kTexts);
}

std::string fullWidth(std::string_view text) {
    std::string wide;
    for (const char c : text) {
        const unsigned code = 0xFF01U + static_cast<unsigned>(c - '!');
        wide += c == ' ' ? "\u3000" : std::string{static_cast<char>(0xEF), static_cast<char>(0x80 | (code >> 6 & 0x3F)), static_cast<char>(0x80 | (code & 0x3F))};
    }
    return wide;
}

std::string grouped(std::string_view digits, std::initializer_list<std::size_t> sizes, std::string_view separator) {
    std::string text;
    for (const std::size_t size : sizes) {
        if (digits.size() <= size) break;
        text.append(digits.substr(0, size)).append(separator);
        digits.remove_prefix(size);
    }
    return text.append(digits);
}

std::string found(std::string_view text, bool strict, std::uint8_t kinds) {
    std::vector<Found> pieces;
    detect(text, {kinds, strict}, pieces);
    std::string all;
    for (const Found& piece : pieces) all.append("[").append(piiKindName(piece.kind)).append("]").append(text.substr(piece.begin, piece.end - piece.begin));
    return all;
}

bool isFoundWhole(std::string_view before, std::string_view value, std::string_view behind, PiiKind kind, bool strict) {
    const std::string text = std::string(before).append(value).append(behind);
    std::vector<Found> pieces;
    detect(text, {0x7F, strict}, pieces);
    return pieces == std::vector<Found>{{before.size(), before.size() + value.size(), kind}};
}

}  // namespace mirror::mask::test
