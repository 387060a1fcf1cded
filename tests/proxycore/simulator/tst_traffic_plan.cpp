#include "simulator/traffic_plan.h"

#include <cmath>
#include <map>
#include <nlohmann/json.hpp>

#include "support/run_test.h"

using namespace mirror;
using namespace mirror::simulator;
using nlohmann::json;

namespace {
std::vector<PlannedRequest> take(TrafficPlan plan, std::size_t count) {
    std::vector<PlannedRequest> requests;
    for (std::size_t i = 0; i < count; ++i) requests.push_back(plan.next());
    return requests;
}
}  // namespace

class TstTrafficPlan : public QObject {
    Q_OBJECT
private slots:
    void isTheSameForTheSameSeed() {
        const auto first = take(TrafficPlan(7, 4), 200), again = take(TrafficPlan(7, 4), 200), other = take(TrafficPlan(8, 4), 200);
        bool differs = false;
        for (std::size_t i = 0; i < first.size(); ++i) {
            QCOMPARE(first[i].at, again[i].at);
            QCOMPARE(first[i].body, again[i].body);
            differs = differs || first[i].body != other[i].body;
        }
        QVERIFY(differs);
    }
    void timesRiseAtTheRateAskedFor() {
        const auto requests = take(TrafficPlan(1, 10), 20'000);
        for (std::size_t i = 1; i < requests.size(); ++i) QVERIFY(requests[i].at >= requests[i - 1].at);
        const double seconds = static_cast<double>(requests.back().at.count()) / 1e6;
        const double rate = static_cast<double>(requests.size()) / seconds;
        QVERIFY2(std::abs(rate - 10) < 1, std::to_string(rate).c_str());
    }
    void theRateSwingsButNeverEnds() {
        const TrafficPlan plan(1, 4);
        double least = 100, most = 0;
        for (int second = 0; second < 3600; ++second) {
            const double rate = plan.rateAt(std::chrono::seconds(second));
            least = std::min(least, rate);
            most = std::max(most, rate);
        }
        QVERIFY(least > 1 && least < 2);
        QVERIFY(most > 6 && most < 7);
    }
    void aTinyRateStillGivesTimes() {
        for (double rate : {0.0, -1.0, 0.001}) QVERIFY(take(TrafficPlan(1, rate), 10).back().at <= std::chrono::seconds(50));
    }
    void isTheMixOfACompany() {
        std::map<std::string, int> kinds;
        for (const PlannedRequest& request : take(TrafficPlan(3, 4), 5000)) {
            ++kinds[request.path];
            if (request.key == PlannedKey::wrong) ++kinds["wrong key"];
            if (request.key == PlannedKey::none) ++kinds["no key"];
            if (request.patience.count() > 0) ++kinds["leaves early"];
            if (request.method == "GET") {
                QVERIFY(request.body.empty());
                continue;
            }
            const json body = json::parse(request.body, nullptr, false);
            QVERIFY(body.is_object() && body["model"].is_string());
            const std::string model = body["model"];
            if (model.find('+') != std::string::npos) ++kinds["in trouble"];
            if (model.starts_with("unknown")) ++kinds["unknown model"];
            if (body.value("stream", false)) ++kinds["stream"];
            if (request.body.find("上海") != std::string::npos) ++kinds["chinese"];
            if (request.body.find("latency") != std::string::npos) ++kinds["english"];
        }
        for (const char* kind : {"/v1/chat/completions", "/v1/embeddings", "/v1/models", "wrong key", "no key", "leaves early", "in trouble", "unknown model", "stream", "chinese", "english"})
            QVERIFY2(kinds[kind] > 10, kind);
        QVERIFY(kinds["stream"] > 2000);
        QVERIFY(kinds["in trouble"] < 500);
    }
};

MIRROR_TEST(TstTrafficPlan, tst_traffic_plan)
#include "tst_traffic_plan.moc"
