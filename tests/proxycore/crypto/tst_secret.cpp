#include <cstring>
#include <new>
#include <type_traits>

#include "crypto/secret.h"
#include "support/run_test.h"

using namespace mirror::crypto;

static_assert(!std::is_copy_constructible_v<Secret> && !std::is_copy_assignable_v<Secret>);
static_assert(std::is_nothrow_move_constructible_v<Secret> && std::is_nothrow_move_assignable_v<Secret>);
template <class T>
concept Printable = requires(std::ostream& out, const T& value) { out << value; };
static_assert(!Printable<Secret>);

namespace {
/// Short enough to live inside the std::string itself, where the bytes can be looked at after the fact.
constexpr std::string_view kShort = "sk-abc-123";

/// A Secret in memory of the test's own, which may be read after the destructor ran.
struct Stage {
    alignas(Secret) unsigned char memory[sizeof(Secret)]{};
    Secret* make(std::string_view bytes) { return new (memory) Secret(bytes); }
    /// The compiler may drop reads of a dead object's memory unless they are volatile.
    bool holds(std::string_view bytes) const {
        unsigned char copy[sizeof(Secret)];
        const volatile unsigned char* from = memory;
        for (std::size_t i = 0; i < sizeof copy; ++i) copy[i] = from[i];
        return std::string_view(reinterpret_cast<const char*>(copy), sizeof copy).find(bytes) != std::string_view::npos;
    }
};
}  // namespace

class TstSecret : public QObject {
    Q_OBJECT
private slots:
    void keepsWhatItWasGiven() {
        const Secret secret("sk-value");
        QCOMPARE(secret.view(), std::string_view("sk-value"));
        QVERIFY(!secret.empty());
        QVERIFY(Secret().empty());
        const Secret copy = secret.clone();
        QCOMPARE(copy.view(), secret.view());
        QVERIFY(copy.view().data() != secret.view().data());
    }
    void leavesNothingBehindWhenDestroyed() {
        Stage stage;
        Secret* secret = stage.make(kShort);
        QVERIFY(stage.holds(kShort));
        secret->~Secret();
        QVERIFY(!stage.holds(kShort));
    }
    void leavesNothingBehindWhenMovedFrom() {
        for (const bool assign : {false, true}) {
            Stage stage;
            Secret* secret = stage.make(kShort);
            Secret target;
            if (assign) target = std::move(*secret);
            else target = Secret(std::move(*secret));
            QCOMPARE(target.view(), kShort);
            QVERIFY(secret->empty());
            QVERIFY(!stage.holds(kShort.substr(1)));
            secret->~Secret();
        }
    }
    void overwritesTheOldValueWhenAssigned() {
        Stage stage;
        Secret* secret = stage.make(kShort);
        *secret = Secret("x");
        QVERIFY(!stage.holds(kShort.substr(2)));
        QCOMPARE(secret->view(), std::string_view("x"));
        secret->~Secret();
    }
    void survivesAssignmentToItself() {
        Secret secret(std::string(200, 's'));
        Secret& same = secret;
        secret = std::move(same);
        QCOMPARE(secret.view(), std::string_view(std::string(200, 's')));
    }
    void wipesAlsoWhatLiesBehindTheEnd() {
        std::string text = "a secret that is longer than the object itself can hold";
        text.resize(8);  // the rest still stands in the buffer
        const char* data = text.data();
        const std::size_t capacity = text.capacity();
        wipe(text);
        QVERIFY(text.empty());
        QCOMPARE(static_cast<const void*>(text.data()), static_cast<const void*>(data));  // same buffer, still owned
        const volatile char* bytes = data;
        for (std::size_t i = 0; i < capacity; ++i) QVERIFY(bytes[i] == 0);
    }
    void comparesContentAndLength() {
        const Secret secret("0123456789abcdef");
        QVERIFY(secret.equals("0123456789abcdef"));
        for (std::size_t i = 0; i < 16; ++i) {
            std::string other = "0123456789abcdef";
            other[i] = '#';
            QVERIFY(!secret.equals(other));
            QVERIFY(!secret.equals(std::string_view("0123456789abcdef").substr(0, i)));
        }
        QVERIFY(!secret.equals("0123456789abcdef "));
        QVERIFY(Secret().equals(""));
    }
};

MIRROR_TEST(TstSecret, tst_secret)
#include "tst_secret.moc"
