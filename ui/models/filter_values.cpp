#include "ui/models/filter_values.h"

#include <array>
#include <cmath>
#include <limits>

namespace mirror::ui {

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

char folded(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

struct Unit {
    const char16_t* suffix;
    double factor;
};

/// Splits "1.5s" into a plain decimal number and a suffix; false when it does not begin with a digit.
bool splitQuantity(const QString& text, double& number, double& lastDigit, QString& suffix) {
    qsizetype end = 0;
    qsizetype decimals = -1;
    for (; end < text.size(); ++end) {
        const QChar c = text.at(end);
        if (c == u'.' && decimals < 0) decimals = 0;
        else if (c >= u'0' && c <= u'9') decimals += decimals >= 0 ? 1 : 0;
        else break;
    }
    bool ok = false;
    number = text.left(end).toDouble(&ok);
    if (!ok || end > 15) return false;
    lastDigit = decimals > 0 ? std::pow(10.0, -static_cast<double>(decimals)) : 1.0;
    suffix = text.mid(end).toLower();
    return true;
}

template <std::size_t N>
std::optional<double> readWithUnits(const QString& text, const std::array<Unit, N>& units, double& slack) {
    double number = 0;
    double lastDigit = 1;
    QString suffix;
    if (!splitQuantity(text, number, lastDigit, suffix)) return std::nullopt;
    for (const Unit& unit : units) {
        if (suffix != QStringView(unit.suffix)) continue;
        slack = lastDigit * unit.factor / 2;
        return number * unit.factor;
    }
    return std::nullopt;
}

}  // namespace

std::optional<double> readNumber(const QString& text, double& slack) {
    static constexpr std::array<Unit, 3> kUnits{{{u"", 1}, {u"k", 1e3}, {u"m", 1e6}}};
    const auto value = readWithUnits(text, kUnits, slack);
    if (value && text.back().isDigit()) slack = 0;  // a bare count is exact
    return value;
}

std::optional<double> readDuration(const QString& text, double& slack) {
    static constexpr std::array<Unit, 7> kUnits{
        {{u"", 1e3}, {u"us", 1}, {u"µs", 1}, {u"ms", 1e3}, {u"s", 1e6}, {u"m", 60e6}, {u"min", 60e6}}};
    return readWithUnits(text, kUnits, slack);
}

std::optional<double> readClock(const QString& text, double& slack) {
    const auto parts = text.split(u':');
    if (parts.size() < 2 || parts.size() > 3) return std::nullopt;
    static constexpr std::array<int, 3> kLimits{24, 60, 60};
    static constexpr std::array<int, 3> kSeconds{3600, 60, 1};
    double seconds = 0;
    for (int i = 0; i < parts.size(); ++i) {
        bool ok = false;
        const int part = parts.at(i).toInt(&ok);
        const auto index = static_cast<std::size_t>(i);
        if (!ok || parts.at(i).size() > 2 || part < 0 || part >= kLimits[index]) return std::nullopt;
        seconds += part * kSeconds[index];
    }
    // A minute or a second is a span; its middle and half of its length describe it like a rounded number.
    const double half = parts.size() == 2 ? 30 : 0.5;
    slack = half - 0.0000004;  // up to, not including, the next one; times have microseconds at best
    return seconds + half - 0.0000005;
}

std::optional<ValueRange> readRange(const QString& text, QuantityReader read) {
    double slack = 0;
    const qsizetype dots = text.indexOf(QStringLiteral(".."));
    if (dots >= 0) {
        double slackHigh = 0;
        const auto low = read(text.left(dots), slack);
        const auto high = read(text.mid(dots + 2), slackHigh);
        if (!low || !high || *low > *high) return std::nullopt;
        const bool isSpan = read == readClock;
        return ValueRange{*low - (isSpan ? slack : 0), *high + (isSpan ? slackHigh : 0)};
    }
    const bool orEqual = text.size() > 1 && text.at(1) == u'=';
    const bool compares = text.startsWith(u'>') || text.startsWith(u'<');
    const qsizetype skipped = compares ? (orEqual ? 2 : 1) : text.startsWith(u'=') ? 1 : 0;
    const auto value = read(text.mid(skipped), slack);
    if (!value) return std::nullopt;
    if (!compares) return ValueRange{*value - slack, *value + slack};
    // A minute of the clock is a span: after it begins where it ends. A duration is a point, however it is rounded.
    const double reach = read == readClock ? slack : 0;
    const double edge = orEqual ? -reach : reach + std::max(std::abs(*value) * 1e-12, 1e-9);
    if (text.startsWith(u'>')) return ValueRange{*value + edge, kInfinity};
    return ValueRange{-kInfinity, *value - edge};
}

std::optional<ValueRange> readStatus(const QString& text) {
    const bool isClass = text.size() == 3 && text.at(0) >= u'1' && text.at(0) <= u'5' && text.mid(1).toLower() == u"xx";
    if (!isClass) return readRange(text, readNumber);
    const double low = (text.at(0).unicode() - u'0') * 100;
    return ValueRange{low, low + 99};
}

bool matchesPattern(std::string_view text, std::string_view pattern) {
    std::size_t t = 0;
    std::size_t p = 0;
    std::size_t star = std::string_view::npos;
    std::size_t resume = 0;
    while (t < text.size()) {
        if (p < pattern.size() && pattern[p] == '*') {
            star = p++;
            resume = t;
        } else if (p < pattern.size() && (pattern[p] == '?' || pattern[p] == folded(text[t]))) {
            ++p;
            ++t;
        } else if (star != std::string_view::npos) {
            p = star + 1;
            t = ++resume;
        } else {
            return false;
        }
    }
    while (p < pattern.size() && pattern[p] == '*') ++p;
    return p == pattern.size();
}

bool containsFolded(std::string_view text, std::string_view word) {
    if (word.empty()) return true;
    if (text.size() < word.size()) return false;
    for (std::size_t start = 0; start + word.size() <= text.size(); ++start) {
        std::size_t i = 0;
        while (i < word.size() && folded(text[start + i]) == word[i]) ++i;
        if (i == word.size()) return true;
    }
    return false;
}

std::string foldedAscii(const QString& text) {
    std::string bytes = text.toStdString();
    for (char& c : bytes) c = folded(c);
    return bytes;
}

}  // namespace mirror::ui
