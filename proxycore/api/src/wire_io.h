#pragma once
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "proxycore/api/result.h"
#include "proxycore/api/units.h"

/// One description of a struct's members serves both directions: Members<T>::visit(io, value) names each member once, and
/// `io` is a Writer or a Reader.
namespace mirror::wire {

using Json = nlohmann::json;

/// Specialised for every struct on the wire.
template <class T>
struct Members;

/// Specialised for every enumeration on the wire: the names of its values in order.
template <class Enum>
struct EnumNames;

template <class T>
concept Described = requires { &Members<T>::isDescribed; };

// -- to JSON --------------------------------------------------------------------------------------------------------

class Writer {
public:
    template <class T>
    void operator()(const char* name, const T& value) {
        m_json[name] = toJson(value);
    }
    Json take() { return std::move(m_json); }

    template <class T>
    static Json toJson(const T& value);

private:
    Json m_json = Json::object();
};

/// Overloads for types that are neither plain nor described; see wire_config.cpp for Config.
template <class T>
struct Codec {
    static Json toJson(const T& value) {
        if constexpr (std::is_enum_v<T>) {
            return EnumNames<T>::kNames.at(static_cast<std::size_t>(value));
        } else if constexpr (Described<T>) {
            Writer writer;
            Members<T>::visit(writer, value);
            return writer.take();
        } else {
            return value;
        }
    }
};

template <class T>
Json Writer::toJson(const T& value) {
    return Codec<T>::toJson(value);
}

// -- from JSON ------------------------------------------------------------------------------------------------------

/// Reads members that are present and of the right type; the first that is not is kept as problem, with its path.
class Reader {
public:
    explicit Reader(const Json& json) : m_json(json) {}

    template <class T>
    void operator()(const char* name, T& value) {
        if (!m_problem.empty()) return;
        const auto member = m_json.find(name);
        if (member == m_json.end() || member->is_null()) return;
        std::string problem = fromJson(*member, value);
        if (!problem.empty()) m_problem = std::string(name) + (problem[0] == '[' ? "" : problem[0] == ':' ? "" : ".") + problem;
    }
    const std::string& problem() const { return m_problem; }

    /// Empty, or what is wrong: ": expected ..." for the value itself, "member: expected ..." inside it.
    template <class T>
    static std::string fromJson(const Json& json, T& value);

private:
    const Json& m_json;
    std::string m_problem;
};

template <class T>
std::string readNumber(const Json& json, T& value) {
    if constexpr (std::is_floating_point_v<T>) {
        if (!json.is_number()) return ": expected a number";
        value = static_cast<T>(json.get<double>());
        return {};
    } else {
        if (!json.is_number_integer()) return ": expected a whole number";
        const bool fits = json.is_number_unsigned() ? std::in_range<T>(json.get<std::uint64_t>()) : std::in_range<T>(json.get<std::int64_t>());
        if (!fits) return ": the number is out of range";
        value = json.is_number_unsigned() ? static_cast<T>(json.get<std::uint64_t>()) : static_cast<T>(json.get<std::int64_t>());
        return {};
    }
}

template <class Enum>
std::string readEnum(const Json& json, Enum& value) {
    if (!json.is_string()) return ": expected a name";
    const auto& names = EnumNames<Enum>::kNames;
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (json.get_ref<const std::string&>() != names[i]) continue;
        value = static_cast<Enum>(i);
        return {};
    }
    return ": unknown name";
}

template <class T>
std::string readStruct(const Json& json, T& value) {
    if (!json.is_object()) return ": expected an object";
    Reader reader(json);
    Members<T>::visit(reader, value);
    return reader.problem();
}

template <class T>
struct Decoder {
    static std::string read(const Json& json, T& value) {
        if constexpr (std::is_enum_v<T>) {
            return readEnum(json, value);
        } else if constexpr (Described<T>) {
            return readStruct(json, value);
        } else if constexpr (std::is_same_v<T, bool>) {
            if (!json.is_boolean()) return ": expected true or false";
            value = json.get<bool>();
            return {};
        } else if constexpr (std::is_same_v<T, std::string>) {
            if (!json.is_string()) return ": expected a text";
            value = json.get<std::string>();
            return {};
        } else {
            return readNumber(json, value);
        }
    }
};

template <class T>
std::string Reader::fromJson(const Json& json, T& value) {
    return Decoder<T>::read(json, value);
}

// -- units and containers -----------------------------------------------------------------------------------------------

/// A type that travels as one integer: `get` and `make` convert.
#define MIRROR_WIRE_INTEGER(Type, getExpression, makeExpression)                \
    template <>                                                                 \
    struct Codec<Type> {                                                        \
        static Json toJson(const Type& value) { return getExpression; }         \
    };                                                                          \
    template <>                                                                 \
    struct Decoder<Type> {                                                      \
        static std::string read(const Json& json, Type& value) {                \
            std::int64_t number = 0;                                            \
            std::string problem = readNumber(json, number);                     \
            if (problem.empty()) value = makeExpression;                        \
            return problem;                                                     \
        }                                                                       \
    }

