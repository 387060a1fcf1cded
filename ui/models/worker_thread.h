#pragma once
#include <QCoreApplication>
#include <QPointer>
#include <QThreadPool>
#include <memory>

namespace mirror::ui {

/// Runs `work` on a worker thread and then `done` with what it returned on the GUI thread, unless `receiver` is gone by then. `work` owns everything it needs.
template <class Outcome, class Work, class Done>
void runOnWorker(QObject* receiver, Work work, Done done) {
    struct Call {
        QPointer<QObject> receiver;
        Work work;
        Done done;
    };
    auto call = std::make_shared<Call>(Call{receiver, std::move(work), std::move(done)});
    QThreadPool::globalInstance()->start([call] {
        auto outcome = std::make_shared<Outcome>(call->work());
        // Posted to the application, which lives on the GUI thread: only there may the receiver be looked at.
        QMetaObject::invokeMethod(QCoreApplication::instance(), [call, outcome] {
            if (call->receiver) call->done(std::move(*outcome));
        }, Qt::QueuedConnection);
    });
}

}  // namespace mirror::ui
