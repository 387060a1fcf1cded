#pragma once
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "metrics/token_histogram.h"
#include "proxycore/api/histogram.h"

namespace mirror::metrics {

/// Writes the Prometheus text exposition format 0.0.4
/// (https://prometheus.io/docs/instrumenting/exposition_formats/), one metric family after another. It knows the format and
/// nothing of what is counted.
class Exposition {
public:
    using Label = std::pair<std::string_view, std::string_view>;
    using Labels = std::initializer_list<Label>;
    enum class Type : std::uint8_t { counter, gauge, histogram };

    /// Begins a family; all its samples follow before the next one.
    void family(std::string_view name, Type type, std::string_view help);
    void sample(std::uint64_t value, Labels labels = {});
    void sample(std::int64_t value, Labels labels = {});
    void sample(double value, Labels labels = {});
    /// Buckets of a histogram family, in seconds. A bound lies between two of our buckets: a value that is within 0.8 % of it
    /// may count on either side.
    void histogram(const Histogram& histogram, std::span<const double> boundsSeconds, Labels labels = {});
    void histogram(const TokenHistogram& histogram, Labels labels = {});
    std::string take() { return std::move(m_text); }

private:
    void line(std::string_view suffix, Labels labels, std::string_view bound, std::string_view value);
    void labelPair(std::string_view name, std::string_view value);
    std::string m_text;
    std::string m_name;
};

}  // namespace mirror::metrics
