#include "openai/json_edit.h"

#include "support/run_test.h"

using namespace mirror::openai;

class TstJsonEdit : public QObject {
    Q_OBJECT
private:
    static QString edited(std::string_view document, std::vector<JsonEdit> edits) {
        sortEdits(edits);
        std::string out;
        applyEdits(document, edits, out);
        return QString::fromStdString(out);
    }

private slots:
    void editsAreMadeInTheOrderOfTheirPlaces() { QCOMPARE(edited("abcdef", {{{4, 5}, "5"}, {{0, 1}, "1"}}), QString("1bcd5f")); }
    void whatIsPutInGoesBeforeWhatIsReplaced() {
        QCOMPARE(edited("{abc}", {{{1, 4}, "x"}, {{1, 1}, "y,"}}), QString("{y,x}"));
        QCOMPARE(edited("{abc}", {{{1, 1}, "1,"}, {{1, 1}, "2,"}, {{1, 4}, "x"}}), QString("{1,2,x}"));
    }
    void ofTwoOfOnePlaceTheLastStays() { QCOMPARE(edited("{abc}", {{{1, 4}, "x"}, {{1, 4}, "y"}}), QString("{y}")); }
    void ofTwoThatOverlapTheLargerStays() {
        QCOMPARE(edited("{abc}d", {{{2, 3}, "x"}, {{1, 4}, "y"}, {{3, 4}, "z"}, {{2, 2}, "i"}, {{5, 6}, "e"}}), QString("{y}e"));
        QCOMPARE(edited("{abc}d", {{{1, 4}, "y"}, {{1, 2}, "x"}, {{4, 4}, "i"}}), QString("{yi}d"));
    }
    void nothingIsNoEdit() { QCOMPARE(edited("abc", {}), QString("abc")); }
};

MIRROR_TEST(TstJsonEdit, tst_json_edit)
#include "tst_json_edit.moc"
