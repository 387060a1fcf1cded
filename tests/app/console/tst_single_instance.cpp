#include <QApplication>
#include <QFile>
#include <QUuid>

#include "console/single_instance.h"
#include "support/run_test.h"

using namespace mirror::console;

class TestSingleInstance : public QObject {
    Q_OBJECT
private slots:
    void aSecondStartRaisesTheFirst();
    void otherProfilesAreOtherInstances();
    void aStaleSocketDoesNotKeepAnyoneOut();
    void theNextOneMayStartWhenTheFirstHasEnded();
};

namespace {

QString freshKey() { return QUuid::createUuid().toString(); }

}  // namespace

void TestSingleInstance::aSecondStartRaisesTheFirst() {
    const QString key = freshKey();
    SingleInstance first(key);
    QVERIFY(first.claim());
    QSignalSpy raised(&first, &SingleInstance::raiseRequested);
    SingleInstance second(key);
    QVERIFY(!second.claim());
    QTRY_COMPARE(raised.size(), 1);
}

void TestSingleInstance::otherProfilesAreOtherInstances() {
    SingleInstance first(freshKey());
    SingleInstance second(freshKey());
    QVERIFY(first.claim());
    QVERIFY(second.claim());
}

void TestSingleInstance::aStaleSocketDoesNotKeepAnyoneOut() {
    const QString key = freshKey();
    SingleInstance instance(key);
    QFile left(instance.serverName());  // what a killed program leaves behind
    QVERIFY(left.open(QIODevice::WriteOnly));
    left.close();
    QVERIFY(instance.claim());
    SingleInstance second(key);
    QVERIFY(!second.claim());
}

void TestSingleInstance::theNextOneMayStartWhenTheFirstHasEnded() {
    const QString key = freshKey();
    auto first = std::make_unique<SingleInstance>(key);
    QVERIFY(first->claim());
    first.reset();
    SingleInstance next(key);
    QVERIFY(next.claim());
}

MIRROR_TEST(TestSingleInstance, tst_single_instance)
#include "tst_single_instance.moc"
