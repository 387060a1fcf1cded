#include <QApplication>
#include <QDir>
#include <QImage>

#include "support/run_test.h"
#include "ui/gallery/gallery.h"
#include "ui/main_window.h"
#include "ui/pages/page_list.h"
#include "ui/support/switch_language.h"

using namespace mirror;

/// Writes the pictures beside the test program, to be looked at.
class TestGallery : public QObject {
    Q_OBJECT
private slots:
    void writesEveryPageLanguageThemeAndState();
};

void TestGallery::writesEveryPageLanguageThemeAndState() {
    const QString folder = QStringLiteral(MIRROR_BINARY_DIR "/gallery");
    test::SwitchLanguage language(QStringLiteral("en"));
    ui::Theme theme(*qApp);
    theme.choose(ui::ThemeChoice::light);
    ui::Gallery gallery(folder, {[&language](const QString& name) { language.choose(name); }, [&theme](ui::ThemeChoice choice) { theme.choose(choice); },
                                 [](ui::MainWindow& window, ui::EngineLink& link) { ui::addAllPages(window, link); }});
    QSignalSpy finished(&gallery, &ui::Gallery::finished);
    gallery.start();
    QVERIFY(finished.wait(170'000));  // it mostly waits for pages to settle
    QCOMPARE(finished.first().at(1).toString(), QString());
    constexpr int kPages = 5, kLanguages = 2, kThemes = 2, kStates = 4;
    QVERIFY(gallery.written().size() >= kPages * kLanguages * kThemes * kStates);
    for (const QString& name : gallery.written()) {
        const QImage picture(QDir(folder).filePath(name + QStringLiteral(".png")));
        QVERIFY2(!picture.isNull(), qPrintable(name));
    }
}

MIRROR_TEST(TestGallery, tst_gallery)
#include "tst_gallery.moc"
