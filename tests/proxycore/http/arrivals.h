#pragma once
#include <QtCore/QByteArray>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

/// The ways the network may cut bytes: whole, one at a time, and in two at every position.
namespace mirror::test {

inline QByteArray bytes(std::string_view text) { return {text.data(), static_cast<qsizetype>(text.size())}; }
inline std::string_view view(const QByteArray& text) { return {text.constData(), static_cast<std::size_t>(text.size())}; }

using Pieces = std::vector<std::string_view>;

/// Calls `run` with each way of cutting `text`; the first answer that differs from that for the whole text is returned with
/// its cut named, else an empty array.
inline QByteArray firstDifference(std::string_view text, const std::function<QByteArray(const Pieces&)>& run) {
    const QByteArray whole = run({text});
    Pieces single;
    for (std::size_t i = 0; i < text.size(); ++i) single.push_back(text.substr(i, 1));
    if (const QByteArray got = run(single); got != whole) return "a byte at a time: " + got + " instead of " + whole;
    for (std::size_t cut = 1; cut < text.size(); ++cut) {
        const QByteArray got = run({text.substr(0, cut), text.substr(cut)});
        if (got != whole) return "cut at " + QByteArray::number(static_cast<qulonglong>(cut)) + ": " + got + " instead of " + whole;
    }
    return {};
}

}  // namespace mirror::test
