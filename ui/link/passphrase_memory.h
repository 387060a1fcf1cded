#pragma once
#include <QObject>
#include <QString>
#include <functional>
#include <utility>

namespace mirror::ui {

/// Where one passphrase may be kept on this workstation, under the user's own lock: the keyring of the desktop. GUI thread; answers come later, after the desktop has
/// perhaps asked the user to open the keyring.
class PassphraseMemory : public QObject {
    Q_OBJECT
public:
    enum State {
        Unknown,  ///< lookUp() has not been answered
        Absent,   ///< this desktop has no keyring
        Empty,
        Kept,
    };
    using QObject::QObject;
    State state() const { return m_state; }

    /// Ends with stateChanged() when the state is another one then.
    virtual void lookUp() = 0;
    /// An empty passphrase: there is none, or the user did not open the keyring. Not called when this object goes first.
    virtual void recall(std::function<void(QString passphrase)> done) = 0;
    virtual void remember(const QString& passphrase) = 0;
    virtual void forget() = 0;

signals:
    void stateChanged();
    /// Something asked for was not done; `reason` as the desktop says it.
    void failed(const QString& reason);

protected:
    void setState(State state) {
        if (std::exchange(m_state, state) != state) emit stateChanged();
    }

private:
    State m_state = Unknown;
};

}  // namespace mirror::ui
