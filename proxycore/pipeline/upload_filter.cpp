#include "pipeline/upload_filter.h"

#include "base/text.h"
#include "http/media_type.h"
#include "http/multipart_reader.h"
#include "pipeline/form_filter.h"
#include "pipeline/request_filter.h"

namespace mirror::pipeline {

namespace {

/// A body that is all there.
class WholeBody final : public exchange::RequestBody {
public:
    explicit WholeBody(std::string body) : m_body(std::move(body)) {}
    base::Task<Result<std::string_view>> readAll() override { co_return std::string_view(m_body); }
    std::size_t capacity() const override { return m_body.capacity(); }
    base::Task<Result<std::string_view>> readSome() override {
        const std::string_view rest = m_given ? std::string_view() : std::string_view(m_body);
        m_given = true;
        co_return rest;
    }

private:
    std::string m_body;
    bool m_given = false;
};

bool hasBody(const http::RequestHead& head) { return head.body == http::BodyKind::chunked || (head.body == http::BodyKind::length && head.contentLength > 0); }

Upload asItComes(exchange::Exchange& exchange) {
    Upload upload;
    upload.body = exchange.requestBody;
    upload.chunked = exchange.head.body == http::BodyKind::chunked;
    if (exchange.head.body == http::BodyKind::length) upload.length = exchange.head.contentLength;
    return upload;
}

bool isJson(std::string_view type) {
    const std::string_view name = base::trim(type.substr(0, type.find(';')));
    return base::equalsIgnoreCase(name, "application/json") || (name.size() > 5 && base::equalsIgnoreCase(name.substr(name.size() - 5), "+json"));
}

base::Task<Result<Upload>> openJson(Context& context, const Runtime& runtime, exchange::Exchange& exchange) {
    const Result<std::string_view> body = co_await exchange.requestBody->readAll();
    if (!body) co_return fail(body.error());
    context.textsRoom.withNumbers = screensPersonalData(runtime);
    const auto maxDepth = static_cast<std::size_t>(runtime.config->http.maxJsonDepth);
    const SteadyTime read = std::chrono::steady_clock::now();
    Result<void> sound = context.bodyReader.parseTexts(*body, exchange.requestBody->capacity(), maxDepth, context.textsRoom);
    if (!sound) co_return fail(sound.error());
    Screening screening;
    sound = screenRequest(context, runtime, exchange, *body, context.textsRoom, screening);
    context.textsRoom.clear();
    context.bodyReader.release();
    exchange.stage(StageId::filter, read, std::chrono::steady_clock::now());
    if (!sound) co_return fail(sound.error());
    std::string edited;
    openai::applyEdits(*body, screening.edits, edited);
    Upload upload;
    upload.length = edited.size();
    upload.own = std::make_unique<WholeBody>(std::move(edited));
    upload.body = upload.own.get();
    co_return upload;
}

}  // namespace

base::Task<Result<Upload>> openUpload(Context& context, const Runtime& runtime, exchange::Exchange& exchange) {
    if (runtime.words) exchange.wordsRevision = runtime.words->revision();
    if (!screensRequests(runtime) || !hasBody(exchange.head)) co_return asItComes(exchange);
    const std::string_view type = http::findField(exchange.head.fields, "Content-Type").value_or("");
    const auto coding = http::findField(exchange.head.fields, "Content-Encoding");
    const auto boundary = http::multipartBoundary(type);
    const bool coded = coding && !base::equalsIgnoreCase(*coding, "identity");
    if (coded || !http::isUtf8(type) || (!boundary && !isJson(type))) {
        if (screensWords(runtime)) co_return fail(ErrorCode::unsupportedEncoding, {}, "a body that cannot be looked through");
        co_return asItComes(exchange);
    }
    if (!boundary) {
        Result<Upload> json = co_await openJson(context, runtime, exchange);
        co_return json;
    }
    Upload upload = asItComes(exchange);
    upload.chunked = upload.chunked || screensPersonalData(runtime);
    upload.own = std::make_unique<FormFilter>(context, runtime, exchange, *boundary);
    upload.body = upload.own.get();
    co_return upload;
}

}  // namespace mirror::pipeline
