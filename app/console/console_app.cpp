#include "console/console_app.h"

#include <QDir>
#include <QFileInfo>
#include <QMessageBox>
#include <QProcess>
#include <QTimer>
#include <cstdio>

#include "common/build_info.h"
#include "common/environment.h"
#include "console/demo.h"
#include "console/keyring.h"
#include "console/remote_engine.h"
#include "proxycore/profile_tools.h"
#include "ui/dialogs/certificate_prompt.h"
#include "ui/engine_notices.h"
#include "ui/gallery/gallery.h"
#include "ui/link/engine_link.h"
#include "ui/link/error_text.h"
#include "ui/pages/page.h"
#include "ui/pages/page_list.h"

namespace mirror::console {

namespace {

QString helpFolder() {
    const QDir program(QCoreApplication::applicationDirPath());
    const QString installed = program.absoluteFilePath(QStringLiteral("../share/doc/mirrordesk"));
    return QFileInfo::exists(installed + QStringLiteral("/README.md")) ? QDir::cleanPath(installed) : QString();
}

}  // namespace

ConsoleApp::ConsoleApp(QApplication& application, ConsoleOptions options)
    : m_application(application), m_options(std::move(options)), m_settings(instanceKey()), m_theme(application) {}

ConsoleApp::~ConsoleApp() {
    m_window.reset();
    m_link.reset();
    m_demo.reset();  // its traffic ends before the engine, its simulator is no longer asked
    m_engine.reset();
}

QString ConsoleApp::profileFolder() const {
    if (m_options.demo) return Demo::profileFolder();
    return m_options.profile.isEmpty() ? QString::fromStdString(defaultProfileDirectory().string()) : m_options.profile;
}

QString ConsoleApp::instanceKey() const {
    return m_options.connectTo.isValid() && !m_options.connectTo.isEmpty() ? m_options.connectTo.toString() : QDir::cleanPath(profileFolder());
}

void ConsoleApp::dress() {
    m_language.choose(m_options.language.isEmpty() ? m_settings.language() : m_options.language);
    m_theme.choose(ui::themeChoiceFromName(m_options.theme.isEmpty() ? m_settings.theme() : m_options.theme));
}

int ConsoleApp::run() {
    if (!startProbe()) return 1;
    if (!m_options.gallery.isEmpty()) return runGallery();
    m_instance = std::make_unique<SingleInstance>(instanceKey());
    if (!m_instance->claim()) return 0;
    connect(m_instance.get(), &SingleInstance::raiseRequested, this, &ConsoleApp::raiseWindow);
    dress();
    auto engine = openEngine();
    if (engine) {
        m_engine = std::move(*engine);
        openWindow();
    } else {
        showFailure(engine.error());
    }
    // After the first paint: asking the desktop must not delay it.
    QTimer::singleShot(0, this, [this] { m_theme.followDesktop(); });
    const int code = QApplication::exec();
    keepGeometry();
    return code;
}

/// False: a probe was asked for and its file cannot be written.
bool ConsoleApp::startProbe() {
    if (m_options.freezeProbe.isEmpty()) return true;
    m_probe = std::make_unique<FreezeProbe>(m_options.freezeProbe);
    if (m_probe->start()) return true;
    std::fprintf(stderr, "mirrordesk: --freeze-probe: %s\n", qPrintable(m_probe->problem()));
    return false;
}

int ConsoleApp::runGallery() {
    m_language.choose(QStringLiteral("en"));
    m_theme.choose(ui::ThemeChoice::light);
    ui::Gallery gallery(m_options.gallery, {[this](const QString& language) { m_language.choose(language); },
                                            [this](ui::ThemeChoice choice) { m_theme.choose(choice); },
                                            [](ui::MainWindow& window, ui::EngineLink& link) { ui::addAllPages(window, link); }});
    connect(&gallery, &ui::Gallery::finished, this, [](int pictures, const QString& problem) {
        std::printf("%d pictures\n", pictures);
        if (!problem.isEmpty()) std::fprintf(stderr, "cannot write %s\n", qPrintable(problem));
        QCoreApplication::exit(problem.isEmpty() && pictures > 0 ? 0 : 1);
    });
    QApplication::setQuitOnLastWindowClosed(false);
    QTimer::singleShot(0, &gallery, &ui::Gallery::start);
    return QApplication::exec();
}

Result<std::shared_ptr<Engine>> ConsoleApp::openEngine() {
    return m_options.connectTo.isEmpty() ? openInside() : openRemote();
}

Result<std::shared_ptr<Engine>> ConsoleApp::openRemote() {
    auto target = readRemoteTarget(m_options.connectTo, m_options.tokenFile, m_options.caFile);
    if (!target) return fail(target.error());
    m_remoteName = target->name();
    target->pinned = m_settings.pinnedCertificate(m_remoteName);
    auto remote = std::make_shared<RemoteEngine>(std::move(*target), [this](const QString& fingerprint, bool isChanged) {
        QMetaObject::invokeMethod(this, [this, fingerprint, isChanged] { offerCertificate(fingerprint, isChanged); }, Qt::QueuedConnection);
    });
    m_remote = remote.get();
    return std::shared_ptr<Engine>(std::move(remote));
}

Result<std::shared_ptr<Engine>> ConsoleApp::openInside() {
    EngineOptions options;
    options.profile = profileFolder().toStdString();
    options.environment = app::processEnvironment();
    options.overrides = m_options.overrides;
    options.version = app::version();
    if (m_options.demo) {
        m_demo = std::make_unique<Demo>();
        if (auto started = m_demo->startSimulator(); !started) return fail(started.error());
        const Overrides own = m_demo->overrides();
        options.overrides.insert(options.overrides.begin(), own.begin(), own.end());
    }
    auto made = makeEngine(std::move(options));
    if (!made) return fail(made.error());
    m_firstKey = QString::fromStdString(made->firstRun.virtualKey);
    return std::shared_ptr<Engine>(std::move(made->engine));
}

ui::WindowFacts ConsoleApp::facts() const {
    ui::WindowFacts facts;
    facts.profile = m_options.demo ? QStringLiteral("demo") : m_options.profile.isEmpty() ? QString() : QFileInfo(m_options.profile).fileName();
    facts.target = m_remoteName;
    facts.settingsFile = m_settings.fileName();
    facts.helpFolder = helpFolder();
    facts.isDemo = m_options.demo;
    return facts;
}

void ConsoleApp::openWindow() {
    m_link = std::make_unique<ui::EngineLink>(m_engine);
    m_window = std::make_unique<ui::MainWindow>(*m_link, facts());
    if (!m_options.demo) m_keyring = std::make_unique<Keyring>(instanceKey());
    ui::addAllPages(*m_window, *m_link, m_keyring.get());
    m_window->setLanguageChoice(m_language.choice());
    m_window->setThemeChoice(m_theme.choice());
    connect(m_window.get(), &ui::MainWindow::languageChosen, this, [this](const QString& choice) {
        m_settings.setLanguage(choice);
        m_language.choose(choice);
    });
    connect(m_window.get(), &ui::MainWindow::themeChosen, this, [this](ui::ThemeChoice choice) {
        m_settings.setTheme(ui::themeChoiceName(choice));
        m_theme.choose(choice);
    });
    connect(&m_theme, &ui::Theme::aboutToChange, m_window.get(), &ui::MainWindow::prepareForRestyle);
    connect(m_window.get(), &ui::MainWindow::demoRequested, this, &ConsoleApp::openDemo);
    connect(m_window.get(), &ui::MainWindow::closing, this, &ConsoleApp::keepGeometry);
    if (m_remote != nullptr) buildCertificatePrompt();
    m_window->restoreGeometry(m_settings.geometry());
    for (ui::Page* page : m_window->pages()) page->restoreViewState(m_settings.viewState(page->iconName()));
    m_window->showPage(m_settings.page());
    if (!m_firstKey.isEmpty() && !m_options.demo) m_window->showFirstKey(m_firstKey);
    if (m_demo != nullptr) m_demo->startTraffic(*m_link, m_firstKey);
    m_firstKey.fill(QLatin1Char('\0'));
    m_firstKey.clear();
    m_window->show();
}

void ConsoleApp::offerCertificate(const QString& fingerprint, bool isChanged) {
    if (m_certificate != nullptr) m_certificate->offer(fingerprint, isChanged);
}

void ConsoleApp::buildCertificatePrompt() {
    const auto trust = [this](const QString& fingerprint) {
        m_settings.setPinnedCertificate(m_remoteName, fingerprint);
        m_remote->trust(fingerprint);
    };
    m_certificate = new ui::CertificatePrompt(m_remoteName, trust, m_window.get());
    connect(&m_window->notices(), &ui::EngineNotices::certificateRequested, m_certificate, &ui::CertificatePrompt::askAgain);
}

/// A program of its own: the demo has its own profile and ends with its own window. A second one raises the first.
void ConsoleApp::openDemo() {
    const QStringList arguments{QStringLiteral("--demo"), QStringLiteral("--lang"), m_language.current(), QStringLiteral("--theme"), ui::themeChoiceName(m_theme.choice())};
    if (!QProcess::startDetached(QCoreApplication::applicationFilePath(), arguments)) m_window->notices().showFailure(tr("The demo could not be started."));
}

/// Without an engine there is nothing to show: says why and ends.
void ConsoleApp::showFailure(const Error& error) {
    std::fprintf(stderr, "mirrordesk: %s\n", describe(error).c_str());
    auto* box = new QMessageBox(QMessageBox::Critical, QStringLiteral("MirrorDesk 镜台"), ui::errorText(error));
    box->setTextFormat(Qt::PlainText);
    box->setInformativeText(tr("Profile: %1").arg(profileFolder()));
    box->setAttribute(Qt::WA_DeleteOnClose);
    connect(box, &QMessageBox::finished, this, [] { QCoreApplication::exit(1); });
    box->open();
}

void ConsoleApp::keepGeometry() {
    if (m_window == nullptr) return;
    m_settings.setGeometry(m_window->saveGeometry());
    m_settings.setPage(m_window->currentPage());
    for (const ui::Page* page : m_window->pages()) m_settings.setViewState(page->iconName(), page->viewState());
}

void ConsoleApp::raiseWindow() {
    if (m_window == nullptr) return;
    m_window->setWindowState(m_window->windowState() & ~Qt::WindowMinimized);
    m_window->show();
    m_window->raise();
    m_window->activateWindow();
}

}  // namespace mirror::console
