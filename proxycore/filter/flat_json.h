#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mirror::filter {

/// One JSON object whose members are texts, whole numbers and booleans, read without making a tree of it: of a hundred thousand lines that costs a third. Reused
/// by its owner: read() replaces the content and keeps the memory. Getters are true when the member is absent (and `value` stays) or of the right type.
class FlatJson {
public:
    /// False when `json` is no object.
    bool read(std::string_view json);

    bool text(std::string_view name, std::string& value) const;
    bool flag(std::string_view name, bool& value) const;
    template <class Number>
    bool number(std::string_view name, Number& value) const {
        const Member* member = find(name);
        if (member == nullptr) return true;
        if (member->kind != Kind::number || !std::in_range<Number>(member->number)) return false;
        value = static_cast<Number>(member->number);
        return true;
    }
    /// One of the names `nameOf` gives to the values below `count`.
    template <class Enum>
    bool name(std::string_view name, Enum& value, std::string_view (*nameOf)(Enum), unsigned count) const {
        const Member* member = find(name);
        if (member == nullptr) return true;
        for (unsigned i = 0; i < count && member->kind == Kind::text; ++i) {
            if (nameOf(static_cast<Enum>(i)) != member->text) continue;
            value = static_cast<Enum>(i);
            return true;
        }
        return false;
    }

private:
    enum class Kind : std::uint8_t { text, number, flag, other };
    struct Member {
        std::string name;
        Kind kind = Kind::other;
        std::int64_t number = 0;  // a flag's too
        std::string text;
    };
    class Handler;
    const Member* find(std::string_view name) const;

    std::vector<Member> m_members;  // the first m_count are of this object
    std::size_t m_count = 0;
};

}  // namespace mirror::filter
