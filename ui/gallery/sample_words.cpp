#include "ui/gallery/sample_words.h"

#include <algorithm>
#include <map>
#include <set>

namespace mirror::ui::sample {

namespace {

constexpr std::uint64_t kRevision = 12;
constexpr std::uint64_t kDraft = 3;

struct Theme {
    const char* category;
    WordAction action;
    std::uint16_t list;
    std::vector<const char*> heads, tails;
};

const std::vector<Theme>& themes() {
    static const std::vector<Theme> all{
        {"赌博", WordAction::block, 1, {"网上", "线上", "境外", "澳门", "在线", "手机", "免费", "百家乐"}, {"投注", "赌场", "下注", "博彩", "开户送彩金", "赌球", "赌博网站"}},
        {"违禁品", WordAction::block, 1, {"私售", "代购", "出售", "低价", "网购"}, {"管制刀具", "假币", "烟弹", "迷药", "枪支配件", "麻醉剂"}},
        {"诈骗", WordAction::block, 1, {"刷单", "冒充", "虚假", "高额"}, {"返利", "客服转账", "贷款先交费", "中奖领取", "投资稳赚"}},
        {"广告", WordAction::observe, 2, {"加微信", "扫码", "点击链接", "限时", "添加好友", "私信"}, {"领红包", "免费领取", "享优惠", "进群", "咨询代理", "立即办理"}},
        {"竞品", WordAction::mask, 3, {"蓝鲸", "青鸟", "星火石", "北极光"}, {"助手", "云平台", "企业版", "大模型", "知识库"}},
        {"内部代号", WordAction::mask, 3, {"项目", "计划"}, {"昆仑", "泰山", "长白", "祁连", "秦岭", "武夷", "雁荡"}},
    };
    return all;
}

Word entry(std::uint32_t id, std::string text) {
    Word word;
    word.id = id;
    word.list = 1;
    word.text = std::move(text);
    return word;
}

void addExceptions(std::vector<Word>& words) {
    for (const char* text : {"博彩业监管", "防范刷单返利", "限时享优惠券说明", "赌博网站举报", "彩票"}) {
        Word word = entry(words.back().id + 1, text);
        word.kind = WordKind::exception;
        word.note = "客服话术里常见";
        words.push_back(std::move(word));
    }
}

void addRegexes(std::vector<Word>& words) {
    const std::pair<const char*, const char*> rules[] = {{"(?i)vx[:：]?\\s*[a-z0-9_-]{6,}", "广告"}, {"(?i)\\bproj-\\d{4}\\b", "内部代号"}, {"QQ群?\\s*\\d{7,11}", "广告"}};
    for (const auto& [text, category] : rules) {
        Word word = entry(words.back().id + 1, text);
        word.list = 2;
        word.kind = WordKind::regex;
        word.category = category;
        word.action = WordAction::observe;
        words.push_back(std::move(word));
    }
}

/// One character of a text as it is compared, and where it stood.
struct Folded {
    std::string character;
    std::size_t begin, end;
    FoldSteps steps;  ///< also of what was dropped before it
};

std::vector<Folded> folded(const std::string& text) {
    static const std::map<std::string, std::string> kSimple{{"賭", "赌"}, {"網", "网"}, {"廣", "广"}, {"線", "线"}, {"門", "门"}, {"紅", "红"}, {"領", "领"}};
    static const std::set<std::string> kDropped{" ", "*", "-", "·", "\u200b", "\u200d", "\ufeff"};
    std::vector<Folded> all;
    FoldSteps pending = 0;
    for (std::size_t at = 0; at < text.size();) {
        const auto lead = static_cast<unsigned char>(text[at]);
        const std::size_t length = std::min<std::size_t>(lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4, text.size() - at);
        const std::string c = text.substr(at, length);
        const auto simple = kSimple.find(c);
        if (kDropped.contains(c)) {
            pending |= foldBit(length == 3 ? FoldStep::ignorable : FoldStep::separators);
        } else {
            const bool isTraditional = simple != kSimple.end() && simple->second != c;
            const FoldSteps own = isTraditional ? foldBit(FoldStep::traditional) : FoldSteps{0};
            all.push_back({isTraditional ? simple->second : c, at, at + length, static_cast<FoldSteps>(pending | own)});
            pending = 0;
        }
        at += length;
    }
    return all;
}

/// How many characters of `text` the word takes at `from`; 0: it is not there.
std::size_t matched(const std::vector<Folded>& text, std::size_t from, const std::string& word) {
    std::size_t taken = 0;
    std::string written;
    while (from + taken < text.size() && written.size() < word.size()) written += text[from + taken++].character;
    return written == word ? taken : 0;
}

TrialHit hitAt(const std::vector<Folded>& text, std::size_t from, std::size_t length, const Word& word) {
    TrialHit hit;
    hit.begin = text[from].begin;
    hit.end = text[from + length - 1].end;
    hit.word = word;
    for (std::size_t i = from; i < from + length; ++i) {
        // what stood before the first character is no part of the hit
        const FoldSteps dropped = foldBit(FoldStep::separators) | foldBit(FoldStep::ignorable);
        hit.steps |= i == from ? static_cast<FoldSteps>(text[i].steps & static_cast<FoldSteps>(~dropped)) : text[i].steps;
    }
    return hit;
}

}  // namespace

std::vector<WordList> wordLists() { return {{1, true, "法规禁止", "按季度更新"}, {2, true, "广告观察", ""}, {3, true, "公司内部", "法务部维护"}}; }

std::vector<Word> words() {
    std::vector<Word> all;
    for (const Theme& theme : themes())
        for (const char* head : theme.heads)
            for (const char* tail : theme.tails) {
                Word word = entry(static_cast<std::uint32_t>(all.size()) + 1, std::string(head) + tail);
                word.list = theme.list;
                word.category = theme.category;
                word.action = theme.action;
                word.enabled = all.size() % 23 != 7;
                if (theme.list == 3) word.scope = all.size() % 2 == 0 ? WordScope::output : WordScope::both;
                if (all.size() % 31 == 4) word.note = "2026-02 监管通报";
                all.push_back(std::move(word));
            }
    addExceptions(all);
    addRegexes(all);
    return all;
}

WordsStatus wordsStatus() {
    WordsStatus status;
    status.revision = kRevision;
    const std::vector<Word> all = words();
    status.words = static_cast<std::uint64_t>(std::count_if(all.begin(), all.end(), [](const Word& word) { return word.enabled; }));
    status.matcherBytes = {1'310'720};
    status.compileTime = Milliseconds(38);
    status.today = {{"广告", {0, 0, 214}}, {"赌博", {61, 0, 0}}, {"内部代号", {0, 47, 0}}, {"竞品", {0, 18, 9}}, {"诈骗", {12, 0, 0}}, {"违禁品", {3, 0, 0}}};
    status.maskedToday = {7, 132, 11, 58, 1, 4, 23};
    return status;
}

std::vector<RuleHit> rulesOf(int index) {
    if (index % 29 == 11) return {{"w10", "赌博", WordAction::block, false, "messages[2].content", foldBit(FoldStep::traditional) | foldBit(FoldStep::separators), 1}};
    if (index % 17 == 5) return {{"pii-phone", "", WordAction::mask, false, "messages[0].content", 0, 2}, {"w131", "广告", WordAction::observe, true, "choices[0].message.content", 0, 1}};
    return {};
}

WordAnswers::WordAnswers(bool hasWords, SystemTime now) : m_words(hasWords ? words() : std::vector<Word>()), m_now(now) {}

std::optional<Result<Receipt>> WordAnswers::answer(const Command& command) const {
    if (std::holds_alternative<OpenWords>(command)) {
        const auto next = static_cast<std::uint32_t>(m_words.size()) + 1;
        return Receipt(WordDraft{kDraft, m_words.empty() ? 1 : kRevision, m_words.empty() ? std::vector<WordList>{} : wordLists(), m_words.size(), next, 4});
    }
    if (const auto* query = std::get_if<QueryWords>(&command)) return Receipt(page(*query));
    if (const auto* query = std::get_if<TryWords>(&command)) return Receipt(trial(*query));
    if (const auto* query = std::get_if<TryMask>(&command)) return Receipt(maskTrial(*query));
    if (const auto* query = std::get_if<ImportWords>(&command)) return Receipt(import(*query));
    if (std::holds_alternative<DryRunWords>(command)) return Receipt(dryRun());
    if (std::holds_alternative<DiffWords>(command)) return Receipt(diff());
    if (std::holds_alternative<ListWordRevisions>(command)) return Receipt(revisions());
    if (std::holds_alternative<EditWords>(command)) return Receipt(WordsEdited{{}, m_words.size()});
    if (std::holds_alternative<CloseWords>(command) || std::holds_alternative<CancelWords>(command)) return Receipt(Done{});
    if (std::holds_alternative<QueryWordHits>(command)) {
        WordHits hits{{}, m_now - std::chrono::hours(9)};
        for (const Word& word : m_words)
            if (word.id % 7 == 3) hits.words.push_back({word.id, 1 + (word.id * 37) % 61});
        return Receipt(hits);
    }
    return std::nullopt;
}

WordPage WordAnswers::page(const QueryWords& query) const {
    WordPage page;
    for (const Word& word : m_words)
        if (word.id > query.afterId) page.words.push_back(word);
    return page;
}

WordTrial WordAnswers::trial(const TryWords& query) const {
    const std::vector<Folded> text = folded(query.text);
    WordTrial trial;
    std::vector<TrialHit> saving;
    for (std::size_t i = 0; i < text.size(); ++i)
        for (const Word& word : m_words) {
            const std::size_t length = word.enabled && word.kind != WordKind::regex ? matched(text, i, word.text) : 0;
            if (length > 0) (word.kind == WordKind::exception ? saving : trial.hits).push_back(hitAt(text, i, length, word));
        }
    for (TrialHit& hit : trial.hits) {
        for (const TrialHit& exception : saving)
            if (exception.begin <= hit.begin && exception.end >= hit.end) hit.savedBy = exception.word.id, hit.savedByText = exception.word.text;
        trial.blocked = trial.blocked || (hit.savedBy == 0 && hit.word.action == WordAction::block);
        if (hit.savedBy == 0 && hit.word.action == WordAction::mask) trial.masked = query.text;
    }
    for (auto hit = trial.hits.rbegin(); hit != trial.hits.rend(); ++hit)
        if (!trial.masked.empty() && hit->savedBy == 0 && hit->word.action == WordAction::mask)
            trial.masked.replace(hit->begin, hit->end - hit->begin, std::string((hit->end - hit->begin) / 3, '*'));
    trial.hitCount = trial.hits.size();
    return trial;
}

DryRunReport WordAnswers::dryRun() const {
    DryRunReport report;
    report.documents = 24;
    report.bytes = 61'440;
    report.passages = 1204;
    report.blockedNow = 3;
    report.blockedThen = 40;
    report.newlyBlocked = 37;
    report.took = Milliseconds(84);
    std::uint64_t hits = 29;
    for (const Word& word : m_words) {
        if (word.id % 19 != 5 || hits == 0) continue;
        report.words.push_back({word, hits, std::max<std::uint64_t>(1, hits / 3), word.id % 2 == 1});
        report.samples.push_back({"办公/会议纪要.txt", 12 + word.id, "市场部汇报了上季度的渠道情况，其中提到", word.text, "相关的客诉有所下降，下周由法务部给出答复口径。", word.id});
        report.samples.push_back({"技术/日志规范.md", 3 + word.id, "示例：服务端记录的关键字包括", word.text, "，仅用于演示匹配规则。", word.id});
        hits = hits * 2 / 3;
    }
    return report;
}

WordDiff WordAnswers::diff() const {
    WordDiff diff;
    if (m_words.size() < 60) return diff;
    diff.changes.push_back({Word{}, m_words[2]});
    diff.changes.push_back({m_words[8], Word{}});
    Word softer = m_words[40];
    softer.action = WordAction::observe;
    softer.note = "先观察一周";
    diff.changes.push_back({m_words[40], softer});
    Word off = m_words[55];
    off.enabled = !off.enabled;
    diff.changes.push_back({m_words[55], off});
    diff.added = 1;
    diff.removed = 1;
    diff.changed = 2;
    WordList paused = wordLists().at(1);
    paused.enabled = false;
    diff.lists.push_back({wordLists().at(1), paused});
    return diff;
}

WordImport WordAnswers::import(const ImportWords& command) const {
    WordImport report;
    report.lines = 1260;
    report.added = 1188;
    report.duplicates = 67;
    report.refused = 4;
    report.encoding = "GB18030";
    report.format = command.format == WordFileFormat::automatic ? WordFileFormat::txt : command.format;
    report.problems = {{18, WordFlaw::duplicate, "网上投注", "网上投注"}, {207, WordFlaw::emptyFolded, "*-*", ""}, {511, WordFlaw::oneCharacter, "赌", ""}, {840, WordFlaw::badEncoding, "", ""}};
    report.problemCount = 72;
    for (std::size_t i = 0; i < m_words.size() && i < 40; ++i) report.sample.push_back(m_words[i]);
    report.firstId = static_cast<std::uint32_t>(m_words.size()) + 1;
    report.nextWordId = report.firstId;
    return report;
}

WordRevisionList WordAnswers::revisions() const {
    using std::chrono::hours;
    if (m_words.empty()) return {{{1, m_now, "", "first run", 0, 0, 0, 0}}};
    return {{{12, m_now - hours(5), "新增竞品词，先打码", "console", m_words.size(), 20, 0, 3},
             {11, m_now - hours(30), "按监管通报更新", "command line", m_words.size() - 20, 64, 2, 0},
             {10, m_now - hours(54), "", "admin API", m_words.size() - 82, 0, 11, 5},
             {9, m_now - hours(170), "排除试运行中误伤的词", "console", m_words.size() - 71, 0, 0, 38}}};
}

PiiTrial maskTrial(const TryMask& query) {
    PiiTrial trial;
    const auto isOn = [&query](std::string_view kind) { return std::find(query.mask.kinds.begin(), query.mask.kinds.end(), kind) != query.mask.kinds.end(); };
    const auto isDigit = [&query](std::size_t at) { return at < query.text.size() && query.text[at] >= '0' && query.text[at] <= '9'; };
    for (std::size_t at = 0; at < query.text.size(); ++at) {
        std::size_t end = at;
        while (isDigit(end)) ++end;
        const std::size_t length = end - at;
        if (length == 18 && isOn("id")) trial.spans.push_back({at, end, PiiKind::id, "[ID]"});
        if (length == 11 && query.text[at] == '1' && isOn("phone")) trial.spans.push_back({at, end, PiiKind::phone, "[PHONE]"});
        if (length > 0) at = end;
    }
    trial.masked = query.text;
    for (auto span = trial.spans.rbegin(); span != trial.spans.rend(); ++span) trial.masked.replace(span->begin, span->end - span->begin, span->replacement);
    return trial;
}

}  // namespace mirror::ui::sample
