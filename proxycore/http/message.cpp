#include "http/message.h"

#include "base/text.h"

namespace mirror::http {

std::optional<std::string_view> findField(const std::vector<Field>& fields, std::string_view name) {
    for (const Field& field : fields)
        if (base::equalsIgnoreCase(field.name, name)) return field.value;
    return std::nullopt;
}

}  // namespace mirror::http
