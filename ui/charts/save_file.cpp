#include "ui/charts/save_file.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QPointer>
#include <QSaveFile>
#include <QStandardPaths>
#include <QThreadPool>

namespace mirror::ui {

namespace {

struct SaveText {
    Q_DECLARE_TR_FUNCTIONS(SaveFile)
};

/// The reason why it failed, empty on success.
QString writeFile(const QString& path, const QByteArray& bytes) {
    QSaveFile file(path);
    const bool written = file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit();
    return written ? QString() : file.errorString();
}

QString outcomeOf(const QString& path, const QString& trouble) {
    const QString name = QDir::toNativeSeparators(path);
    if (trouble.isEmpty()) return SaveText::tr("Saved as %1.").arg(name);
    return SaveText::tr("%1 could not be written: %2.").arg(name, trouble);
}

}  // namespace

void saveFile(QWidget* parent, const QString& title, const QString& suggestedName, const QString& nameFilter,
              std::function<QByteArray()> make, std::function<void(const QString& message)> done) {
    auto* dialog = new QFileDialog(parent, title);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilter(nameFilter);
    dialog->setDefaultSuffix(QFileInfo(suggestedName).suffix());
    dialog->setDirectory(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation));
    dialog->selectFile(suggestedName);
    const QPointer<QWidget> receiver(parent);
    QObject::connect(dialog, &QFileDialog::fileSelected, parent, [receiver, make = std::move(make), done = std::move(done)](const QString& path) {
        QThreadPool::globalInstance()->start([receiver, make, done, path] {
            const QString message = outcomeOf(path, writeFile(path, make()));
            // Posted to the application, which lives on the GUI thread: only there may the receiver be looked at.
            QMetaObject::invokeMethod(QCoreApplication::instance(), [receiver, done, message] {
                if (receiver) done(message);
            }, Qt::QueuedConnection);
        });
    });
    dialog->open();
}

}  // namespace mirror::ui