inline std::int64_t unixMilliseconds(SystemTime time) {
    return std::chrono::floor<Milliseconds>(time.time_since_epoch()).count();
}
/// Saturates: a time outside the clock's range (years 1678 to 2262) must not overflow.
inline SystemTime fromUnixMilliseconds(std::int64_t count) {
    constexpr std::int64_t kMost = std::chrono::duration_cast<Milliseconds>(SystemTime::duration::max()).count();
    return SystemTime(std::chrono::duration_cast<SystemTime::duration>(Milliseconds(std::clamp(count, -kMost, kMost))));
}

MIRROR_WIRE_INTEGER(Milliseconds, value.count(), Milliseconds(number));
MIRROR_WIRE_INTEGER(Microseconds, value.count(), Microseconds(number));
MIRROR_WIRE_INTEGER(Bytes, value.value, Bytes{number});
MIRROR_WIRE_INTEGER(Tokens, value.value, Tokens{number});
MIRROR_WIRE_INTEGER(SystemTime, unixMilliseconds(value), fromUnixMilliseconds(number));
#undef MIRROR_WIRE_INTEGER

template <class T>
struct Codec<std::vector<T>> {
    static Json toJson(const std::vector<T>& list) {
        Json out = Json::array();
        for (const T& element : list) out.push_back(Writer::toJson(element));
        return out;
    }
};
template <class T>
struct Decoder<std::vector<T>> {
    static std::string read(const Json& json, std::vector<T>& list) {
        if (!json.is_array()) return ": expected a list";
        list.clear();
        for (const Json& element : json) {
            std::string problem = Reader::fromJson(element, list.emplace_back());
            if (problem.empty()) continue;
            return "[" + std::to_string(list.size() - 1) + "]" + (problem[0] == ':' || problem[0] == '[' ? "" : ".") + problem;
        }
        return {};
    }
};

/// Fixed length: a shorter list leaves the rest at its default and a longer one is cut, so that programs of different
/// age understand each other when an enumeration has grown.
template <class T, std::size_t N>
struct Codec<std::array<T, N>> {
    static Json toJson(const std::array<T, N>& list) {
        Json out = Json::array();
        for (const T& element : list) out.push_back(Writer::toJson(element));
        return out;
    }
};
template <class T, std::size_t N>
struct Decoder<std::array<T, N>> {
    static std::string read(const Json& json, std::array<T, N>& list) {
        std::vector<T> elements;
        std::string problem = Reader::fromJson(json, elements);
        for (std::size_t i = 0; problem.empty() && i < std::min(N, elements.size()); ++i) list[i] = std::move(elements[i]);
        return problem;
    }
};

template <class A, class B>
struct Codec<std::pair<A, B>> {
    static Json toJson(const std::pair<A, B>& pair) { return Json::array({Writer::toJson(pair.first), Writer::toJson(pair.second)}); }
};
template <class A, class B>
struct Decoder<std::pair<A, B>> {
    static std::string read(const Json& json, std::pair<A, B>& pair) {
        if (!json.is_array() || json.size() != 2) return ": expected a list of two";
        std::string problem = Reader::fromJson(json[0], pair.first);
        return problem.empty() ? Reader::fromJson(json[1], pair.second) : problem;
    }
};

template <class T>
struct Codec<std::optional<T>> {
    static Json toJson(const std::optional<T>& value) { return value ? Writer::toJson(*value) : Json(nullptr); }
};
template <class T>
struct Decoder<std::optional<T>> {
    static std::string read(const Json& json, std::optional<T>& value) { return Reader::fromJson(json, value.emplace()); }
};

// -- whole documents --------------------------------------------------------------------------------------------------

/// Text for any value; octets that are no UTF-8 become U+FFFD rather than an exception.
inline std::string dump(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

inline tl::unexpected<Error> malformed(std::string cause) { return fail(ErrorCode::badJson, {}, std::move(cause)); }

inline Result<Json> parseObject(std::string_view text) {
    Json json = Json::parse(text, nullptr, /*allow_exceptions=*/false);
    if (json.is_discarded()) return malformed("it is not JSON");
    if (!json.is_object()) return malformed("expected an object");
    return json;
}

template <class T>
Result<T> decodeAs(std::string_view text) {
    Result<Json> json = parseObject(text);
    if (!json) return fail(std::move(json.error()));
    T value;
    std::string problem = Reader::fromJson(*json, value);
    if (!problem.empty()) return malformed(std::move(problem));
    return value;
}

}  // namespace mirror::wire
