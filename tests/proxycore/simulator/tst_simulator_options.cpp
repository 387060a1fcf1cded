#include "simulator/simulator_options.h"

#include "support/run_test.h"

using namespace mirror::simulator;

class TstSimulatorOptions : public QObject {
    Q_OBJECT
private slots:
    void everyFaultHasANameThatIsReadBack() {
        QCOMPARE(faultNames().size(), std::size_t(Fault::flaky) + 1);
        for (std::string_view name : faultNames()) {
            const auto fault = parseFault(name);
            QVERIFY(fault.has_value());
            QCOMPARE(faultName(*fault), name);
        }
    }
    void anUnknownNameIsToldWithTheKnownOnes() {
        const auto fault = parseFault("explode");
        QVERIFY(!fault);
        QVERIFY(fault.error().code == mirror::ErrorCode::configValue);
        QVERIFY(fault.error().cause.find("slow-first-token") != std::string::npos);
    }
    void modelsChooseTheirFault() {
        QVERIFY(faultForModel("fault-429", Fault::none) == Fault::rateLimited);
        QVERIFY(faultForModel("qwen-max+cut", Fault::none) == Fault::cut);
        QVERIFY(faultForModel("a+b+stall", Fault::none) == Fault::stall);
        QVERIFY(faultForModel("fault-none", Fault::cut) == Fault::none);
        QVERIFY(faultForModel("qwen-max", Fault::html) == Fault::html);
        QVERIFY(faultForModel("qwen-max+plus", Fault::none) == Fault::none);
        QVERIFY(faultForModel("fault-", Fault::reset) == Fault::reset);
        QVERIFY(faultForModel("", Fault::none) == Fault::none);
    }
};

MIRROR_TEST(TstSimulatorOptions, tst_simulator_options)
#include "tst_simulator_options.moc"
