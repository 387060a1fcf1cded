#include <algorithm>
#include <array>

#include "field_path.h"
#include "field_text.h"
#include "field_value.h"
#include "proxycore/api/config_io.h"

namespace mirror {

namespace {

using fields::concretePath;
using fields::memberName;

constexpr std::size_t kWidth = 100;

/// What cannot be left without quotation marks: YAML would read it as something else than this text.
bool isPlainScalar(const std::string& text) {
    constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    constexpr std::string_view kRest = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./";
    if (text.empty() || kLetters.find(text[0]) == std::string_view::npos) return false;
    if (text.find_first_not_of(kRest) != std::string::npos) return false;
    std::string lower = text;
    for (char& c : lower)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
    static constexpr auto kWords = std::to_array<std::string_view>({"true", "false", "yes", "no", "on", "off", "null", "y", "n"});
    return std::find(kWords.begin(), kWords.end(), lower) == kWords.end();
}

std::string yamlText(const std::string& text) {
    if (isPlainScalar(text)) return text;
    constexpr std::string_view kHex = "0123456789abcdef";
    std::string out = "\"";
    for (const char c : text) {
        const auto octet = static_cast<unsigned char>(c);
        if (octet < 0x20 || octet == 0x7F) {
            out += "\\x";
            out += kHex[octet >> 4];
            out += kHex[octet & 15];
            continue;
        }
        if (c == '"' || c == '\\') out += '\\';
        out += c;
    }
    return out + "\"";
}

std::string yamlValue(const FieldInfo& field, const FieldValue& value) {
    if (const auto* text = std::get_if<std::string>(&value)) return yamlText(*text);
    const auto* list = std::get_if<std::vector<std::string>>(&value);
    if (list == nullptr) return formatValue(field, value);
    std::string out = "[";
    for (const std::string& element : *list) out += (out.size() > 1 ? ", " : "") + yamlText(element);
    return out + "]";
}

/// Writes the file; one object a saveConfig.
class Writer {
public:
    Writer(const Config& config, bool comments, Secrets secrets) : m_config(config), m_comments(comments), m_secrets(secrets) {}

    std::string run() {
        if (m_comments) writeHead();
        for (const SectionInfo& section : sectionTable()) writeSection(section);
        return std::move(m_out);
    }

private:
    void line(std::size_t indent, std::string_view text) { m_out += std::string(indent, ' ') + std::string(text) + "\n"; }

    void comment(std::size_t indent, std::string_view text) {
        const std::string head = std::string(indent, ' ') + "#";
        std::string row = head;
        while (!text.empty()) {
            const std::size_t end = std::min(text.find(' '), text.size());
            if (row.size() > head.size() && row.size() + 1 + end > kWidth) {
                m_out += row + "\n";
                row = head;
            }
            row += " " + std::string(text.substr(0, end));
            text.remove_prefix(std::min(end + 1, text.size()));
        }
        m_out += row + "\n";
    }

    void writeHead() {
        comment(0, "Configuration of MirrorDesk. A running mirror takes changes of this file by itself; a file with a mistake changes nothing, the "
                   "mistake is reported with its line.");
        comment(0, "Times are written 250ms, 5s, 2m or 1h, sizes 512 B, 32 KiB or 8 MiB. A value can also come from the environment (timeouts.connect "
                   "is MIRROR_TIMEOUTS_CONNECT, upstreams[0].base_url is MIRROR_UPSTREAMS_0_BASE_URL) or from the command line (--set "
                   "timeouts.connect=5s).");
        comment(0, "A change takes effect with the next request unless a comment says otherwise. Check the file with: mirrordeskd check-config FILE");
    }

    void writeSection(const SectionInfo& section) {
        if (m_comments) {
            m_out += "\n";
            comment(0, section.help);
        }
        if (const ListInfo* list = fields::findList(section.path)) return writeList(*list);
        line(0, std::string(section.path) + ":");
        const std::string prefix = std::string(section.path) + ".";
        for (const FieldInfo& field : fieldTable())
            if (field.path.starts_with(prefix)) writeField(field, 0, "  ", 2, m_comments);
    }

    void writeList(const ListInfo& list) {
        const std::size_t count = list.size(m_config);
        line(0, std::string(list.path) + (count == 0 ? ": []" : ":"));
        if (count == 0 && m_comments) writeExample(list);
        for (std::size_t i = 0; i < count; ++i) writeElement(list, i);
    }

    /// Comments explain the members once, above those of the first element.
    void writeElement(const ListInfo& list, std::size_t index) {
        const std::string prefix = std::string(list.path) + "[].";
        const bool explains = m_comments && index == 0;
        bool isFirst = true;
        for (const FieldInfo& field : fieldTable()) {
            if (!field.path.starts_with(prefix)) continue;
            writeField(field, index, isFirst ? "  - " : "    ", 4, explains);
            isFirst = false;
        }
    }

    void writeField(const FieldInfo& field, std::size_t index, std::string_view lead, std::size_t indent, bool explains) {
        if (explains) comment(indent, fields::explanation(field));
        FieldValue value = field.get(m_config, index);
        if (m_secrets == Secrets::mask) value = fields::maskSecrets(field, std::move(value));
        m_out += std::string(lead) + std::string(memberName(field)) + ": " + yamlValue(field, value) + "\n";
    }

    /// Every member of an absent list with its default, switched off by a '#', for people to copy.
    void writeExample(const ListInfo& list) {
        Config example;
        list.resize(example, 1);
        if (list.path == "upstreams") example.upstreams[0] = {.name = "deepseek", .baseUrl = "https://api.deepseek.com/v1", .apiKeys = {"env:DEEPSEEK_API_KEY"}, .models = {"deepseek-*"}};
        if (list.path == "aliases") example.aliases[0] = {.from = "gpt-3.5-turbo", .to = "deepseek-chat"};
        comment(0, "For example (and without the [] above):");
        const std::string text = Writer(example, false, m_secrets).elements(list);
        for (std::size_t begin = 0; begin < text.size();) {
            const std::size_t end = text.find('\n', begin);
            m_out += "# " + text.substr(begin, end - begin + 1);
            begin = end + 1;
        }
    }

    std::string elements(const ListInfo& list) {
        writeElement(list, 0);
        return std::move(m_out);
    }

    const Config& m_config;
    bool m_comments;
    Secrets m_secrets;
    std::string m_out;
};

}  // namespace

std::string saveConfig(const Config& config, bool comments, Secrets secrets) { return Writer(config, comments, secrets).run(); }

}  // namespace mirror
