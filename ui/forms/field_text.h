#pragma once
#include <QString>

#include "proxycore/api/config_fields.h"
#include "proxycore/api/config_io.h"

/// Words of the forms: the field table's labels and help in the language of the window, and why a value is refused.
namespace mirror::ui {

QString fieldLabel(const FieldInfo& field);
QString fieldHelp(const FieldInfo& field);
QString sectionLabel(const SectionInfo& section);
QString sectionHelp(const SectionInfo& section);
/// "Upstream 2: qwen" for the head of a list element; `name` may be empty.
QString elementTitle(const ListInfo& list, std::size_t index, const std::string& name);
QString addElementText(const ListInfo& list);
/// "HTTP › Keep-alive" or "Upstreams › qwen › Base URL" for a concrete path; the path itself if it is unknown.
QString pathText(const QString& path);

/// What may be written: "1 to 65,535", "50ms to 5m", "text or json"; empty when anything will do.
QString allowedText(const FieldInfo& field);
/// Why a text or value of this field cannot be used, and what could.
QString refusalText(const FieldInfo& field, const Error& error);
/// A problem of a whole configuration as the sentence under its field.
QString problemSentence(const ConfigProblem& problem);
/// When the change takes effect; empty for "with the next request".
QString reloadText(Reload reload);

/// The English texts of the table as lupdate sees them, for the test that compares both.
QList<QByteArray> translatableFieldTexts();

}  // namespace mirror::ui
