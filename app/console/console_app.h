#pragma once
#include <QApplication>
#include <memory>

#include "console/console_options.h"
#include "console/console_settings.h"
#include "console/freeze_probe.h"
#include "console/language.h"
#include "console/single_instance.h"
#include "proxycore/make_engine.h"
#include "ui/main_window.h"
#include "ui/theme/theme.h"

namespace mirror::ui {
class CertificatePrompt;
class EngineLink;
class Gallery;
}

namespace mirror::console {

class Demo;
class Keyring;
class RemoteEngine;

/// The program with a window: language and theme, the engine inside or a remote one, the window, and the way down. Lives in
/// main() beside QApplication.
class ConsoleApp : public QObject {
    Q_OBJECT
public:
    ConsoleApp(QApplication& application, ConsoleOptions options);
    ~ConsoleApp() override;
    /// Runs until the window is closed; the program's exit code.
    int run();

private:
    QString profileFolder() const;
    QString instanceKey() const;
    void dress();
    bool startProbe();
    int runGallery();
    Result<std::shared_ptr<Engine>> openEngine();
    Result<std::shared_ptr<Engine>> openRemote();
    Result<std::shared_ptr<Engine>> openInside();
    void openWindow();
    ui::WindowFacts facts() const;
    void buildCertificatePrompt();
    void offerCertificate(const QString& fingerprint, bool isChanged);
    void showFailure(const Error& error);
    void keepGeometry();
    void openDemo();
    void raiseWindow();

    QApplication& m_application;
    ConsoleOptions m_options;
    ConsoleSettings m_settings;
    Language m_language;
    ui::Theme m_theme;
    std::unique_ptr<FreezeProbe> m_probe;  ///< null unless asked for
    std::unique_ptr<SingleInstance> m_instance;
    std::unique_ptr<Demo> m_demo;
    QString m_firstKey;
    std::shared_ptr<Engine> m_engine;
    RemoteEngine* m_remote = nullptr;  ///< m_engine, when it is remote
    QString m_remoteName;
    std::unique_ptr<ui::EngineLink> m_link;
    std::unique_ptr<Keyring> m_keyring;  ///< null in the demo, whose journal is nobody's
    std::unique_ptr<ui::MainWindow> m_window;
    ui::CertificatePrompt* m_certificate = nullptr;  ///< the window's, when the engine is remote
};

}  // namespace mirror::console
