#include <QLabel>
#include <QPushButton>

#include "support/run_test.h"
#include "ui/dialogs/certificate_prompt.h"
#include "ui/dialogs/confirm_dialog.h"

using namespace mirror;

/// Whether and when the user is asked for a certificate.
class TestCertificatePrompt : public QObject {
    Q_OBJECT
    struct Bench {
        Bench() { window.show(); }
        ui::ConfirmDialog* dialog() const {
            for (auto* each : window.findChildren<ui::ConfirmDialog*>())
                if (each->isVisible()) return each;
            return nullptr;
        }
        void answer(bool agree) const {
            for (auto* button : dialog()->findChildren<QPushButton*>())
                if ((button->property("role").toString() == QLatin1String("danger")) == agree) return QTest::mouseClick(button, Qt::LeftButton);
        }
        QWidget window;
        QStringList trusted;
        ui::CertificatePrompt prompt{QStringLiteral("mirror:8081"), [this](const QString& fingerprint) { trusted << fingerprint; }, &window};
    };
    const QString kOne = QString(64, u'a');
    const QString kOther = QString(64, u'b');

private slots:
    void trustsWhatTheUserAgreedTo();
    void asksOnceWhileTheQuestionIsOpen();
    void aNoHoldsForTheSameCertificateUntilAskedFor();
    void aNoDoesNotHoldForAnotherCertificate();
    void escapeIsANo();
    void saysThatTheCertificateHasChanged();
};

void TestCertificatePrompt::trustsWhatTheUserAgreedTo() {
    Bench bench;
    bench.prompt.offer(kOne, false);
    QVERIFY(bench.dialog() != nullptr);
    bench.answer(true);
    QCOMPARE(bench.trusted, QStringList{kOne});
    QVERIFY(bench.dialog() == nullptr);
}

void TestCertificatePrompt::asksOnceWhileTheQuestionIsOpen() {
    Bench bench;
    for (int i = 0; i < 3; ++i) bench.prompt.offer(kOne, false);
    QCOMPARE(bench.window.findChildren<ui::ConfirmDialog*>().size(), 1);
}

void TestCertificatePrompt::aNoHoldsForTheSameCertificateUntilAskedFor() {
    Bench bench;
    bench.prompt.offer(kOne, false);
    bench.answer(false);
    bench.prompt.offer(kOne, false);
    QVERIFY(bench.dialog() == nullptr);
    bench.prompt.askAgain();
    QVERIFY(bench.dialog() != nullptr);
    bench.answer(true);
    QCOMPARE(bench.trusted, QStringList{kOne});
}

void TestCertificatePrompt::aNoDoesNotHoldForAnotherCertificate() {
    Bench bench;
    bench.prompt.offer(kOne, false);
    bench.answer(false);
    bench.prompt.offer(kOther, false);
    QVERIFY(bench.dialog() != nullptr);
    bench.answer(true);
    QCOMPARE(bench.trusted, QStringList{kOther});
}

void TestCertificatePrompt::escapeIsANo() {
    Bench bench;
    bench.prompt.offer(kOne, false);
    QTest::keyClick(bench.dialog(), Qt::Key_Escape);
    bench.prompt.offer(kOne, false);
    QVERIFY(bench.dialog() == nullptr);
    QVERIFY(bench.trusted.isEmpty());
}

void TestCertificatePrompt::saysThatTheCertificateHasChanged() {
    Bench bench;
    bench.prompt.offer(kOne, true);
    QString text;
    for (const QLabel* label : bench.dialog()->findChildren<QLabel*>()) text += label->text();
    QVERIFY2(text.contains(QStringLiteral("not the one you agreed to before")), qPrintable(text));
    QVERIFY2(text.contains(QStringLiteral("AA:AA")), qPrintable(text));
}

MIRROR_TEST(TestCertificatePrompt, tst_certificate_prompt)
#include "tst_certificate_prompt.moc"
