#pragma once
#include <QString>
#include <cstdint>
#include <string>
#include <vector>

namespace mirror::ui {

/// A text as the engine sees it (UTF-8) and as Qt shows it (UTF-16), and the way from an offset in one to the offset in the other. Half of a surrogate pair
/// becomes U+FFFD, which has the same length in UTF-16.
class Utf8Text {
public:
    Utf8Text() = default;
    /// Cuts what is beyond `limit` bytes, between characters.
    explicit Utf8Text(QString text, std::size_t limit = SIZE_MAX);
    const std::string& bytes() const { return m_bytes; }
    const QString& units() const { return m_units; }
    bool isCut() const { return m_isCut; }
    /// The UTF-16 offset of the character that holds this byte; the length of the text for an offset behind it.
    qsizetype beginUnit(std::uint64_t byte) const;
    /// The UTF-16 offset behind the character that holds the byte before this one.
    qsizetype endUnit(std::uint64_t byte) const;
    /// The characters of [begin, end) bytes.
    QString part(std::uint64_t begin, std::uint64_t end) const;

private:
    bool isInPair(std::size_t unit) const;
    std::string m_bytes;
    QString m_units;
    std::vector<std::uint32_t> m_byteOf;  ///< by unit, strictly rising; one more for the end
    bool m_isCut = false;
};

}  // namespace mirror::ui
