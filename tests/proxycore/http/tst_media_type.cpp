#include "http/media_type.h"

#include "support/run_test.h"

using namespace mirror::http;

class TstMediaType : public QObject {
    Q_OBJECT
private slots:
    void knowsUtf8ByAnySpelling() {
        for (const char* type : {"", "application/json", "application/json;", "application/json; charset=utf-8", "application/json;charset=UTF-8", "application/json; CHARSET=\"Utf-8\"",
                                 "text/plain; charset=utf8", "a/b; x=y; charset=utf-8; z", "a/b; charset=utf-8; charset=utf-8", "multipart/form-data; boundary=\"a;charset=gbk\"",
                                 "a/b; x=\"\\\";charset=gbk\"", "a/b;;;", "a/b; mycharset=gbk"})
            QVERIFY2(isUtf8(type), type);
    }
    void refusesEveryOther() {
        for (const char* type : {"a/b; charset=gbk", "a/b;charset=\"GB18030\"", "a/b; charset=utf-16", "a/b; charset=", "a/b; charset", "a/b; charset=utf-8; charset=gbk", "a/b; charset = latin1",
                                 "a/b; x=\"unclosed\"; charset=utf-7", "a/b; charset=\"utf-8", "a/b; charset='utf-8'"})
            QVERIFY2(!isUtf8(type), type);
    }
};

MIRROR_TEST(TstMediaType, tst_media_type)
#include "tst_media_type.moc"
