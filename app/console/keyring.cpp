#include "console/keyring.h"

#include <qt6keychain/keychain.h>

namespace mirror::console {

namespace {

const QString kService = QStringLiteral("MirrorDesk");

template <class Job>
Job* makeJob(const QString& key) {
    auto* job = new Job(kService);  // deletes itself when it has ended
    job->setAutoDelete(true);
    job->setInsecureFallback(false);
    job->setKey(key);
    return job;
}

}  // namespace

Keyring::Keyring(QString profileKey, QObject* parent) : PassphraseMemory(parent), m_key(QStringLiteral("journal ") + profileKey) {}

void Keyring::lookUp() { read({}); }

void Keyring::recall(std::function<void(QString)> done) { read(std::move(done)); }

/// Anything but an answer is taken for a desktop without a keyring: then nothing is offered, and the passphrase is typed.
void Keyring::read(std::function<void(QString)> done) {
    auto* job = makeJob<QKeychain::ReadPasswordJob>(m_key);
    connect(job, &QKeychain::Job::finished, this, [this, job, done = std::move(done)] {
        QString passphrase;
        if (job->error() == QKeychain::NoError) passphrase = job->textData();
        const bool hasKeyring = job->error() == QKeychain::NoError || job->error() == QKeychain::EntryNotFound;
        if (hasKeyring || state() != Kept) setState(!hasKeyring ? Absent : passphrase.isEmpty() ? Empty : Kept);
        if (done && !hasKeyring) emit failed(job->errorString());
        if (done) done(passphrase);
        passphrase.fill(QLatin1Char('\0'));
    });
    job->start();
}

void Keyring::remember(const QString& passphrase) {
    auto* job = makeJob<QKeychain::WritePasswordJob>(m_key);
    job->setTextData(passphrase);
    connect(job, &QKeychain::Job::finished, this, [this, job] {
        if (job->error() == QKeychain::NoError) return setState(Kept);
        emit failed(job->errorString());
    });
    job->start();
}

void Keyring::forget() {
    auto* job = makeJob<QKeychain::DeletePasswordJob>(m_key);
    connect(job, &QKeychain::Job::finished, this, [this, job] {
        if (job->error() == QKeychain::NoError || job->error() == QKeychain::EntryNotFound) return setState(Empty);
        emit failed(job->errorString());
    });
    job->start();
}

}  // namespace mirror::console
