// Reading model, stream and all message contents: simdjson on demand, simdjson DOM, nlohmann-json, QJsonDocument.
#include <simdjson.h>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <memory>
#include <nlohmann/json.hpp>
#include "../harness.h"

using namespace bench;
using namespace std::string_literals;
static std::string body(size_t want) {
    std::string b = R"({"model":"gpt-4o-mini","messages":[{"role":"system","content":"You are a helpful assistant."})";
    while (b.size() + 120 < want) {
        b += R"(,{"role":"user","content":")";
        for (int i = 0; i < (want > 10000 ? 40 : 5) && b.size() + 90 < want; i++)
            b += R"(请解释反向代理的连接池 with an example\n, \"quoted\" text. )";
        b += "\"}";
    }
    return b + R"(],"temperature":0.7,"max_tokens":256,"stream":true})";
}
static volatile size_t sink;
template <class F>
static void run(const char* w, F f, const std::string& t) {
    size_t r = f();
    uint64_t t0 = cpuNs(), n = 0;
    do {
        sink = f();
        n++;
    } while (cpuNs() - t0 < 200000000);
    double ns = double(cpuNs() - t0) / double(n);
    printf("  %-18s %8zu B  %10.2f us  %6.3f GB/s  (%zu)\n", w, t.size(), ns / 1e3, double(t.size()) / ns, r);
}
int main() {
    simdjson::ondemand::parser od;
    simdjson::dom::parser dom;
    printf("simdjson impl: %s\n", simdjson::get_active_implementation()->name().c_str());
    for (size_t sz : {600ul, 100000ul, 8000000ul}) {
        std::string t = body(sz);
        t.reserve(t.size() + simdjson::SIMDJSON_PADDING);
        run(
            "simdjson ondemand",
            [&] {
                size_t n = 0;
                simdjson::ondemand::document d =
                    od.iterate(simdjson::padded_string_view(t.data(), t.size(), t.capacity()));
                for (auto f : d.get_object()) {
                    std::string_view k = f.unescaped_key();
                    if (k == "model")
                        n += f.value().get_string().value().size();
                    else if (k == "stream")
                        n += f.value().get_bool().value();
                    else if (k == "messages")
                        for (auto m : f.value().get_array()) n += m["content"].get_string().value().size();
                }
                return n;
            },
            t);
        run(
            "simdjson dom",
            [&] {
                size_t n = 0;
                simdjson::dom::element d = dom.parse(t.data(), t.size(), false);
                n += d["model"].get_string().value().size() + size_t(d["stream"].get_bool().value());
                for (auto m : d["messages"].get_array()) n += m["content"].get_string().value().size();
                return n;
            },
            t);
        run(
            "nlohmann",
            [&] {
                auto d = nlohmann::json::parse(t);
                size_t n = d["model"].get_ref<const std::string&>().size() + size_t(d["stream"].get<bool>());
                for (auto& m : d["messages"]) n += m["content"].get_ref<const std::string&>().size();
                return n;
            },
            t);
        run(
            "QJsonDocument",
            [&] {
                auto d = QJsonDocument::fromJson(QByteArray::fromRawData(t.data(), qsizetype(t.size()))).object();
                size_t n = size_t(d["model"].toString().size()) + size_t(d["stream"].toBool());
                for (auto m : d["messages"].toArray()) n += size_t(m.toObject()["content"].toString().toUtf8().size());
                return n;
            },
            t);
    }
}
