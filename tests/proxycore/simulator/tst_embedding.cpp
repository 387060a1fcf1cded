#include "simulator/embedding.h"

#include <cmath>
#include <cstring>

#include "support/run_test.h"

using namespace mirror::simulator;

namespace {
double dot(const std::vector<float>& a, const std::vector<float>& b) {
    double sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i) sum += static_cast<double>(a[i]) * static_cast<double>(b[i]);
    return sum;
}
}  // namespace

class TstEmbedding : public QObject {
    Q_OBJECT
private slots:
    void hasLengthOneAndTheDimensionsAskedFor() {
        for (std::size_t dimensions : {1u, 3u, 256u, 1536u}) {
            for (std::string_view text : {"", "hello", "上海的天气"}) {
                const auto vector = embed(text, dimensions, 1);
                QCOMPARE(vector.size(), dimensions);
                QVERIFY(std::abs(dot(vector, vector) - 1) < 1e-5);
            }
        }
    }
    void isTheSameAgainAndDiffersBySeedAndText() {
        QCOMPARE(embed("hello", 64, 1), embed("hello", 64, 1));
        QVERIFY(embed("hello", 64, 1) != embed("hello", 64, 2));
        QVERIFY(embed("hello", 64, 1) != embed("world", 64, 1));
    }
    void textsThatShareWordsAreNearer() {
        const auto base = embed("the weather in shanghai is fine", 1024, 1);
        const auto near = embed("the weather in beijing is fine", 1024, 1);
        const auto far = embed("quarterly revenue grew beyond forecasts", 1024, 1);
        QVERIFY(dot(base, near) > dot(base, far) + 0.2);
    }
    void encodesFloatsAsLittleEndianBase64() {
        QCOMPARE(base64Floats({}), std::string());
        QCOMPARE(base64Floats({1.0f}), std::string("AACAPw=="));
        const std::vector<float> values{0.5f, -2.25f, 3.0e-5f};
        const QByteArray bytes = QByteArray::fromBase64(QByteArray::fromStdString(base64Floats(values)), QByteArray::AbortOnBase64DecodingErrors);
        QCOMPARE(bytes.size(), 12);
        std::vector<float> back(3);
        std::memcpy(back.data(), bytes.constData(), 12);
        QCOMPARE(back, values);
    }
};

MIRROR_TEST(TstEmbedding, tst_embedding)
#include "tst_embedding.moc"
