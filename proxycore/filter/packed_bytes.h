#pragma once
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

/// Values as bytes and back, for files that one machine writes for itself: numbers as they lie in memory.
namespace mirror::filter {

class ByteWriter {
public:
    template <class T>
    void number(T value) {
        static_assert(std::is_trivially_copyable_v<T>);
        const std::size_t at = m_bytes.size();
        m_bytes.resize(at + sizeof(T));
        std::memcpy(m_bytes.data() + at, &value, sizeof(T));
    }
    void text(std::string_view text) {
        number<std::uint64_t>(text.size());
        m_bytes += text;
    }
    /// T must have no padding: it would be written as it happens to be.
    template <class T>
    void array(std::span<const T> values) {
        static_assert(std::has_unique_object_representations_v<T>);
        number<std::uint64_t>(values.size());
        if (values.empty()) return;
        const std::size_t at = m_bytes.size();
        m_bytes.resize(at + values.size_bytes());
        std::memcpy(m_bytes.data() + at, values.data(), values.size_bytes());
    }
    std::string take() { return std::move(m_bytes); }

private:
    std::string m_bytes;
};

/// Reads what ByteWriter wrote. What is missing or announces more than there is reads as nothing and makes ok() false from then on; no size is
/// believed before the bytes are there.
class ByteReader {
public:
    explicit ByteReader(std::string_view bytes) : m_rest(bytes) {}
    bool ok() const { return m_ok; }
    bool atEnd() const { return m_ok && m_rest.empty(); }

    template <class T>
    T number() {
        T value{};
        const std::string_view bytes = take(sizeof(T));
        if (m_ok) std::memcpy(&value, bytes.data(), sizeof(T));
        return value;
    }
    std::string_view text() { return take(number<std::uint64_t>()); }
    template <class T>
    std::vector<T> array() {
        const auto count = number<std::uint64_t>();
        if (count > m_rest.size() / sizeof(T)) m_ok = false;
        if (!m_ok || count == 0) return {};
        std::vector<T> values(count);
        std::memcpy(values.data(), take(count * sizeof(T)).data(), count * sizeof(T));
        return values;
    }

private:
    std::string_view take(std::uint64_t size) {
        if (size > m_rest.size()) m_ok = false;
        if (!m_ok) return {};
        const std::string_view taken = m_rest.substr(0, size);
        m_rest.remove_prefix(size);
        return taken;
    }
    std::string_view m_rest;
    bool m_ok = true;
};

}  // namespace mirror::filter
