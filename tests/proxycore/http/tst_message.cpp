#include "http/message.h"
#include "support/run_test.h"

using namespace mirror::http;

class TstMessage : public QObject {
    Q_OBJECT
private slots:
    void findsTheFirstFieldWithoutCase() {
        const std::vector<Field> fields{{"Accept", "a"}, {"X-One", "1"}, {"x-one", "2"}};
        QCOMPARE(findField(fields, "x-ONE").value(), std::string_view("1"));
        QVERIFY(!findField(fields, "x-on"));
        QVERIFY(!findField({}, "accept"));
    }
};

MIRROR_TEST(TstMessage, tst_message)
#include "tst_message.moc"
