#include "http/form_part.h"

#include <algorithm>

#include "base/text.h"
#include "http/media_type.h"

namespace mirror::http {

namespace {

tl::unexpected<Error> malformed(const char* rule) { return fail(ErrorCode::badRequest, {}, rule); }

bool isToken(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
}
bool isTokens(std::string_view text) { return !text.empty() && std::all_of(text.begin(), text.end(), isToken); }

bool isControl(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }

/// Parameters of a Content-Disposition, one after another.
class Parameters {
public:
    explicit Parameters(std::string_view text) : m_rest(text) {}
    struct One {
        std::string_view name, value;
    };
    bool atEnd() const { return m_rest.empty(); }
    /// Malformed: nothing. A quote within a quoted value is read in two ways in the field, so it is refused.
    std::optional<One> next() {
        if (m_rest.front() != ';') return std::nullopt;
        m_rest = trimFront(m_rest.substr(1));
        const std::size_t equals = m_rest.find('=');
        if (equals == std::string_view::npos) return std::nullopt;
        One one{m_rest.substr(0, equals), {}};
        m_rest.remove_prefix(equals + 1);
        if (!isTokens(one.name) || !takeValue(one.value)) return std::nullopt;
        m_rest = trimFront(m_rest);
        return one;
    }

private:
    static std::string_view trimFront(std::string_view text) { return text.substr(std::min(text.find_first_not_of(" \t"), text.size())); }
    bool takeValue(std::string_view& value) {
        if (m_rest.starts_with('"')) {
            const std::size_t end = m_rest.find('"', 1);
            if (end == std::string_view::npos || m_rest[end - 1] == '\\') return false;
            value = m_rest.substr(1, end - 1);
            m_rest.remove_prefix(end + 1);
            return true;
        }
        const auto end = static_cast<std::size_t>(std::find_if_not(m_rest.begin(), m_rest.end(), isToken) - m_rest.begin());
        value = m_rest.substr(0, end);
        m_rest.remove_prefix(end);
        return end > 0;
    }
    std::string_view m_rest;
};

Result<void> readDisposition(std::string_view value, FormPart& part) {
    const std::size_t end = std::min(value.find(';'), value.size());
    if (!base::equalsIgnoreCase(base::trim(value.substr(0, end)), "form-data")) return malformed("a part that is no form-data");
    bool named = false, filed = false;
    for (Parameters parameters(value.substr(end)); !parameters.atEnd();) {
        const auto one = parameters.next();
        if (!one) return malformed("malformed Content-Disposition");
        const bool isName = base::equalsIgnoreCase(one->name, "name");
        const bool isFile = base::equalsIgnoreCase(one->name, "filename");
        const bool isCodedFile = base::equalsIgnoreCase(one->name, "filename*");
        if (!isName && !isFile && !isCodedFile) return malformed("unknown parameter of a Content-Disposition");
        if ((isName && named) || (isFile && filed)) return malformed("repeated parameter of a Content-Disposition");
        named = named || isName;
        filed = filed || isFile;
        if (isName)
            part.name = one->value;
        else
            part.filename += one->value;
    }
    if (!named) return malformed("a part without a name");
    part.isFile = !part.filename.empty();
    return {};
}

}  // namespace

Result<FormPart> parseFormPart(std::string_view head) {
    FormPart part;
    bool disposed = false;
    while (!head.empty()) {
        const std::size_t end = std::min(head.find("\r\n"), head.size());
        const std::string_view line = head.substr(0, end);
        head.remove_prefix(std::min(end + 2, head.size()));
        const std::size_t colon = line.find(':');
        if (colon == std::string_view::npos || !isTokens(line.substr(0, colon)) || std::any_of(line.begin(), line.end(), isControl)) return malformed("malformed field of a part");
        const std::string_view name = line.substr(0, colon);
        const std::string_view value = base::trim(line.substr(colon + 1));
        if (base::equalsIgnoreCase(name, "Content-Disposition")) {
            if (disposed) return malformed("repeated Content-Disposition");
            disposed = true;
            if (auto read = readDisposition(value, part); !read) return fail(read.error());
        } else if (base::equalsIgnoreCase(name, "Content-Type")) {
            part.isUtf8 = part.isUtf8 && isUtf8(value);
        } else if (base::equalsIgnoreCase(name, "Content-Transfer-Encoding") && !base::equalsIgnoreCase(value, "binary") && !base::equalsIgnoreCase(value, "8bit") &&
                   !base::equalsIgnoreCase(value, "7bit")) {
            return malformed("a part with a transfer encoding");
        }
    }
    if (!disposed) return malformed("a part without Content-Disposition");
    return part;
}

}  // namespace mirror::http
