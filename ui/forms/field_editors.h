#pragma once
#include <QWidget>

#include "proxycore/api/config_fields.h"

namespace mirror::ui {

/// Edits one field as its type and unit ask for. Knows neither draft nor label. Signals only what the user did.
class FieldEditor : public QWidget {
    Q_OBJECT
public:
    FieldEditor(const FieldInfo& field, QWidget* parent);
    const FieldInfo& field() const { return m_field; }
    /// Shows a value; keeps what the user is typing when it means the same.
    virtual void setValue(const FieldValue& value) = 0;
    /// A red outline.
    virtual void setInvalid(bool invalid);
    virtual void setAccessibleText(const QString& name, const QString& description);
    virtual void retranslate() {}

signals:
    void edited(const mirror::FieldValue& value);
    /// The text is no value of this field; the sentence says what could be.
    void unreadable(const QString& sentence);

protected:
    const FieldInfo& m_field;
};

/// The editor for a row: check box, choice, line of text (also numbers, durations, sizes with their unit), list of texts,
/// list of secrets.
FieldEditor* makeFieldEditor(const FieldInfo& field, QWidget* parent);

}  // namespace mirror::ui
