#pragma once
#include <QtCore/QString>
#include <string_view>

#include "support/http_client.h"

/// Questions many integration tests ask; each gives "" or what is wrong.
namespace mirror::test {

/// Whether `answer` is exactly the error of wire.md section 2: status, the four members and no other, JSON, x-request-id.
/// `code` "null" means JSON null.
QString errorProblem(const HttpAnswer& answer, int status, std::string_view type, std::string_view code);
/// The same for an error inside a stream: last event, no [DONE], no final chunk.
QString inBandProblem(const HttpAnswer& answer, std::string_view code);
/// Whether a stream came through whole: 200, the head of wire.md section 3, this text, one [DONE] at the end, final chunk.
QString streamProblem(const HttpAnswer& answer, std::string_view text);

}  // namespace mirror::test
