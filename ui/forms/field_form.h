#pragma once
#include <QScrollArea>
#include <QTimer>

#include "ui/models/config_draft.h"

class QLabel;
class QVBoxLayout;

namespace mirror::ui {

class FieldRow;
class ListEditor;

/// The whole configuration as one long form, made from the field table: a heading and its rows for each section, cards for
/// lists. Can be searched and scrolled to a section or a setting. Its several hundred widgets are made a section a turn of the
/// event loop; what needs all of them makes the rest at once.
class FieldForm : public QScrollArea {
    Q_OBJECT
public:
    explicit FieldForm(ConfigDraft& draft, QWidget* parent = nullptr);
    /// Shows only rows that contain every word; an empty text shows all. Returns how many are shown.
    int search(const QString& text);
    bool isBuilt() const;
    /// Makes what is missing now.
    void finish();
    void showSection(const QString& section);
    /// Scrolls there, marks the row and puts the cursor in. False if there is no such setting.
    bool showSetting(const QString& path);
    FieldRow* row(const QString& path) const;
    QList<FieldRow*> rows() const;
    void retranslate();

signals:
    /// All sections are there.
    void built();
    /// The section at the upper edge, while scrolling.
    void sectionReached(const QString& section);
    void filtered(int shown, int all);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void stackRows();
    void buildNext();
    struct Section {
        const SectionInfo* info;
        QWidget* body;
        QLabel* title;
        QLabel* help;
        QList<FieldRow*> rows;
        ListEditor* list = nullptr;
    };
    Section makeSection(const SectionInfo& info);
    void retranslate(const Section& section);
    void refreshRows();
    void reportSection(int position);
    ConfigDraft& m_draft;
    QVBoxLayout* m_layout;
    QList<Section> m_sections;
    QString m_search;
    QTimer m_turn;  ///< makes the next section
};

}  // namespace mirror::ui
