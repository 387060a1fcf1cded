#include "filter/word_columns.h"

#include <algorithm>
#include <span>
#include <string>

#include "base/text.h"

namespace mirror::filter {

namespace {

struct ColumnAlias {
    std::string_view name;
    WordColumn column;
};
constexpr auto kColumnAliases = std::to_array<ColumnAlias>({
    {"text", WordColumn::text},         {"word", WordColumn::text},       {"words", WordColumn::text},      {"keyword", WordColumn::text},
    {"term", WordColumn::text},         {"phrase", WordColumn::text},     {"词", WordColumn::text},         {"敏感词", WordColumn::text},
    {"词语", WordColumn::text},         {"词条", WordColumn::text},       {"关键词", WordColumn::text},     {"关键字", WordColumn::text},
    {"违禁词", WordColumn::text},       {"屏蔽词", WordColumn::text},     {"内容", WordColumn::text},       {"文本", WordColumn::text},
    {"category", WordColumn::category}, {"class", WordColumn::category},  {"group", WordColumn::category},  {"分类", WordColumn::category},
    {"类别", WordColumn::category},     {"类型", WordColumn::category},   {"action", WordColumn::action},   {"动作", WordColumn::action},
    {"操作", WordColumn::action},       {"处理", WordColumn::action},     {"处理方式", WordColumn::action}, {"处置", WordColumn::action},
    {"scope", WordColumn::scope},       {"direction", WordColumn::scope}, {"范围", WordColumn::scope},      {"作用范围", WordColumn::scope},
    {"方向", WordColumn::scope},        {"enabled", WordColumn::enabled}, {"active", WordColumn::enabled},  {"启用", WordColumn::enabled},
    {"是否启用", WordColumn::enabled},  {"状态", WordColumn::enabled},    {"exact", WordColumn::exact},     {"精确", WordColumn::exact},
    {"精确匹配", WordColumn::exact},    {"kind", WordColumn::kind},       {"种类", WordColumn::kind},       {"note", WordColumn::note},
    {"comment", WordColumn::note},      {"remark", WordColumn::note},     {"备注", WordColumn::note},       {"说明", WordColumn::note},
    {"注释", WordColumn::note},
});

template <class T>
struct ValueAlias {
    std::string_view name;
    T value;
};
constexpr auto kActions = std::to_array<ValueAlias<WordAction>>({
    {"block", WordAction::block}, {"拦截", WordAction::block}, {"阻断", WordAction::block},     {"阻止", WordAction::block}, {"禁止", WordAction::block},
    {"拒绝", WordAction::block},  {"mask", WordAction::mask},  {"打码", WordAction::mask},      {"屏蔽", WordAction::mask},  {"替换", WordAction::mask},
    {"脱敏", WordAction::mask},   {"遮盖", WordAction::mask},  {"observe", WordAction::observe}, {"观察", WordAction::observe}, {"记录", WordAction::observe},
    {"仅记录", WordAction::observe},
});
constexpr auto kScopes = std::to_array<ValueAlias<WordScope>>({
    {"input", WordScope::input},     {"输入", WordScope::input},  {"请求", WordScope::input}, {"提问", WordScope::input}, {"output", WordScope::output},
    {"输出", WordScope::output},     {"回答", WordScope::output}, {"both", WordScope::both},  {"双向", WordScope::both},  {"全部", WordScope::both},
    {"输入和输出", WordScope::both},
});
constexpr auto kKinds = std::to_array<ValueAlias<WordKind>>({
    {"word", WordKind::word},  {"词", WordKind::word},    {"词语", WordKind::word},  {"普通", WordKind::word},        {"exception", WordKind::exception}, {"例外", WordKind::exception},
    {"白名单", WordKind::exception}, {"regex", WordKind::regex}, {"正则", WordKind::regex}, {"正则表达式", WordKind::regex},
});
constexpr auto kFlags = std::to_array<ValueAlias<bool>>({
    {"true", true}, {"false", false}, {"1", true},   {"0", false},  {"yes", true},  {"no", false},   {"y", true},    {"n", false},
    {"on", true},   {"off", false},   {"是", true},  {"否", false}, {"启用", true}, {"停用", false}, {"禁用", false}, {"开", true}, {"关", false},
});

template <class T>
bool take(std::span<const ValueAlias<T>> aliases, std::string_view name, T& value) {
    const auto found = std::find_if(aliases.begin(), aliases.end(), [&](const ValueAlias<T>& alias) { return base::equalsIgnoreCase(alias.name, name); });
    if (found != aliases.end()) value = found->value;
    return found != aliases.end();
}

constexpr std::array<std::string_view, kWordColumns> kNames{"text", "category", "action", "scope", "enabled", "exact", "kind", "note"};

std::string_view flagName(bool value) { return value ? "true" : "false"; }

}  // namespace

std::string_view columnName(WordColumn column) { return kNames[static_cast<std::size_t>(column)]; }

std::optional<WordColumn> columnOf(std::string_view name) {
    for (const ColumnAlias& alias : kColumnAliases)
        if (base::equalsIgnoreCase(alias.name, name)) return alias.column;
    return std::nullopt;
}

bool setColumn(Word& word, WordColumn column, std::string_view value) {
    if (value.empty()) return true;
    switch (column) {
        case WordColumn::text: word.text = value; return true;
        case WordColumn::category: word.category = value; return true;
        case WordColumn::note: word.note = value; return true;
        case WordColumn::action: return take<WordAction>(kActions, value, word.action);
        case WordColumn::scope: return take<WordScope>(kScopes, value, word.scope);
        case WordColumn::kind: return take<WordKind>(kKinds, value, word.kind);
        case WordColumn::enabled: return take<bool>(kFlags, value, word.enabled);
        case WordColumn::exact: return take<bool>(kFlags, value, word.exact);
    }
    return false;
}

std::string_view columnValue(const Word& word, WordColumn column) {
    switch (column) {
        case WordColumn::text: return word.text;
        case WordColumn::category: return word.category;
        case WordColumn::note: return word.note;
        case WordColumn::action: return wordActionName(word.action);
        case WordColumn::scope: return wordScopeName(word.scope);
        case WordColumn::kind: return wordKindName(word.kind);
        case WordColumn::enabled: return flagName(word.enabled);
        case WordColumn::exact: return flagName(word.exact);
    }
    return {};
}

bool needsFormulaGuard(std::string_view text) {
    const std::size_t first = text.find_first_not_of('\'');
    return first != text.npos && std::string_view("=+-@\t\r").find(text[first]) != std::string_view::npos;
}

std::string_view withoutFormulaGuard(std::string_view text) { return text.starts_with('\'') && needsFormulaGuard(text) ? text.substr(1) : text; }

}  // namespace mirror::filter
