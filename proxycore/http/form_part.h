#pragma once
#include <string_view>

#include "http/multipart_reader.h"

namespace mirror::http {

/// Reads the lines of a part's head, without the empty one at its end. badRequest (cause: rule). Private to this room.
Result<FormPart> parseFormPart(std::string_view head);

}  // namespace mirror::http
