#pragma once
#include "ui/widgets/tone_delegate.h"

namespace mirror::ui {

class DraftOfWords;
class WordModel;

/// Cells of the word table: what is switched off is muted, actions are pills; editors are a line, a line that completes categories, or a choice.
class WordDelegate : public ToneDelegate {
    Q_OBJECT
public:
    WordDelegate(DraftOfWords& draft, WordModel& model, QObject* parent);
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QWidget* createEditor(QWidget* parent, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    void setEditorData(QWidget* editor, const QModelIndex& index) const override;
    void setModelData(QWidget* editor, QAbstractItemModel* model, const QModelIndex& index) const override;
    void updateEditorGeometry(QWidget* editor, const QStyleOptionViewItem& option, const QModelIndex& index) const override;

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override;

private:
    QWidget* makeChoice(QWidget* parent, int column) const;
    QWidget* makeLine(QWidget* parent, int column) const;
    DraftOfWords& m_draft;
    WordModel& m_model;
};

}  // namespace mirror::ui
