#include "filter/flat_json.h"

#include <nlohmann/json.hpp>

namespace mirror::filter {

/// Told of each piece by the parser. What is nested is passed over: its member is of another kind.
class FlatJson::Handler : public nlohmann::json_sax<nlohmann::json> {
public:
    explicit Handler(FlatJson& owner) : m_owner(owner) {}

    bool key(string_t& name) override {
        if (m_depth != 1) return true;
        if (m_owner.m_count == m_owner.m_members.size()) m_owner.m_members.emplace_back();
        Member& member = m_owner.m_members[m_owner.m_count++];
        member.name.swap(name);
        member.kind = Kind::other;
        return true;
    }
    bool string(string_t& value) override {
        if (m_depth == 1) last().text.swap(value);
        return take(Kind::text, 0);
    }
    bool number_integer(number_integer_t value) override { return take(Kind::number, value); }
    bool number_unsigned(number_unsigned_t value) override {
        return std::in_range<std::int64_t>(value) ? take(Kind::number, static_cast<std::int64_t>(value)) : take(Kind::other, 0);
    }
    bool number_float(number_float_t, const string_t&) override { return take(Kind::other, 0); }
    bool boolean(bool value) override { return take(Kind::flag, value ? 1 : 0); }
    bool null() override { return take(Kind::other, 0); }
    bool binary(binary_t&) override { return false; }
    bool start_object(std::size_t) override {
        ++m_depth;
        return true;
    }
    bool start_array(std::size_t) override { return m_depth++ > 0; }
    bool end_object() override {
        --m_depth;
        return true;
    }
    bool end_array() override { return end_object(); }
    bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) override { return false; }

private:
    Member& last() { return m_owner.m_members[m_owner.m_count - 1]; }
    bool take(Kind kind, std::int64_t number) {
        if (m_depth != 1) return m_depth > 0;
        last().kind = kind;
        last().number = number;
        return true;
    }

    FlatJson& m_owner;
    int m_depth = 0;
};

bool FlatJson::read(std::string_view json) {
    m_count = 0;
    Handler handler(*this);
    return nlohmann::json::sax_parse(json, &handler);
}

const FlatJson::Member* FlatJson::find(std::string_view name) const {
    for (std::size_t i = 0; i < m_count; ++i)
        if (m_members[i].name == name) return &m_members[i];
    return nullptr;
}

bool FlatJson::text(std::string_view name, std::string& value) const {
    const Member* member = find(name);
    if (member != nullptr && member->kind == Kind::text) value = member->text;
    return member == nullptr || member->kind == Kind::text;
}

bool FlatJson::flag(std::string_view name, bool& value) const {
    const Member* member = find(name);
    if (member != nullptr && member->kind == Kind::flag) value = member->number != 0;
    return member == nullptr || member->kind == Kind::flag;
}

}  // namespace mirror::filter
