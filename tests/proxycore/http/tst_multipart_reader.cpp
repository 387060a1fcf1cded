#include "http/multipart_reader.h"

#include "arrivals.h"
#include "support/run_test.h"

using namespace mirror;
using namespace mirror::http;
using namespace mirror::test;

namespace {

/// "name:data" of each part, "#" for a file; and whether all that was fed came out again.
QByteArray read(const Pieces& pieces, std::string_view boundary = "b0") {
    MultipartReader reader(boundary);
    std::string told, raw, fed;
    for (const std::string_view piece : pieces) {
        reader.feed(piece);
        fed += piece;
        for (;;) {
            const auto item = reader.next();
            if (!item) return "refused";
            if (item->kind == MultipartReader::Kind::needMore) break;
            raw += item->raw;
            if (item->kind == MultipartReader::Kind::part) told += "|" + reader.part().name + (reader.part().isFile ? "#" : "") + ":";
            if (item->kind == MultipartReader::Kind::data) told += item->raw;
        }
    }
    if (!reader.finish()) return "refused";
    return bytes(told) + (raw == fed ? "" : " LOST");
}
QByteArray read(const std::string& form) { return read(Pieces{form}); }

std::string part(const std::string& head, const std::string& data = "x") { return "--b0\r\n" + head + "\r\n\r\n" + data + "\r\n--b0--\r\n"; }

}  // namespace

class TstMultipartReader : public QObject {
    Q_OBJECT
private slots:
    void takesAFormApartHoweverItIsCut() {
        const std::string expected = "|prompt:a cat|image#:\r\n-\r\n--b\r\n|empty:";
        const std::string whole =
            "--b0\r\nContent-Disposition: form-data; name=\"prompt\"\r\n\r\na cat\r\n"
            "--b0\r\nContent-Disposition: form-data; name=image; filename=\"大.png\"\r\nContent-Type: image/png\r\n\r\n\r\n-\r\n--b\r\n\r\n"
            "--b0\r\nContent-Disposition: form-data; name=\"empty\"\r\n\r\n\r\n--b0--\r\n";
        QCOMPARE(read(whole), bytes(expected));
        QCOMPARE(firstDifference(whole, [](const Pieces& pieces) { return read(pieces); }), QByteArray());
    }
    void theLastLineEndMayBeMissing() { QCOMPARE(read("--b0\r\nContent-Disposition: form-data; name=a\r\n\r\nx\r\n--b0--"), QByteArray("|a:x")); }
    void aFormMayBeEmpty() { QCOMPARE(read("--b0--\r\n"), QByteArray()); }

    void whatTwoReadersMayReadDifferentlyIsRefused_data() {
        QTest::addColumn<QByteArray>("form");
        const auto row = [](const char* name, const std::string& form) { QTest::newRow(name) << bytes(form); };
        const std::string good = "Content-Disposition: form-data; name=\"a\"";
        row("nothing", "");
        row("a preamble", "hello\r\n" + part(good));
        row("no end", "--b0\r\n" + good + "\r\n\r\nx");
        row("an epilogue", part(good) + "x");
        row("two line ends behind", part(good) + "\r\n");
        row("padding behind the boundary", "--b0 \r\n" + good + "\r\n\r\nx\r\n--b0--\r\n");
        row("a bare line end before a boundary", part(good, "x\n--b0\nContent-Disposition: form-data; name=\"b\"\n\nevil"));
        row("the boundary within a part", part(good, "x--b0y"));
        row("a boundary that goes on", part(good, "x\r\n--b0y"));
        row("the boundary within a head", part(good + "\r\nX: --b0"));
        row("bare line ends in a head", "--b0\r\nContent-Disposition: form-data; name=a\nX: y\r\n\r\nx\r\n--b0--\r\n");
        row("no head", "--b0\r\n\r\nx\r\n--b0--\r\n");
        row("no disposition", part("Content-Type: text/plain"));
        row("two of them", part(good + "\r\n" + good));
        row("no form-data", part("Content-Disposition: attachment; name=\"a\""));
        row("no name", part("Content-Disposition: form-data"));
        row("two names", part("Content-Disposition: form-data; name=\"a\"; name=\"b\""));
        row("an unknown parameter", part("Content-Disposition: form-data; name=\"a\"; handler=x"));
        row("an escaped quote", part("Content-Disposition: form-data; name=\"a\\\"; filename=\\\"x\""));
        row("text behind a value", part("Content-Disposition: form-data; name=\"a\"b"));
        row("no quote at the end", part("Content-Disposition: form-data; name=\"a"));
        row("a folded field", part(good + "\r\n ; filename=x"));
        row("a control character", part(good + "\r\nX: a\001"));
        row("base64", part(good + "\r\nContent-Transfer-Encoding: base64"));
        row("a long head", part(good + "\r\nX: " + std::string(9000, 'x')));
        std::string many;
        for (int i = 0; i < 1001; ++i) many += "--b0\r\n" + good + "\r\n\r\nx\r\n";
        row("many parts", many + "--b0--\r\n");
    }
    void whatTwoReadersMayReadDifferentlyIsRefused() {
        QFETCH(QByteArray, form);
        QCOMPARE(read(Pieces{view(form)}), QByteArray("refused"));
        if (form.size() < 500) QCOMPARE(firstDifference(view(form), [](const Pieces& pieces) { return read(pieces); }), QByteArray());
    }
    void anEmptyFileNameMakesNoFile() {
        QCOMPARE(read(part("Content-Disposition: form-data; name=\"a\"; filename=\"\"")), QByteArray("|a:x"));
        QCOMPARE(read(part("Content-Disposition: form-data; name=\"a\"; filename*=UTF-8''x.png")), QByteArray("|a#:x"));
    }
    void charsetsAreNoticed() {
        MultipartReader reader("b0");
        reader.feed(part("Content-Disposition: form-data; name=\"a\"\r\nContent-Type: text/plain; charset=gbk"));
        QVERIFY(reader.next().has_value());
        QVERIFY(!reader.part().isUtf8);
    }
    void theBoundaryComesFromTheType() {
        QCOMPARE(multipartBoundary("multipart/form-data; boundary=abc").value_or("-"), std::string("abc"));
        QCOMPARE(multipartBoundary("Multipart/Form-Data; charset=utf-8; BOUNDARY=\"a b\"").value_or("-"), std::string("-"));
        QCOMPARE(multipartBoundary("multipart/form-data; boundary=\"----x'y\"").value_or("-"), std::string("----x'y"));
        for (const char* bad : {"multipart/form-data", "multipart/mixed; boundary=a", "multipart/form-data; boundary=", "multipart/form-data; boundary=a; boundary=b", "multipart/form-data; boundary=a; boundary*=utf-8''b", "multipart/form-data; boundary*0=b; boundary=a",
                                "multipart/form-data; boundary=a; boundary =b", "application/json; boundary=a"})
            QVERIFY2(!multipartBoundary(bad), bad);
        QVERIFY(!multipartBoundary("multipart/form-data; boundary=" + std::string(71, 'x')));
    }
};

MIRROR_TEST(TstMultipartReader, tst_multipart_reader)
#include "tst_multipart_reader.moc"
