#pragma once
#include <QLocalServer>
#include <QLockFile>
#include <QObject>
#include <memory>

namespace mirror::console {

/// One window a profile. The first start holds a lock and listens; a later one finds it, asks it to come to the front and
/// ends. What a crashed program left behind (socket, lock of a dead process) does not keep a new one from starting.
class SingleInstance : public QObject {
    Q_OBJECT
public:
    /// `key` is the profile's absolute path or a remote engine's address. Files lie in the user's runtime folder.
    explicit SingleInstance(const QString& key, QObject* parent = nullptr);
    /// True: this is the first, or nobody could be asked. False: another is running and has been asked to show itself.
    bool claim();
    QString serverName() const { return m_name; }

signals:
    /// Another start asked for this window.
    void raiseRequested();

private:
    bool askOther() const;
    QString m_name;
    std::unique_ptr<QLockFile> m_lock;
    QLocalServer m_server;
};

}  // namespace mirror::console
