#include "ui/forms/secret_list_editor.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QStyle>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/forms/field_text.h"
#include "ui/theme/icons.h"
#include "ui/widgets/secret_edit.h"

namespace mirror::ui {

SecretListEditor::SecretListEditor(const FieldInfo& field, QWidget* parent)
    : FieldEditor(field, parent), m_rows(new QVBoxLayout), m_add(new QPushButton(this)) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    m_rows->setSpacing(6);
    layout->addLayout(m_rows);
    m_add->setIcon(icon(QStringLiteral("add")));
    m_add->setAutoDefault(false);
    layout->addWidget(m_add, 0, Qt::AlignLeft);
    setFocusProxy(m_add);
    connect(m_add, &QPushButton::clicked, this, [this] { addLine(QString())->setFocus(); });
    retranslate();
}

std::vector<std::string> SecretListEditor::lines() const {
    std::vector<std::string> found;
    for (const Line& line : m_lines)
        if (!line.edit->text().isEmpty()) found.push_back(line.edit->text().toStdString());
    return found;
}

void SecretListEditor::setValue(const FieldValue& value) {
    const auto& list = std::get<std::vector<std::string>>(value);
    if (list == lines()) return;
    while (!m_lines.isEmpty()) removeLine(m_lines.first().holder);
    for (const std::string& text : list) addLine(QString::fromStdString(text));
}

SecretEdit* SecretListEditor::addLine(const QString& text) {
    auto* holder = new QWidget(this);
    auto* edit = new SecretEdit(holder);
    edit->setText(text);
    auto* remove = new QToolButton(holder);
    remove->setIcon(icon(QStringLiteral("close"), IconTone::muted));
    auto* layout = new QHBoxLayout(holder);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(edit, 1);
    layout->addWidget(remove);
    m_rows->addWidget(holder);
    m_lines.append({holder, edit});
    connect(edit, &QLineEdit::textEdited, this, &SecretListEditor::report);
    connect(remove, &QToolButton::clicked, this, [this, holder] {
        removeLine(holder);
        report();
    });
    nameLines();
    return edit;
}

void SecretListEditor::removeLine(QWidget* holder) {
    const auto found = std::find_if(m_lines.begin(), m_lines.end(), [holder](const Line& line) { return line.holder == holder; });
    if (found == m_lines.end()) return;
    found->edit->clear();
    m_lines.erase(found);
    m_rows->removeWidget(holder);
    holder->hide();
    holder->deleteLater();
    nameLines();
}

void SecretListEditor::report() {
    const FieldValue value = lines();
    if (auto checked = checkValue(m_field, value); !checked)
        emit unreadable(refusalText(m_field, checked.error()));
    else
        emit edited(value);
}

void SecretListEditor::setInvalid(bool invalid) {
    for (const Line& line : m_lines) {
        line.edit->setProperty("invalid", invalid);
        line.edit->style()->unpolish(line.edit);
        line.edit->style()->polish(line.edit);
    }
}

void SecretListEditor::setAccessibleText(const QString& name, const QString& description) {
    m_name = name;
    m_add->setAccessibleDescription(description);
    nameLines();
}

void SecretListEditor::nameLines() {
    for (qsizetype i = 0; i < m_lines.size(); ++i) {
        m_lines.at(i).edit->setAccessibleName(QStringLiteral("%1 %2").arg(m_name).arg(i + 1));
        m_lines.at(i).edit->setPlaceholderText(tr("env:NAME, file:PATH or the key itself"));
        auto* remove = m_lines.at(i).holder->findChild<QToolButton*>();
        remove->setToolTip(tr("Remove this key"));
        remove->setAccessibleName(tr("Remove key %1").arg(i + 1));
    }
}

void SecretListEditor::retranslate() {
    m_add->setText(tr("Add key"));
    nameLines();
}

}  // namespace mirror::ui
