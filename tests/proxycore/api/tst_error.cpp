#include <set>

#include "proxycore/api/error.h"
#include "support/run_test.h"

using namespace mirror;

class TstError : public QObject {
    Q_OBJECT
private slots:
    void everyCodeHasItsOwnNameAndSentence() {
        std::set<std::string_view> names;
        for (int i = 0; i <= static_cast<int>(ErrorCode::internal); ++i) {
            const auto code = static_cast<ErrorCode>(i);
            QVERIFY2(names.insert(errorName(code)).second, errorName(code).data());
            QCOMPARE(errorCodeFromName(errorName(code)), code);
            const std::string sentence = describe(makeError(code, {"one", "two"}));
            QVERIFY2(sentence.size() > 10 && sentence.find('%') == std::string::npos, sentence.c_str());
        }
        QCOMPARE(errorCodeFromName("no such"), ErrorCode::internal);
    }
    void fillsInWhatItIsGiven() {
        QCOMPARE(describe(makeError(ErrorCode::upstreamStatus, {"a", "503"})), std::string("The upstream a answered with status 503."));
        QCOMPARE(describe(makeError(ErrorCode::fileRead, {"/x"}, "No such file")), std::string("The file /x cannot be read. (No such file)"));
        QCOMPARE(describe(makeError(ErrorCode::upstreamStatus, {"a"})), std::string("The upstream a answered with status ?."));
    }
};

MIRROR_TEST(TstError, tst_error)
#include "tst_error.moc"
