#include "engine/dialogue_view.h"

#include <charconv>
#include <nlohmann/json.hpp>

namespace mirror::engine {

namespace {

using Json = nlohmann::json;

std::string textOf(const Json& value) { return value.is_string() ? value.get<std::string>() : value.dump(-1, ' ', false, Json::error_handler_t::replace); }

std::string member(const Json& object, const char* name) {
    const auto found = object.find(name);
    return found == object.end() || found->is_null() ? std::string() : textOf(*found);
}

template <class Number>
Number numberIn(const Json& object, const char* name) {
    const auto found = object.find(name);
    return found != object.end() && found->is_number() ? found->get<Number>() : Number{};
}

/// The texts of a request, in the order in which a model reads them.
class RequestTurns {
public:
    explicit RequestTurns(std::vector<DialogueTurn>& out) : m_out(out) {}

    void add(const Json& body) {
        const std::size_t before = m_out.size();
        if (const auto system = body.find("system"); system != body.end()) addContent("system", *system, "text");
        if (const auto instructions = body.find("instructions"); instructions != body.end()) addContent("system", *instructions, "text");
        if (const auto messages = body.find("messages"); messages != body.end() && messages->is_array())
            for (const Json& message : *messages) addMessage(message);
        if (const auto prompt = body.find("prompt"); prompt != body.end()) addContent("request", *prompt, "text");
        if (const auto input = body.find("input"); input != body.end()) addInput(*input);
        if (m_out.size() == before) say("request", "other", textOf(body));
    }

private:
    void say(const std::string& role, const char* kind, std::string text) {
        if (!text.empty()) m_out.push_back({role, kind, std::move(text), -1, false});
    }

    void addMessage(const Json& message) {
        if (!message.is_object()) return say("request", "other", textOf(message));
        std::string role = member(message, "role");
        if (role.empty()) role = "request";
        const bool isTool = role == "tool" || role == "function";
        if (const auto content = message.find("content"); content != message.end()) addContent(role, *content, isTool ? "tool_result" : "text");
        if (const std::string thought = member(message, "reasoning_content"); !thought.empty()) say(role, "reasoning", thought);
        if (const std::string refusal = member(message, "refusal"); !refusal.empty()) say(role, "refusal", refusal);
        if (const auto calls = message.find("tool_calls"); calls != message.end() && calls->is_array())
            for (const Json& call : *calls) addCall(role, call.is_object() && call.contains("function") ? call["function"] : call);
        if (const auto call = message.find("function_call"); call != message.end() && call->is_object()) addCall(role, *call);
    }

    void addCall(const std::string& role, const Json& call) {
        if (!call.is_object()) return say(role, "tool_call", textOf(call));
        const std::string arguments = member(call, call.contains("arguments") ? "arguments" : "input");
        say(role, "tool_call", member(call, "name") + "(" + arguments + ")");
    }

    /// A text, or parts of which some are texts.
    void addContent(const std::string& role, const Json& content, const char* kind) {
        if (content.is_null()) return;
        if (!content.is_array()) return say(role, kind, textOf(content));
        for (const Json& part : content) addPart(role, part, kind);
    }

    void addPart(const std::string& role, const Json& part, const char* kind) {
        if (!part.is_object()) return say(role, kind, textOf(part));
        const std::string type = member(part, "type");
        if (type == "tool_use" || type == "function_call") return addCall(role, part);
        if (type == "tool_result" || type == "function_call_output") return addContent(role, part.contains("output") ? part["output"] : part.value("content", Json()), "tool_result");
        if (type == "thinking" || type == "reasoning") return say(role, "reasoning", part.contains("thinking") ? member(part, "thinking") : textOf(part));
        if (const auto text = part.find("text"); text != part.end() && text->is_string()) return say(role, kind, text->get<std::string>());
        say(role, "other", textOf(part));  // a picture, a file, a sound
    }

    /// /v1/responses and embeddings.
    void addInput(const Json& input) {
        if (!input.is_array()) return addContent("user", input, "text");
        for (const Json& item : input) {
            if (item.is_object() && item.contains("role"))
                addMessage(item);
            else
                addPart("user", item, "text");
        }
    }

