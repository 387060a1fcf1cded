#pragma once
#include <string>
#include <string_view>

namespace mirror::crypto {

/// Bytes that must not linger or leak: zeroed when destroyed or assigned over, not copyable, without stream operator or
/// formatter. view() is for handing to a primitive, never for keeping.
class Secret {
public:
    Secret() = default;
    explicit Secret(std::string_view bytes);
    Secret(Secret&& other) noexcept;
    Secret& operator=(Secret&& other) noexcept;
    Secret(const Secret&) = delete;
    Secret& operator=(const Secret&) = delete;
    ~Secret();
    /// An explicit copy, for the places that must own one.
    Secret clone() const { return Secret(view()); }
    std::string_view view() const { return m_bytes; }
    bool empty() const { return m_bytes.empty(); }
    /// Constant time for equal lengths; the length itself is not hidden.
    bool equals(std::string_view other) const;

private:
    std::string m_bytes;
};

/// Overwrites memory so that the compiler cannot leave it out.
void wipe(std::string& text);

}  // namespace mirror::crypto
