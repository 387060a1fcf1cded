#pragma once
#include <QString>
#include <optional>
#include <string>
#include <string_view>

/// The small readers and matchers that the filter language is made of.
namespace mirror::ui {

/// A closed range; what a comparison like `>2s` stands for. Open ends are infinite.
struct ValueRange {
    double low = 0;
    double high = 0;
};

/// Reads one bare quantity. `slack` becomes half of the last digit written, so that a rounded figure copied from the table
/// finds the rows that show it. Nothing when the text is not such a quantity.
using QuantityReader = std::optional<double> (*)(const QString& text, double& slack);
std::optional<double> readNumber(const QString& text, double& slack);    ///< "12", "1.5k", "2M"
std::optional<double> readDuration(const QString& text, double& slack);  ///< "250ms", "1.5s", "2min", "80us" in µs; bare: ms
std::optional<double> readClock(const QString& text, double& slack);     ///< "14:03" or "14:03:22", seconds of the local day

/// `>2s`, `<=2s`, `1s..2s`, `2s`.
std::optional<ValueRange> readRange(const QString& text, QuantityReader read);
/// "200", "5xx" and everything readRange takes.
std::optional<ValueRange> readStatus(const QString& text);

/// Whether `text` matches the wildcard pattern (`*`, `?`), ASCII case ignored. `pattern` is lower case. Linear for the patterns
/// people write; at worst |text| x |pattern|.
bool matchesPattern(std::string_view text, std::string_view pattern);
/// Whether `text` contains `word` (lower case), ASCII case ignored.
bool containsFolded(std::string_view text, std::string_view word);
/// Lower case for ASCII letters, every other byte as it is.
std::string foldedAscii(const QString& text);

}  // namespace mirror::ui
