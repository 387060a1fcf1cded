#pragma once
#include "ui/link/passphrase_memory.h"

namespace mirror::console {

/// The passphrase of one journal in the keyring of the desktop (Secret Service or KWallet), by QtKeychain. Nothing is ever kept in a file instead.
class Keyring : public ui::PassphraseMemory {
    Q_OBJECT
public:
    /// `profileKey` tells journals apart: the profile's folder, or the address of a remote engine.
    explicit Keyring(QString profileKey, QObject* parent = nullptr);

    void lookUp() override;
    void recall(std::function<void(QString passphrase)> done) override;
    void remember(const QString& passphrase) override;
    void forget() override;

private:
    void read(std::function<void(QString passphrase)> done);
    const QString m_key;
};

}  // namespace mirror::console
