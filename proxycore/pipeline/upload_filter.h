#pragma once
#include <memory>
#include <optional>

#include "exchange/client.h"
#include "pipeline/context.h"
#include "pipeline/runtime.h"

namespace mirror::pipeline {

/// The body of a pass-through request as it goes upstream.
struct Upload {
    exchange::RequestBody* body = nullptr;
    bool chunked = false;
    std::uint64_t length = 0;  ///< when not chunked
    std::unique_ptr<exchange::RequestBody> own;
};

/// What is sent of the client's body. Where requests are looked through (screensRequests):
/// - multipart/form-data: text fields are collected (at most 1 MiB each, bodyTooLarge) and looked at before any byte of theirs is handed on, names of fields and files too; files pass
///   as they come. Errors appear in readSome(): contentNotAllowed, badRequest for what is no form, unsupportedEncoding for a field in another charset. Words
///   that are masked become a '*' a byte, so that the announced length holds; with mask.before_upstream lengths change and the body goes upstream in chunks.
/// - JSON is read whole (http.max_body), looked at like any other request, and sent with its edits.
/// - Anything else that has a body, or a content coding: unsupportedEncoding when words are looked for; nothing goes by unseen.
base::Task<Result<Upload>> openUpload(Context& context, const Runtime& runtime, exchange::Exchange& exchange);

}  // namespace mirror::pipeline
