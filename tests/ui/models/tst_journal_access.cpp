#include <QLineEdit>

#include "support/run_test.h"
#include "ui/link/engine_link.h"
#include "ui/link/screen_lock_watch.h"
#include "ui/models/journal_access.h"
#include "ui/support/fake_engine.h"

using namespace mirror;
using mirror::ui::JournalAccess;

class JournalAccessTest : public QObject {
    Q_OBJECT
    struct Bench {
        Bench() : link(engine), access(link) {}
        void unlock() {
            access.unlock(QStringLiteral("correct horse"));
            QTRY_VERIFY(access.isUnlocked());
        }
        std::shared_ptr<test::FakeEngine> engine = std::make_shared<test::FakeEngine>();
        ui::EngineLink link;
        JournalAccess access;
    };

private slots:
    void tellsAWrongPassphraseFromADamagedFile() {
        Bench bench;
        QSignalSpy refused(&bench.access, &JournalAccess::refused);
        bench.access.unlock(QStringLiteral("wrong"));
        QVERIFY(refused.wait());
        QCOMPARE(refused.at(0).at(0).value<Error>().code, ErrorCode::journalPassphrase);
        bench.engine->journal.damage = makeError(ErrorCode::journalDamaged, {"journal.key", "its checksum is wrong"});
        bench.access.unlock(QStringLiteral("correct horse"));
        QVERIFY(refused.wait());
        QCOMPARE(refused.at(1).at(0).value<Error>().code, ErrorCode::journalDamaged);
        QVERIFY(!bench.access.isUnlocked());
    }

    void locksAtOnceAndTellsTheEngineWithoutWaiting() {
        Bench bench;
        bench.unlock();
        QSignalSpy locked(&bench.access, &JournalAccess::locked);
        bench.engine->hold();  // an engine that does not answer
        bench.access.lock();
        QCOMPARE(locked.size(), 1);
        QVERIFY(!bench.access.isUnlocked());
        QCOMPARE(bench.engine->sent<LockJournal>().size(), std::size_t{1});
        QVERIFY(!bench.engine->sent<LockJournal>().front().session.empty());
    }

    void answersOfASessionThatHasEndedNeverArrive() {
        Bench bench;
        bench.unlock();
        bench.engine->hold();
        bool came = false;
        bench.access.submit(ReadDialogue{{}, {1, 5}, {}}, this, [&came](const Result<Receipt>&) { came = true; });
        bench.access.lock();
        bench.engine->release();
        bench.access.unlock(QStringLiteral("correct horse"));
        QTRY_VERIFY(bench.access.isUnlocked());
        QCoreApplication::processEvents();
        QVERIFY(!came);
    }

    void lockingWhileThePassphraseIsTriedKeepsItLocked() {
        Bench bench;
        bench.engine->hold();
        bench.access.unlock(QStringLiteral("correct horse"));
        bench.access.lock();
        bench.engine->release();
        QTRY_COMPARE(bench.engine->sent<LockJournal>().size(), std::size_t{1});
        QVERIFY(!bench.access.isUnlocked());
    }

    void locksWhenTheEngineSaysThatTheSessionIsOver() {
        Bench bench;
        bench.unlock();
        bench.engine->journal.endSession();
        QSignalSpy locked(&bench.access, &JournalAccess::locked);
        bench.access.submit(QueryJournal{{}, 1, 0, 10}, this, {});
        QVERIFY(locked.wait());
    }

    void locksWhenNobodyTouchesTheWindow() {
        Bench bench;
        bench.engine->journal.lockAfter = Milliseconds(700);
        QSignalSpy locked(&bench.access, &JournalAccess::locked);
        QSignalSpy seconds(&bench.access, &JournalAccess::secondsLeftChanged);
        bench.unlock();
        QVERIFY(locked.wait(5000));
        QCOMPARE(seconds.front().at(0).toInt(), 1);
        QCOMPARE(seconds.back().at(0).toInt(), -1);
    }

    void aTouchBeginsTheTimeAnewAndKeepsTheSessionAlive() {
        Bench bench;
        bench.engine->journal.lockAfter = Milliseconds(60'000);
        bench.unlock();
        QLineEdit field;
        field.show();
        QVERIFY(bench.access.secondsLeft() > 55);
        QTest::keyClick(&field, Qt::Key_A);
        QCOMPARE(bench.access.secondsLeft(), 60);
    }

    void withoutALimitItStaysOpenUntilSomebodyLocksIt() {
        Bench bench;
        bench.engine->journal.lockAfter = Milliseconds(0);
        QSignalSpy seconds(&bench.access, &JournalAccess::secondsLeftChanged);
        bench.unlock();
        QCOMPARE(seconds.back().at(0).toInt(), JournalAccess::kNever);
        bench.access.lock();
        QCOMPARE(seconds.back().at(0).toInt(), -1);
    }

    void locksWithTheScreenAndBeforeTheMachineSleeps() {
        for (const char* slot : {"saverChanged", "sleepAnnounced"}) {
            Bench bench;
            bench.unlock();
            auto* watch = bench.access.findChild<ui::ScreenLockWatch*>();
            QMetaObject::invokeMethod(watch, slot, Q_ARG(bool, false));
            QVERIFY(bench.access.isUnlocked());
            QMetaObject::invokeMethod(watch, slot, Q_ARG(bool, true));
            QVERIFY(!bench.access.isUnlocked());
        }
        Bench bench;
        bench.unlock();
        QMetaObject::invokeMethod(bench.access.findChild<ui::ScreenLockWatch*>(), "sessionLocked");
        QVERIFY(!bench.access.isUnlocked());
    }
};

MIRROR_TEST(JournalAccessTest, tst_journal_access)
#include "tst_journal_access.moc"
