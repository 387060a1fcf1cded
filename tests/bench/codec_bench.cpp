// Time of one operation of the HTTP and JSON codecs, best of several rounds, in nanoseconds. No sockets.
#include <cstdio>
#include <cstdlib>
#include <string>

#include "bench/measure.h"
#include "http/body_decoder.h"
#include "http/content_coding.h"
#include "http/head_parser.h"
#include "http/head_scanner.h"
#include "http/serializer.h"
#include "http/sse_decoder.h"
#include "openai/json_body.h"
#include "openai/stream_event.h"

using namespace mirror;
using bench::measure;

namespace {

const std::string kRequest =
    "POST /v1/chat/completions HTTP/1.1\r\nHost: mirror.example.com:8443\r\nAccept: application/json\r\n"
    "Content-Type: application/json\r\nUser-Agent: OpenAI/Python 1.35.3\r\nX-Stainless-Lang: python\r\n"
    "Authorization: Bearer mk-0123456789abcdef0123456789abcdef\r\nAccept-Encoding: gzip, deflate\r\n"
    "Connection: keep-alive\r\nContent-Length: 641\r\n\r\n";

const std::string kResponse =
    "HTTP/1.1 200 OK\r\nDate: Mon, 06 May 2024 10:00:00 GMT\r\nContent-Type: text/event-stream; charset=utf-8\r\n"
    "Transfer-Encoding: chunked\r\nConnection: keep-alive\r\nopenai-processing-ms: 210\r\nopenai-version: 2020-10-01\r\n"
    "x-request-id: req_0123456789abcdef\r\nServer: cloudflare\r\n\r\n";

const std::string kBody =
    R"({"model":"gpt-4o-mini","messages":[{"role":"system","content":"You are a helpful assistant that answers briefly."},)"
    R"({"role":"user","content":"请用三句话介绍一下北京的历史,并说明为什么它在中国历史上如此重要。Please also give one example with a date."},)"
    R"({"role":"assistant","content":"北京有三千多年建城史。"},{"role":"user","content":"谢谢,再说说\"故宫\"。\nWhat should a visitor see first?"}],)"
    R"("temperature":0.7,"top_p":0.95,"max_tokens":512,"stream":true,"stream_options":{"include_usage":false},"user":"u-1234567"})";

const std::string kEvent =
    R"({"id":"chatcmpl-9abcDEFghiJKLmnoPQRstuVWXyz12","object":"chat.completion.chunk","created":1714567890,"model":"gpt-4o-mini-2024-07-18",)"
    R"("system_fingerprint":"fp_0f03d4f0ee","choices":[{"index":0,"delta":{"content":"你好"},"logprobs":null,"finish_reason":null}]})";

void benchHeads() {
    http::RequestHead request;
    measure("scan and parse a request head", [&] {
        http::HeadScanner scanner(32 * 1024);
        return scanner.scan(kRequest) == http::HeadScanner::State::complete &&
               http::parseRequestHead(std::string_view(kRequest).substr(0, scanner.headEnd()), {}, request).has_value();
    });
    measure("parse a request head", [&] { return http::parseRequestHead(kRequest, {}, request).has_value(); });
    http::ResponseHead response;
    measure("parse a response head", [&] { return http::parseResponseHead(kResponse, {}, "POST", response).has_value(); });
    std::string out;
    measure("write a request head of 9 fields", [&] {
        out.clear();
        http::HeadWriter writer(out);
        writer.requestLine(request.method, request.target);
        for (const http::Field& field : request.fields) writer.field(field.name, field.value);
        writer.end();
        return !out.empty();
    });
}

void benchBodies() {
    std::string chunk;
    http::appendChunk(chunk, "data: " + kEvent + "\n\n");
    http::BodyDecoder decoder(http::BodyKind::chunked, 0);
    measure("take one SSE event out of its chunk", [&] {
        std::string_view rest = chunk;
        while (!rest.empty()) rest.remove_prefix(decoder.next(rest)->consumed);
        return !decoder.finished();
    });
    const std::string stream = "data: " + kEvent + "\n\n";
    http::SseDecoder sse(1 << 20);
    measure("decode one SSE event that arrived whole", [&] {
        const auto item = sse.next(stream);
        return item->kind == http::SseDecoder::Kind::event && sse.next(std::string_view(stream).substr(item->consumed))->consumed == 0;
    });
    measure("gzip a JSON body", [&] { return !http::gzipBody(kBody).empty(); });
    const std::string zipped = http::gzipBody(kBody);
    measure("inflate a JSON body", [&] { return http::inflateBody("gzip", zipped, 1 << 20, 100).has_value(); });
}

void benchJson() {
    std::string padded = kBody;
    padded.reserve(kBody.size() + 128);
    openai::RequestBodyReader reader;
    measure("read a request body, room behind it", [&] { return reader.parse(padded, padded.capacity(), 64, true).has_value(); });
    measure("read a request body, copied first", [&] { return reader.parse(kBody, kBody.size(), 64, true).has_value(); });
    const auto parsed = reader.parse(padded, padded.capacity(), 64, true);
    std::string scratch;
    measure("rewrite model and stream_options", [&] { return !openai::rewriteBody(padded, *parsed, "qwen-turbo", true, scratch).empty(); });
    openai::StreamEventReader events;
    measure("read one stream event", [&] { return events.read(kEvent).meaningful; });
}

std::string bigBody(const char* open, const char* close, std::string (*part)(std::size_t)) {
    std::string body = std::string(R"({"model":"m","messages":[],"bulk":)") + open;
    for (std::size_t i = 0; body.size() < 8 * 1024 * 1024 - 64; ++i) body += part(i);
    body += close;
    body.reserve(body.size() + 128);
    return body;
}

void benchBigBodies() {
    openai::RequestBodyReader reader;
    const auto parse = [&](const char* name, const std::string& body) {
        measure(name, [&] { return reader.parse(body, body.capacity(), 64, true).has_value(); });
    };
    parse("8 MiB of text", bigBody("\"", "\"}", [](std::size_t) -> std::string { return "镜台 mirror \\n"; }));
    parse("8 MiB of messages", bigBody("[0", "]}", [](std::size_t i) {
              return R"(,{"role":"user","content":"Say the number )" + std::to_string(i) + R"( in Chinese, please, and nothing else."})";
          }));
    parse("8 MiB of empty arrays", bigBody("[0", "]}", [](std::size_t) -> std::string { return ",[]"; }));
    parse("8 MiB of distinct keys in one object", bigBody("{\"x\":1", "}}", [](std::size_t i) { return ",\"" + std::to_string(i) + "\":1"; }));
}

}  // namespace

int main() {
    std::printf("request head %zu B, body %zu B, event %zu B\n", kRequest.size(), kBody.size(), kEvent.size());
    benchHeads();
    benchBodies();
    benchJson();
    benchBigBodies();
}
