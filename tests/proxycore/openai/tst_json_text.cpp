#include <nlohmann/json.hpp>

#include "openai/json_text.h"
#include "support/run_test.h"

using namespace mirror::openai;

class TstJsonText : public QObject {
    Q_OBJECT
private slots:
    void quotesEveryByteSoThatItReadsBack() {
        std::string text = "镜台😀";
        for (int c = 0; c < 0x80; ++c) text += static_cast<char>(c);
        std::string out;
        appendQuoted(out, text);
        QCOMPARE(nlohmann::json::parse(out).get<std::string>(), text);
    }
    void replacesWhatIsNoUtf8() {
        std::string out = "[";
        appendQuoted(out, "a\xFF" "b");
        QCOMPARE(nlohmann::json::parse(out + "]")[0].get<std::string>(), std::string("a\xEF\xBF\xBD" "b"));
    }
};

MIRROR_TEST(TstJsonText, tst_json_text)
#include "tst_json_text.moc"
