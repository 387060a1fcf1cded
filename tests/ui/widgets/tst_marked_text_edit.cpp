#include "support/run_test.h"

#include <QTextBlock>

#include "ui/theme/colors.h"
#include "ui/widgets/marked_text_edit.h"

using namespace mirror::ui;

class MarkedTextEditTest : public QObject {
    Q_OBJECT
private slots:
    void textKeepsEveryUnit() {
        MarkedTextEdit edit;
        const QString text = QStringLiteral("a\u00a0b\u200b\n大😀\u202e");
        edit.setPlainText(text);
        QCOMPARE(edit.text(), text);  // toPlainText() would make a space of the no-break space
    }

    void marksColourTheirPiecesAndMoveWithTheText() {
        MarkedTextEdit edit;
        edit.setPlainText(QStringLiteral("one 😀 two"));
        edit.setMarks({{7, 10, Tone::bad, false}, {0, 3, Tone::good, true}});
        QCOMPARE(edit.extraSelections().size(), 2);
        QCOMPARE(edit.extraSelections().at(0).cursor.selectedText(), QStringLiteral("two"));
        QCOMPARE(edit.extraSelections().at(0).format.background().color(), toneColors(Tone::bad, colorsFor(&edit)).back);
        QVERIFY(!edit.extraSelections().at(1).format.hasProperty(QTextFormat::BackgroundBrush));
        QTest::keyClicks(&edit, QStringLiteral("x"));  // at the beginning
        QCOMPARE(edit.extraSelections().at(0).cursor.selectedText(), QStringLiteral("two"));
    }

    void marksOfALongerTextArePassedOver() {
        MarkedTextEdit edit;
        edit.setPlainText(QStringLiteral("ab"));
        edit.setMarks({{0, 9, Tone::bad, false}, {1, 1, Tone::bad, false}, {0, 2, Tone::bad, false}});
        QCOMPARE(edit.extraSelections().size(), 1);
    }

    void unseenCharactersAreTold() {
        MarkedTextEdit edit;
        QVERIFY(edit.invisibleSummary().isEmpty());
        edit.setPlainText(QStringLiteral("赌\u200b博\u200b\u202e x\ufe0f\U000E0041"));
        QCOMPARE(edit.invisibleSummary(), QStringLiteral("U+200B × 2, U+202E × 1, U+FE0F × 1, U+E0041 × 1"));
    }

    void unseenCharactersHaveASign() {
        MarkedTextEdit plain, hidden;
        for (MarkedTextEdit* edit : {&plain, &hidden}) {
            edit->resize(200, 80);
            edit->setCursorWidth(0);
        }
        plain.setPlainText(QStringLiteral("ab"));
        hidden.setPlainText(QStringLiteral("a\u200bb"));
        QVERIFY(plain.grab().toImage() != hidden.grab().toImage());
    }

    void theCurrentMarkIsScrolledTo() {
        MarkedTextEdit edit;
        edit.resize(200, 80);
        edit.show();
        edit.setPlainText(QString(400, u'\n') + QStringLiteral("here"));
        edit.setMarks({{400, 404, Tone::warning, false}});
        edit.setCurrentMark(0);
        QVERIFY(edit.viewport()->rect().intersects(edit.cursorRect()));
        QCOMPARE(edit.extraSelections().at(0).format.background().color(), colorsFor(&edit).warning);
    }
};

MIRROR_TEST(MarkedTextEditTest, tst_marked_text_edit)
#include "tst_marked_text_edit.moc"
