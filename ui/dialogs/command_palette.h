#pragma once
#include <QFrame>
#include <QList>
#include <functional>

class QLineEdit;
class QListView;

namespace mirror::ui {

/// One thing the palette can do.
struct PaletteEntry {
    QString title;
    QString detail;    ///< where it belongs: "Engine", "Setting: HTTP"
    QString shortcut;
    QString keywords;  ///< also searched, not shown: paths, the English name
    QIcon icon;
    std::function<void()> run;
};

/// How well `query` (lower case) fits an entry; 0: not at all. Every word must occur; the start of the title weighs most,
/// letters in order (a subsequence of the title) least.
int paletteScore(const PaletteEntry& entry, const QString& query);

class PaletteModel;

/// Ctrl+K: a field and the list of what fits it, laid over the window. Enter runs the chosen entry, Esc closes.
class CommandPalette : public QFrame {
    Q_OBJECT
public:
    explicit CommandPalette(QWidget* window);
    /// Shows it with these entries; recently run ones come first while the field is empty.
    void open(QList<PaletteEntry> entries);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void place();
    void search(const QString& text);
    void runCurrent();
    bool handleKey(int key);
    void dismiss();
    QLineEdit* m_field;
    QListView* m_list;
    PaletteModel* m_model;
    QStringList m_recent;
    QWidget* m_focusBefore = nullptr;
};

}  // namespace mirror::ui
