#include "openai/json_body.h"

#include "openai/body_text_walk.h"
#include "openai/json_edit.h"
#include "openai/json_parser.h"
#include "openai/json_text.h"
#include "openai/strict_walk.h"

namespace mirror::openai {

namespace {

namespace dom = simdjson::dom;
using Type = dom::element_type;

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::string_view kAskUsage = R"({"include_usage":true})";

bool isSpace(char c) {
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

tl::unexpected<Error> badJson(const char* rule, std::string param = {}) {
    return fail(ErrorCode::badJson, {std::move(param)}, rule);
}

const char* ruleOf(simdjson::error_code error) {
    switch (error) {
        case simdjson::UTF8_ERROR:
            return "invalid UTF-8";
        case simdjson::STRING_ERROR:
            return "malformed escape or lone surrogate";
        case simdjson::UNESCAPED_CHARS:
            return "control character in a string";
        case simdjson::UNCLOSED_STRING:
            return "string without an end";
        case simdjson::NUMBER_ERROR:
            return "malformed number, or one beyond 64 bits";
        case simdjson::DEPTH_ERROR:
            return "nested too deeply";
        case simdjson::EMPTY:
            return "empty body";
        case simdjson::CAPACITY:
            return "too large to parse";
        case simdjson::MEMALLOC:
            return "too large to parse";
        default:
            return "malformed";
    }
}

/// Finds where members of one object lie in the text, by the positions simdjson found. The text has been validated.
class MemberCursor {
public:
    /// `at` is the index, among the structurals, of the object's opening bracket.
    MemberCursor(std::string_view text, std::span<const std::uint32_t> structurals, std::size_t at)
        : m_text(text), m_structurals(structurals), m_at(at) {}

    /// Goes to the next member. The object must have one.
    void advance() {
        m_value = m_at + 3;  // past '{' or ',', the key and ':'
        m_at = skipValue(m_value);
    }
    /// Index of the present member's value among the structurals.
    std::size_t value() const { return m_value; }
    ValueSpan span() const {
        std::size_t end = m_structurals[m_at];  // of the ',' or '}' that follows
        while (isSpace(m_text[end - 1])) --end;
        return {m_structurals[m_value], end};
    }

private:
    char at(std::size_t index) const { return m_text[m_structurals[index]]; }
    std::size_t skipValue(std::size_t index) const {
        std::size_t depth = 0;
        do {
            const char c = at(index++);
            if (c == '{' || c == '[') ++depth;
            if (c == '}' || c == ']') --depth;
        } while (depth > 0);
        return index;
    }

    std::string_view m_text;
    std::span<const std::uint32_t> m_structurals;
    std::size_t m_at;
    std::size_t m_value = 0;
};

/// Members whose place in the text matters, by their number in the object; kAbsent if not there.
constexpr std::size_t kAbsent = static_cast<std::size_t>(-1);
struct Ordinals {
    std::size_t model = kAbsent;
    std::size_t streamOptions = kAbsent;
    std::size_t includeUsage = kAbsent;  // within stream_options
};

constexpr std::size_t kMostChoices = 65536;  // so that their product cannot overflow

std::size_t sizeOfArray(dom::element element) {
    dom::array array;
    if (element.get(array)) return 0;
    std::size_t count = array.size();
    if (count < 0xFFFFFF) return count;  // simdjson counts no further
    count = 0;
    for (auto at = array.begin(); at != array.end(); ++at) ++count;
    return count;
}

/// Reads one optional boolean; false if it is something else than a boolean or null.
bool readFlag(dom::element element, bool& out) {
    if (element.type() == Type::BOOL) out = element.get_bool().value_unsafe();
    return element.type() == Type::BOOL || element.type() == Type::NULL_VALUE;
}

/// Fills `body` and `ordinals` from the members of the top level.
class MemberReader {
public:
    MemberReader(RequestBody& body, Ordinals& ordinals, bool chat) : m_body(body), m_ordinals(ordinals), m_chat(chat) {}

    Result<void> read(dom::object object) {
        std::size_t ordinal = 0;
        for (const dom::key_value_pair member : object) {
            if (auto good = readMember(member.key, member.value, ordinal); !good) return good;
            ++ordinal;
        }
        if (m_ordinals.model == kAbsent) return badJson("model is missing", "model");
        if (m_chat && !m_hasMessages) return badJson("messages is missing", "messages");
        m_body.choices = m_copies * m_prompts;
        return {};
    }

private:
    Result<void> readMember(std::string_view key, dom::element value, std::size_t ordinal) {
        if (key == "model") return readModel(value, ordinal);
        if (key == "messages") return readMessages(value);
        if (key == "stream" && !readFlag(value, m_body.stream)) return badJson("stream is no boolean", "stream");
        if (key == "stream_options") return readStreamOptions(value, ordinal);
        if (key == "n") m_copies = readCopies(value);
        if (key == "prompt" && !m_chat) m_prompts = countPrompts(value);
        if (key == "tools" || key == "functions") m_body.hasTools = m_body.hasTools || sizeOfArray(value) > 0;
        return {};
    }
    /// Whether a number makes sense is the upstream's to say; one that does not counts as absent.
    static std::size_t readCopies(dom::element value) {
        std::uint64_t count = 0;
        if (value.get(count)) return 1;
        return static_cast<std::size_t>(std::clamp<std::uint64_t>(count, 1, kMostChoices));
    }
    /// A list of token numbers is one prompt; a list of texts or of lists is several.
    static std::size_t countPrompts(dom::element value) {
        dom::array prompts;
        if (value.get(prompts) || prompts.begin() == prompts.end() || (*prompts.begin()).is_number()) return 1;
        return std::min(sizeOfArray(value), kMostChoices);
    }
    Result<void> readModel(dom::element value, std::size_t ordinal) {
        if (value.get(m_body.model)) return badJson("model is no string", "model");
        m_ordinals.model = ordinal;
        return {};
    }
    Result<void> readMessages(dom::element value) {
        m_hasMessages = value.type() == Type::ARRAY;
        m_body.messageCount = sizeOfArray(value);
        if (m_chat && !m_hasMessages) return badJson("messages is no array", "messages");
        return {};
    }
    Result<void> readStreamOptions(dom::element value, std::size_t ordinal) {
        m_ordinals.streamOptions = ordinal;
        dom::object options;
        if (value.type() == Type::NULL_VALUE) return {};
        if (value.get(options)) return badJson("stream_options is no object", "stream_options");
        std::size_t inner = 0;
        for (const dom::key_value_pair member : options) {
            if (member.key == "include_usage") {
                m_ordinals.includeUsage = inner;
                if (!readFlag(member.value, m_body.includeUsage))
                    return badJson("include_usage is no boolean", "stream_options.include_usage");
            }
            ++inner;
        }
        return {};
    }

    RequestBody& m_body;
    Ordinals& m_ordinals;
    bool m_chat;
    bool m_hasMessages = false;
    std::size_t m_copies = 1;
    std::size_t m_prompts = 1;
};

void locateIncludeUsage(MemberCursor cursor, std::size_t ordinal, RequestBody& body) {
    for (std::size_t i = 0; i <= ordinal; ++i) cursor.advance();
    body.includeUsageValue = cursor.span();
}

void locateMembers(std::string_view text, std::span<const std::uint32_t> structurals, const Ordinals& ordinals,
                   RequestBody& body) {
    const std::size_t last =
        ordinals.streamOptions == kAbsent ? ordinals.model : std::max(ordinals.model, ordinals.streamOptions);
    MemberCursor cursor(text, structurals, 0);
    for (std::size_t i = 0; i <= last; ++i) {
        cursor.advance();
        if (i == ordinals.model) body.modelValue = cursor.span();
        if (i != ordinals.streamOptions) continue;
        body.streamOptionsValue = cursor.span();
        if (ordinals.includeUsage != kAbsent)
            locateIncludeUsage(MemberCursor(text, structurals, cursor.value()), ordinals.includeUsage, body);
    }
    body.topLevelEnd = text.find_last_of('}');
}

}  // namespace

struct RequestBodyReader::Impl {
    JsonParser parser;
    StrictWalk walk;
    std::string model;  // outlives the parser's memory, which is given back after a large body

