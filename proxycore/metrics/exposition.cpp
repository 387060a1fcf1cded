#include "metrics/exposition.h"

#include <array>
#include <charconv>
#include <cmath>

#include "base/text.h"

namespace mirror::metrics {

namespace {

/// A number as text without a heap allocation and without locale; a double in its shortest form that reads back the same.
class Number {
public:
    template <class T>
    explicit Number(T value) {
        const auto result = std::to_chars(m_text.data(), m_text.data() + m_text.size(), value);
        m_size = static_cast<std::size_t>(result.ptr - m_text.data());
    }
    operator std::string_view() const { return {m_text.data(), m_size}; }

private:
    std::array<char, 32> m_text{};
    std::size_t m_size = 0;
};

std::string_view typeName(Exposition::Type type) {
    switch (type) {
        case Exposition::Type::counter: return "counter";
        case Exposition::Type::gauge: return "gauge";
        case Exposition::Type::histogram: return "histogram";
    }
    return "untyped";
}

Microseconds toMicroseconds(double seconds) { return Microseconds(std::llround(seconds * 1e6)); }

}  // namespace

void Exposition::family(std::string_view name, Type type, std::string_view help) {
    m_name = name;
    m_text.append("# HELP ").append(name).append(" ").append(help).append("\n");
    m_text.append("# TYPE ").append(name).append(" ").append(typeName(type)).append("\n");
}

void Exposition::labelPair(std::string_view name, std::string_view value) {
    m_text.append(name).append("=\"");
    // One byte that is not UTF-8 makes Prometheus refuse the whole page.
    if (!base::isUtf8(value)) value = "other";
    for (const char c : value) {
        if (c == '\n') m_text += "\\n";
        else if (c == '\\' || c == '"') (m_text += '\\') += c;
        else m_text += c;
    }
    m_text += '"';
}

void Exposition::line(std::string_view suffix, Labels labels, std::string_view bound, std::string_view value) {
    m_text.append(m_name).append(suffix);
    char separator = '{';
    for (const auto& [name, text] : labels) {
        m_text += std::exchange(separator, ',');
        labelPair(name, text);
    }
    if (!bound.empty()) {
        m_text += std::exchange(separator, ',');
        labelPair("le", bound);
    }
    if (separator == ',') m_text += '}';
    m_text.append(" ").append(value).append("\n");
}

void Exposition::sample(std::uint64_t value, Labels labels) { line("", labels, "", Number(value)); }
void Exposition::sample(std::int64_t value, Labels labels) { line("", labels, "", Number(value)); }
void Exposition::sample(double value, Labels labels) { line("", labels, "", Number(value)); }

void Exposition::histogram(const Histogram& histogram, std::span<const double> boundsSeconds, Labels labels) {
    for (const double bound : boundsSeconds)
        line("_bucket", labels, Number(bound), Number(histogram.countUpTo(toMicroseconds(bound))));
    line("_bucket", labels, "+Inf", Number(histogram.count()));
    line("_sum", labels, "", Number(static_cast<double>(histogram.sum().count()) / 1e6));
    line("_count", labels, "", Number(histogram.count()));
}

void Exposition::histogram(const TokenHistogram& histogram, Labels labels) {
    std::uint64_t seen = 0;
    for (std::size_t i = 0; i < TokenHistogram::kBounds; ++i) {
        seen += histogram.counts[i];
        line("_bucket", labels, Number(TokenHistogram::bound(i)), Number(seen));
    }
    seen += histogram.counts[TokenHistogram::kBounds];
    line("_bucket", labels, "+Inf", Number(seen));
    line("_sum", labels, "", Number(histogram.sum));
    line("_count", labels, "", Number(seen));
}

}  // namespace mirror::metrics