    std::vector<DialogueTurn>& m_out;
};

const char* kindOf(std::string_view path) {
    const auto has = [path](std::string_view piece) { return path.find(piece) != std::string_view::npos; };
    if (has("reasoning") || has("thinking") || has("summary")) return "reasoning";
    if (has("tool_calls") || has("function_call") || has("arguments") || has("partial_json") || path.ends_with(".name") || path.ends_with(".input")) return "tool_call";
    return has("refusal") ? "refusal" : "text";
}

std::int32_t choiceOf(std::string_view path) {
    constexpr std::string_view kChoices = "choices[";
    std::int32_t choice = 0;
    if (path.starts_with(kChoices)) std::from_chars(path.data() + kChoices.size(), path.data() + path.size(), choice);
    return choice;
}

/// Where a tool call stands: its name and its arguments are two texts of one.
std::string_view callOf(std::string_view path) { return path.substr(0, path.rfind('.')); }

void addTexts(const Json& texts, std::vector<DialogueTurn>& out) {
    std::string call;  // whose name was said last
    for (const Json& text : texts) {
        if (!text.is_array() || text.size() != 2 || !text[0].is_string() || !text[1].is_string()) continue;
        const std::string path = text[0].get<std::string>();
        std::string said = text[1].get<std::string>();
        const std::string kind = kindOf(path);
        if (kind == "tool_call" && !call.empty() && callOf(path) == call) {
            out.back().text += "(" + said + ")";
            call.clear();
            continue;
        }
        call = kind == "tool_call" && path.ends_with(".name") ? std::string(callOf(path)) : std::string();
        out.push_back({"assistant", kind, std::move(said), choiceOf(path), true});
    }
}

void addNames(const Json& content, Dialogue& out) {
    const auto masked = content.find("masked");
    if (masked == content.end() || !masked->is_object()) return;
    for (const auto& [name, kind] : masked->items()) out.values.push_back({name, textOf(kind)});
}

void addAttempts(const Json& content, Dialogue& out) {
    const auto attempts = content.find("attempts");
    if (attempts == content.end() || !attempts->is_array()) return;
    for (const Json& attempt : *attempts) {
        if (!attempt.is_object()) continue;
        out.tries.push_back({member(attempt, "upstream"), numberIn<int>(attempt, "status"), member(attempt, "error_code"), Microseconds(numberIn<std::int64_t>(attempt, "start_us")),
                             Microseconds(numberIn<std::int64_t>(attempt, "duration_us")), attempt.value("reused_connection", Json(false)) == Json(true)});
    }
}

WordAction actionFrom(const std::string& name) {
    for (const WordAction action : {WordAction::mask, WordAction::observe})
        if (wordActionName(action) == name) return action;
    return WordAction::block;
}

void addRules(const Json& content, Dialogue& out) {
    const auto rules = content.find("rules");
    if (rules == content.end() || !rules->is_array()) return;
    for (const Json& hit : *rules) {
        if (!hit.is_object()) continue;
        out.rules.push_back({member(hit, "rule"), member(hit, "category"), actionFrom(member(hit, "action")), hit.value("output", Json(false)) == Json(true), member(hit, "where"),
                             numberIn<FoldSteps>(hit, "steps"), numberIn<std::uint32_t>(hit, "count")});
    }
}

}  // namespace

void showRequest(std::string_view content, Dialogue& out) {
    out.request = content;
    const Json json = Json::parse(content, nullptr, false);
    if (!json.is_object()) return;
    addNames(json, out);
    if (const auto body = json.find("body"); body != json.end() && body->is_object()) RequestTurns(out.turns).add(*body);
}

void showAnswer(std::string_view content, Dialogue& out) {
    out.answer = content;
    const Json json = Json::parse(content, nullptr, false);
    if (!json.is_object()) return;
    if (const auto texts = json.find("texts"); texts != json.end() && texts->is_array()) addTexts(*texts, out.turns);
    addAttempts(json, out);
    addRules(json, out);
    addNames(json, out);
}

}  // namespace mirror::engine
