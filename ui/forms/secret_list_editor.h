#pragma once
#include "ui/forms/field_editors.h"

class QPushButton;
class QVBoxLayout;

namespace mirror::ui {

class SecretEdit;

/// A list of keys or references to keys, one field each, with buttons to add and remove.
class SecretListEditor : public FieldEditor {
    Q_OBJECT
public:
    SecretListEditor(const FieldInfo& field, QWidget* parent);
    void setValue(const FieldValue& value) override;
    void setInvalid(bool invalid) override;
    void setAccessibleText(const QString& name, const QString& description) override;
    void retranslate() override;

private:
    struct Line {
        QWidget* holder;
        SecretEdit* edit;
    };
    std::vector<std::string> lines() const;
    SecretEdit* addLine(const QString& text);
    void removeLine(QWidget* holder);
    void report();
    void nameLines();
    QVBoxLayout* m_rows;
    QPushButton* m_add;
    QList<Line> m_lines;
    QString m_name;
};

}  // namespace mirror::ui
