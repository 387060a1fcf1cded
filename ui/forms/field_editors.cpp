#include "ui/forms/field_editors.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QStyle>

#include "ui/forms/field_text.h"
#include "ui/forms/secret_list_editor.h"

namespace mirror::ui {

namespace {

constexpr int kNumberWidth = 130;
constexpr int kListLines = 3;

void markInvalid(QWidget* widget, bool invalid) {
    if (widget->property("invalid").toBool() == invalid) return;
    widget->setProperty("invalid", invalid);
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
}

QHBoxLayout* bareLayout(QWidget* widget) {
    auto* layout = new QHBoxLayout(widget);
    layout->setContentsMargins(0, 0, 0, 0);
    return layout;
}

class SwitchEditor : public FieldEditor {
public:
    SwitchEditor(const FieldInfo& field, QWidget* parent) : FieldEditor(field, parent), m_box(new QCheckBox(this)) {
        bareLayout(this)->addWidget(m_box, 0, Qt::AlignLeft);
        setFocusProxy(m_box);
        connect(m_box, &QCheckBox::clicked, this, [this](bool on) {
            retranslate();
            emit edited(on);
        });
    }
    void setValue(const FieldValue& value) override {
        m_box->setChecked(std::get<bool>(value));
        retranslate();
    }
    void setAccessibleText(const QString& name, const QString& description) override {
        m_box->setAccessibleName(name);
        m_box->setAccessibleDescription(description);
    }
    void retranslate() override { m_box->setText(m_box->isChecked() ? FieldEditor::tr("On") : FieldEditor::tr("Off")); }

private:
    QCheckBox* m_box;
};

class ChoiceEditor : public FieldEditor {
public:
    ChoiceEditor(const FieldInfo& field, QWidget* parent) : FieldEditor(field, parent), m_box(new QComboBox(this)) {
        for (const std::string_view choice : field.choices) m_box->addItem(QString::fromUtf8(choice.data(), static_cast<qsizetype>(choice.size())));
        m_box->setMinimumWidth(kNumberWidth);
        bareLayout(this)->addWidget(m_box, 0, Qt::AlignLeft);
        setFocusProxy(m_box);
        connect(m_box, &QComboBox::textActivated, this, [this](const QString& text) { emit edited(text.toStdString()); });
    }
    void setValue(const FieldValue& value) override { m_box->setCurrentText(QString::fromStdString(std::get<std::string>(value))); }
    void setInvalid(bool invalid) override { markInvalid(m_box, invalid); }
    void setAccessibleText(const QString& name, const QString& description) override {
        m_box->setAccessibleName(name);
        m_box->setAccessibleDescription(description);
    }

private:
    QComboBox* m_box;
};

/// Text, and everything that is written as text with a unit.
class LineEditor : public FieldEditor {
public:
    LineEditor(const FieldInfo& field, QWidget* parent) : FieldEditor(field, parent), m_edit(new QLineEdit(this)) {
        auto* layout = bareLayout(this);
        if (field.type == FieldType::text) {
            layout->addWidget(m_edit);
        } else {
            m_edit->setFixedWidth(kNumberWidth);
            layout->addWidget(m_edit, 0, Qt::AlignLeft);
        }
        setFocusProxy(m_edit);
        connect(m_edit, &QLineEdit::textEdited, this, &LineEditor::read);
    }
    void setValue(const FieldValue& value) override {
        const auto typed = parseValue(m_field, m_edit->text().toStdString());
        if (typed && *typed == value && !m_edit->text().isEmpty()) return;
        m_edit->setText(QString::fromStdString(formatValue(m_field, value)));
    }
    void setInvalid(bool invalid) override { markInvalid(m_edit, invalid); }
    void setAccessibleText(const QString& name, const QString& description) override {
        m_edit->setAccessibleName(name);
        m_edit->setAccessibleDescription(description);
    }

private:
    void read(const QString& text) {
        auto value = parseValue(m_field, text.toStdString());
        if (value)
            emit edited(*value);
        else
            emit unreadable(refusalText(m_field, value.error()));
    }
    QLineEdit* m_edit;
};

/// One text a line.
class TextListEditor : public FieldEditor {
public:
    TextListEditor(const FieldInfo& field, QWidget* parent) : FieldEditor(field, parent), m_edit(new QPlainTextEdit(this)) {
        m_edit->setTabChangesFocus(true);
        m_edit->setLineWrapMode(QPlainTextEdit::NoWrap);
        m_edit->setFixedHeight(m_edit->fontMetrics().lineSpacing() * kListLines + 20);
        bareLayout(this)->addWidget(m_edit);
        setFocusProxy(m_edit);
        retranslate();
        connect(m_edit, &QPlainTextEdit::textChanged, this, [this] {
            if (!m_isLoading) read();
        });
    }
    void setValue(const FieldValue& value) override {
        const auto& list = std::get<std::vector<std::string>>(value);
        if (list == lines()) return;
        QStringList texts;
        for (const std::string& text : list) texts << QString::fromStdString(text);
        m_isLoading = true;
        m_edit->setPlainText(texts.join(QLatin1Char('\n')));
        m_isLoading = false;
    }
    void setInvalid(bool invalid) override { markInvalid(m_edit, invalid); }
    void setAccessibleText(const QString& name, const QString& description) override {
        m_edit->setAccessibleName(name);
        m_edit->setAccessibleDescription(description);
    }
    void retranslate() override { m_edit->setPlaceholderText(FieldEditor::tr("One a line")); }

private:
    std::vector<std::string> lines() const {
        std::vector<std::string> found;
        for (const QString& line : m_edit->toPlainText().split(QLatin1Char('\n'), Qt::SkipEmptyParts))
            if (!line.trimmed().isEmpty()) found.push_back(line.trimmed().toStdString());
        return found;
    }
    void read() {
        const FieldValue value = lines();
        if (auto checked = checkValue(m_field, value); !checked)
            emit unreadable(refusalText(m_field, checked.error()));
        else
            emit edited(value);
    }
    QPlainTextEdit* m_edit;
    bool m_isLoading = false;
};

}  // namespace

FieldEditor::FieldEditor(const FieldInfo& field, QWidget* parent) : QWidget(parent), m_field(field) {}

void FieldEditor::setInvalid(bool) {}

void FieldEditor::setAccessibleText(const QString& name, const QString& description) {
    setAccessibleName(name);
    setAccessibleDescription(description);
}

FieldEditor* makeFieldEditor(const FieldInfo& field, QWidget* parent) {
    switch (field.type) {
        case FieldType::boolean: return new SwitchEditor(field, parent);
        case FieldType::choice: return new ChoiceEditor(field, parent);
        case FieldType::textList: return new TextListEditor(field, parent);
        case FieldType::secretList: return new SecretListEditor(field, parent);
        default: return new LineEditor(field, parent);
    }
}

}  // namespace mirror::ui
