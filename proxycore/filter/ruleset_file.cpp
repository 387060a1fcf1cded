// The compiled form of a Ruleset in a file.
#include <zlib.h>

#include <limits>
#include <map>

#include "base/file.h"
#include "filter/packed_bytes.h"
#include "filter/ruleset.h"

namespace mirror::filter {
namespace {

constexpr std::uint64_t kMagic = 0x31534C5557524D4DULL;  // tells the order of bytes as well
constexpr std::uint32_t kFormat = 2;                     // to be raised when the meaning of a byte changes
constexpr std::size_t kMaxFileBytes = std::size_t{1} << 30;

std::uint32_t checksum(const void* bytes, std::size_t size) {
    return static_cast<std::uint32_t>(::crc32_z(0, static_cast<const Bytef*>(bytes), size));
}

// Patterns are stored folded: they fit only a folder that makes the same of everything.
std::uint32_t checksumOf(const TextFolder& folder) {
    constexpr std::uint32_t kPlanes = 0x30000;  // what lies behind are tags, selectors and private use
    std::string text;
    text.reserve(kPlanes * 4);
    for (std::uint32_t letter = 0x20; letter < kPlanes; ++letter) {
        if (letter >= 0xD800 && letter < 0xE000) continue;
        const auto tail = [&](unsigned shift) { return static_cast<char>(0x80 | (letter >> shift & 0x3F)); };
        if (letter < 0x80) text += {static_cast<char>(letter)};
        else if (letter < 0x800) text += {static_cast<char>(0xC0 | letter >> 6), tail(0)};
        else if (letter < 0x10000) text += {static_cast<char>(0xE0 | letter >> 12), tail(6), tail(0)};
        else text += {static_cast<char>(0xF0 | letter >> 18), tail(12), tail(6), tail(0)};
    }
    const std::u32string letters = folder.fold(text);
    return checksum(letters.data(), letters.size() * sizeof(char32_t));
}

// A rule without its category, which many share.
struct PackedRule {
    std::uint32_t id;
    std::uint32_t category;
    std::uint32_t textSum;
    std::uint8_t kind, action, scope, exact;
};

// Texts that stand once each, by number.
class Texts {
public:
    std::uint32_t numberOf(const std::string& text) {
        const auto [at, isNew] = m_numbers.try_emplace(text, static_cast<std::uint32_t>(m_texts.size()));
        if (isNew) m_texts.push_back(&at->first);
        return at->second;
    }
    void save(ByteWriter& out) const {
        out.number<std::uint64_t>(m_texts.size());
        for (const std::string* text : m_texts) out.text(*text);
    }

private:
    std::map<std::string, std::uint32_t> m_numbers;
    std::vector<const std::string*> m_texts;
};

std::vector<std::string_view> readTexts(ByteReader& in) {
    std::vector<std::string_view> texts;
    for (auto left = in.number<std::uint64_t>(); in.ok() && left > 0; --left) texts.push_back(in.text());
    return texts;
}

bool isSound(const PackedRule& rule, std::size_t categories) {
    return rule.category < categories && rule.kind <= static_cast<std::uint8_t>(WordKind::regex) && rule.action <= static_cast<std::uint8_t>(WordAction::observe) &&
           rule.scope <= static_cast<std::uint8_t>(WordScope::both) && rule.exact <= 1;
}

}  // namespace

std::string Ruleset::packed() const {
    ByteWriter out;
    out.number(kMagic);
    out.number(kFormat);
    out.number<std::uint32_t>(m_steps);
    out.number(m_revision);
    out.number(checksumOf(m_words.folder()));
    out.number(m_ruleCount);
    Texts categories;
    std::vector<PackedRule> rules;
    rules.reserve(m_rules.size());
    for (const RuleInfo& rule : m_rules)
        rules.push_back({rule.id, categories.numberOf(rule.category), rule.textSum, static_cast<std::uint8_t>(rule.kind), static_cast<std::uint8_t>(rule.action),
                         static_cast<std::uint8_t>(rule.scope), static_cast<std::uint8_t>(rule.exact)});
    categories.save(out);
    out.array<PackedRule>(rules);
    m_words.save(out);
    out.number<std::uint64_t>(m_regexes.size());
    for (std::size_t i = 0; i < m_regexes.size(); ++i) {
        out.number(m_regexes.rule(i));
        out.text(m_regexes.expression(i));
    }
    std::string bytes = out.take();
    const std::uint32_t sum = checksum(bytes.data(), bytes.size());
    return bytes.append(reinterpret_cast<const char*>(&sum), sizeof sum);
}

bool Ruleset::unpack(std::string_view bytes, std::uint64_t revision) {
    std::uint32_t sum = 0;
    if (bytes.size() < sizeof sum) return false;
    bytes.copy(reinterpret_cast<char*>(&sum), sizeof sum, bytes.size() - sizeof sum);
    bytes.remove_suffix(sizeof sum);
    ByteReader in(bytes);
    if (in.number<std::uint64_t>() != kMagic || in.number<std::uint32_t>() != kFormat) return false;
    if (in.number<std::uint32_t>() != m_steps || (m_revision = in.number<std::uint64_t>()) != revision) return false;
    if (checksum(bytes.data(), bytes.size()) != sum || in.number<std::uint32_t>() != checksumOf(m_words.folder())) return false;
    m_ruleCount = in.number<std::uint32_t>();
    const std::vector<std::string_view> categories = readTexts(in);
    const std::vector<PackedRule> rules = in.array<PackedRule>();
    if (!in.ok() || m_ruleCount > rules.size() || rules.size() > std::numeric_limits<std::uint32_t>::max() / 2) return false;
    m_rules.reserve(rules.size());
    for (const PackedRule& rule : rules) {
        if (!isSound(rule, categories.size())) return false;
        m_rules.push_back({rule.id, static_cast<WordKind>(rule.kind), static_cast<WordAction>(rule.action), static_cast<WordScope>(rule.scope), rule.exact != 0, rule.textSum,
                           std::string(categories[rule.category])});
    }
    if (!m_words.load(in, static_cast<std::uint32_t>(rules.size()))) return false;
    for (auto left = in.number<std::uint64_t>(); in.ok() && left > 0; --left) {
        const auto rule = in.number<std::uint32_t>();
        const std::string_view expression = in.text();
        if (!in.ok() || rule >= m_ruleCount || !m_regexes.add(expression, rule, m_rules[rule].scope)) return false;
    }
    m_regexes.finish();
    noteDirections();
    return in.atEnd();
}

Result<void> Ruleset::save(const std::filesystem::path& file) const { return base::writeFileAtomically(file, packed()); }

Result<std::shared_ptr<const Ruleset>> Ruleset::load(const std::filesystem::path& file, std::uint64_t revision, FoldSteps steps) {
    const Result<std::string> bytes = base::readFile(file, kMaxFileBytes);
    if (!bytes) return fail(bytes.error());
    std::shared_ptr<Ruleset> set(new Ruleset(steps));
    if (!set->unpack(*bytes, revision)) return fail(ErrorCode::notFound, {file.string()});
    return std::shared_ptr<const Ruleset>(set);
}

}  // namespace mirror::filter
