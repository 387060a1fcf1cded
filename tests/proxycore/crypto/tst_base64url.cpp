#include "crypto/base64url.h"

#include <set>

#include "crypto/random_bytes.h"
#include "support/run_test.h"

using namespace mirror::crypto;

namespace {
std::string encoded(std::string_view bytes) {
    std::string text;
    appendBase64Url(text, bytes);
    return text;
}
}  // namespace

class TstBase64url : public QObject {
    Q_OBJECT
private slots:
    void agreesWithRfc4648() {
        const std::pair<const char*, const char*> vectors[] = {{"", ""},         {"f", "Zg=="},         {"fo", "Zm8="},       {"foo", "Zm9v"},
                                                               {"foob", "Zm9vYg=="}, {"fooba", "Zm9vYmE="}, {"foobar", "Zm9vYmFy"}};
        for (const auto& [bytes, text] : vectors) {
            QCOMPARE(encoded(bytes), std::string(text));
            QCOMPARE(decodeBase64Url(text), std::optional<std::string>(bytes));
        }
        QCOMPARE(encoded("\xfb\xff\xfe"), std::string("-__-"));  // section 5: what is + and / elsewhere
    }
    void agreesWithAnotherLibraryAtEveryLength() {
        for (std::size_t length = 0; length < 300; ++length) {
            const std::string bytes = randomBytes(length);
            const std::string text = QByteArray::fromStdString(bytes).toBase64(QByteArray::Base64UrlEncoding).toStdString();
            QCOMPARE(encoded(bytes), text);
            QCOMPARE(decodeBase64Url(text), std::optional<std::string>(bytes));
        }
    }
    void appendsBehindWhatIsThere() {
        std::string text = "token=";
        appendBase64Url(text, "foob");
        QCOMPARE(text, std::string("token=Zm9vYg=="));
    }
    void takesNoPaddingButTheRightOne() {
        for (const char* text : {"Zg", "Zg=", "Zg===", "Zm8", "Zm8==", "Zm9v=", "Zm9v====", "====", "===", "==", "=", "Z===", "=Zg=", "Zg==Zg==", "Zm=v"})
            QVERIFY2(!decodeBase64Url(text), text);
    }
    void takesNoOtherSymbolAtAnyPlace() {
        const std::set<char> symbols = [] {
            const std::string all = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
            return std::set<char>(all.begin(), all.end());
        }();
        for (int c = 0; c < 256; ++c) {
            for (std::size_t at = 0; at < 8; ++at) {
                std::string text = "AAAAAAAA";
                text[at] = static_cast<char>(c);
                // A single = at the end is padding, and the A before it carries no bits too many.
                const bool isPadding = c == '=' && at == 7;
                QCOMPARE(decodeBase64Url(text).has_value(), symbols.contains(static_cast<char>(c)) || isPadding);
            }
        }
    }
    void takesNoWhiteSpaceAround() {
        for (const char* text : {" Zm9v", "Zm9v ", "Zm9v\n", "Zm9v\r\n", "Zm\n9v", "\tZm9v", "Zm9v\n\n\n\n", "    Zm9v"}) QVERIFY2(!decodeBase64Url(text), text);
        QVERIFY(!decodeBase64Url(std::string("Zm9v\0\0\0\0", 8)));
    }
    void takesOneTextOnlyForEachByte() {
        // Of the 4,096 two-symbol texts with padding one in sixteen is canonical; of the three-symbol ones one in four.
        const std::string symbols = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        int taken = 0;
        for (const char a : symbols)
            for (const char b : symbols)
                if (const auto bytes = decodeBase64Url({std::string{a, b} + "=="})) {
                    ++taken;
                    QCOMPARE(encoded(*bytes), (std::string{a, b} + "=="));
                }
        QCOMPARE(taken, 256);
        int takenOfThree = 0;
        for (const char c : symbols) takenOfThree += decodeBase64Url({std::string{'A', 'A', c} + "="}).has_value();
        QCOMPARE(takenOfThree, 16);
    }
    void everyLengthThatIsCutIsRefused() {
        const std::string text = encoded(randomBytes(1000));
        for (std::size_t length = 0; length < text.size(); ++length) {
            const auto bytes = decodeBase64Url(std::string_view(text).substr(0, length));
            QCOMPARE(bytes.has_value(), length % 4 == 0);
        }
    }
    void theBufferIsEmptyAfterARefusal() {
        std::string bytes = "left over";
        QVERIFY(!decodeBase64Url("Zm9vYm!y", bytes));
        QVERIFY(bytes.empty());
        QVERIFY(decodeBase64Url("Zm9v", bytes));
        QCOMPARE(bytes, std::string("foo"));
    }
};

MIRROR_TEST(TstBase64url, tst_base64url)
#include "tst_base64url.moc"
