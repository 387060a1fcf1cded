#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "openai/json_edit.h"
#include "proxycore/api/result.h"

namespace mirror::openai {

struct BodyTexts;

/// What the pipeline needs to know of a request body. Views point into the body text or into the parser's own strings and
/// live until the next parse() of the same parser.
struct RequestBody {
    std::string_view model;  ///< unescaped
    ValueSpan modelValue;    ///< with its quotes, in the original text
    bool stream = false;
    bool includeUsage = false;     ///< stream_options.include_usage is true
    ValueSpan streamOptionsValue;  ///< the whole object, or null
    ValueSpan includeUsageValue;   ///< of the member inside it
    std::size_t messageCount = 0;
    bool hasTools = false;
    std::size_t choices = 1;      ///< how many the answer has: `n`, of a text completion for each of its prompts
    std::size_t topLevelEnd = 0;  ///< offset of the last '}', where members can be spliced in
};

/// Strict reader of JSON request bodies over simdjson; one a worker, reused. Refuses with badJson (args: param path or empty; cause:
/// rule): invalid UTF-8, BOM, duplicate keys in any object, lone surrogates, depth above the limit (arrays and objects nested), trailing
/// text, a top level that is no object, `model` missing or no string, `stream` no boolean, `messages` (chat) missing or no array,
/// `stream_options` no object, `include_usage` in it no boolean; null counts as absent for `stream` and the last two. Numbers beyond 64-bit
/// integers and doubles are refused too.
class RequestBodyReader {
public:
    RequestBodyReader();
    ~RequestBodyReader();
    RequestBodyReader(const RequestBodyReader&) = delete;
    RequestBodyReader& operator=(const RequestBodyReader&) = delete;
    /// `body` needs no padding but parsing is faster when `capacity` (bytes readable from body.data()) >= size + 64.
    /// With `texts` its texts are collected too; their views live until the next parse() or release().
    Result<RequestBody> parse(std::string_view body, std::size_t capacity, std::size_t maxDepth, bool chat, BodyTexts* texts = nullptr);
    /// The texts of any JSON object, read as strictly; no member is asked for.
    Result<void> parseTexts(std::string_view body, std::size_t capacity, std::size_t maxDepth, BodyTexts& texts);
    /// Done with the texts: what a large body took is given back.
    void release();

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

/// The body as it goes upstream: model replaced when `model` differs, with `askUsage` "stream_options":{"include_usage":true} merged in, and `edits` of its
/// texts (in order) made. Every other byte is the client's. Returns `body` itself (no copy) when nothing changes, else a view of `scratch`.
std::string_view rewriteBody(std::string_view body, const RequestBody& parsed, std::string_view model, bool askUsage, std::string& scratch,
                             const std::vector<JsonEdit>& edits = {});

}  // namespace mirror::openai