    Result<dom::object> open(std::string_view text, std::size_t capacity, std::size_t maxDepth) {
        if (text.starts_with(kByteOrderMark)) return badJson("byte order mark");
        dom::element root;
        if (const auto error = parser.parse(text, capacity, root)) return badJson(ruleOf(error));
        if (const char* rule = walk.check(root, maxDepth)) return badJson(rule, walk.path());
        dom::object object;
        if (root.get(object)) return badJson("the top level is no object");
        return object;
    }

    Result<RequestBody> parse(std::string_view text, std::size_t capacity, std::size_t maxDepth, bool chat, BodyTexts* texts) {
        const auto object = open(text, capacity, maxDepth);
        if (!object) return fail(object.error());
        RequestBody body;
        Ordinals ordinals;
        if (auto good = MemberReader(body, ordinals, chat).read(*object); !good) return fail(std::move(good.error()));
        locateMembers(text, parser.structurals(), ordinals, body);
        model = body.model;
        body.model = model;
        if (texts) collect(text, *object, *texts);
        return body;
    }

    void collect(std::string_view text, dom::object object, BodyTexts& texts) {
        texts.clear();
        BodyTextWalk(Places(text, parser.structurals()), texts).walk(object);
    }
};

RequestBodyReader::RequestBodyReader() : m_impl(std::make_unique<Impl>()) {}
RequestBodyReader::~RequestBodyReader() = default;

Result<RequestBody> RequestBodyReader::parse(std::string_view body, std::size_t capacity, std::size_t maxDepth, bool chat, BodyTexts* texts) {
    auto parsed = m_impl->parse(body, capacity, maxDepth, chat, texts);
    if (!parsed || !texts) m_impl->parser.trim();
    return parsed;
}

Result<void> RequestBodyReader::parseTexts(std::string_view body, std::size_t capacity, std::size_t maxDepth, BodyTexts& texts) {
    const auto object = m_impl->open(body, capacity, maxDepth);
    if (object)
        m_impl->collect(body, *object, texts);
    else
        m_impl->parser.trim();
    if (!object) return fail(object.error());
    return {};
}

void RequestBodyReader::release() { m_impl->parser.trim(); }

namespace {

JsonEdit usageEdit(std::string_view body, const RequestBody& parsed) {
    if (!parsed.streamOptionsValue.present()) {
        // never the first member: without a model the body would have been refused
        return {{parsed.topLevelEnd, parsed.topLevelEnd}, R"(,"stream_options":)" + std::string(kAskUsage)};
    }
    if (parsed.includeUsageValue.present()) return {parsed.includeUsageValue, "true"};
    const std::size_t open = parsed.streamOptionsValue.begin;
    if (body[open] != '{') return {parsed.streamOptionsValue, std::string(kAskUsage)};  // null
    std::size_t first = open + 1;
    while (isSpace(body[first])) ++first;
    return {{open + 1, open + 1}, body[first] == '}' ? R"("include_usage":true)" : R"("include_usage":true,)"};
}

}  // namespace

std::string_view rewriteBody(std::string_view body, const RequestBody& parsed, std::string_view model, bool askUsage, std::string& scratch,
                             const std::vector<JsonEdit>& edits) {
    const bool renames = model != parsed.model;
    const bool asks = askUsage && !parsed.includeUsage;
    if (!renames && !asks && edits.empty()) return body;
    std::vector<JsonEdit> all;
    all.reserve(edits.size() + 2);
    all = edits;
    if (renames) all.push_back({parsed.modelValue, quoted(model)});
    if (asks) all.push_back(usageEdit(body, parsed));
    sortEdits(all);
    scratch.clear();
    applyEdits(body, all, scratch);
    return scratch;
}

}  // namespace mirror::openai
