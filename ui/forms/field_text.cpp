#include "ui/forms/field_text.h"

#include <QCoreApplication>
#include <QLocale>

#include "ui/link/error_text.h"
#include "ui/link/reason_text.h"
#include "ui/models/config_draft.h"

namespace mirror::ui {

namespace {

/// Context of the translations; never constructed.
struct FieldText {
    Q_DECLARE_TR_FUNCTIONS(mirror::ui::FieldText)
};

QString text(std::string_view view) { return QString::fromUtf8(view.data(), static_cast<qsizetype>(view.size())); }

QString ofTable(std::string_view english) { return QCoreApplication::translate("fields", std::string(english).c_str()); }

QString exampleText(FieldType type) {
    switch (type) {
        case FieldType::integer: return FieldText::tr("Write a whole number.");
        case FieldType::real: return FieldText::tr("Write a number.");
        case FieldType::duration: return FieldText::tr("Write a time with its unit, such as 250ms, 5s, 2m or 1h.");
        case FieldType::bytes: return FieldText::tr("Write a size with its unit, such as 512 B, 32 KiB or 8 MiB.");
        case FieldType::boolean: return FieldText::tr("Write true or false.");
        default: return {};
    }
}

QString boundText(const FieldInfo& field, double bound) {
    if (field.type == FieldType::real) return QLocale().toString(bound);
    if (field.type == FieldType::duration || field.type == FieldType::bytes)
        return QString::fromStdString(formatValue(field, FieldValue(static_cast<std::int64_t>(bound))));
    // A port is written without separators; long numbers are easier to read with them.
    const auto whole = static_cast<qlonglong>(bound);
    return whole < 100'000 ? QString::number(whole) : QLocale().toString(whole);
}

bool isText(FieldType type) { return type == FieldType::text || type == FieldType::textList || type == FieldType::secretList; }

const SectionInfo* sectionOf(std::string_view path) {
    for (const SectionInfo& section : sectionTable())
        if (path == section.path || path.starts_with(std::string(section.path) + ".") || path.starts_with(std::string(section.path) + "["))
            return &section;
    return nullptr;
}

}  // namespace

QString fieldLabel(const FieldInfo& field) { return ofTable(field.label); }
QString fieldHelp(const FieldInfo& field) { return ofTable(field.help); }
QString sectionLabel(const SectionInfo& section) { return ofTable(section.label); }
QString sectionHelp(const SectionInfo& section) { return ofTable(section.help); }

QString elementTitle(const ListInfo& list, std::size_t index, const std::string& name) {
    const QString number = QString::number(index + 1);
    if (!name.empty()) return number + QStringLiteral(" · ") + foreignText(name);
    if (list.path == "listeners") return FieldText::tr("%1 · new listener").arg(number);
    if (list.path == "upstreams") return FieldText::tr("%1 · new upstream").arg(number);
    if (list.path == "aliases") return FieldText::tr("%1 · new alias").arg(number);
    return number;
}

QString addElementText(const ListInfo& list) {
    if (list.path == "listeners") return FieldText::tr("Add listener");
    if (list.path == "upstreams") return FieldText::tr("Add upstream");
    if (list.path == "aliases") return FieldText::tr("Add alias");
    return FieldText::tr("Add");
}

QString pathText(const QString& path) {
    const std::string raw = path.toStdString();
    const SectionInfo* section = sectionOf(raw);
    if (section == nullptr) return path;
    const QString arrow = QStringLiteral(" › ");
    QString shown = sectionLabel(*section);
    const FieldPlace place = placeOf(path);
    if (path.contains(QLatin1Char('['))) shown += arrow + QString::number(placeOf(path).index + 1);
    if (place.field != nullptr && path.contains(QLatin1Char('.'))) shown += arrow + fieldLabel(*place.field);
    return shown;
}

QString allowedText(const FieldInfo& field) {
    if (field.type == FieldType::choice) {
        QStringList choices;
        for (const std::string_view choice : field.choices) choices << text(choice);
        return FieldText::tr("One of: %1.").arg(choices.join(QStringLiteral(", ")));
    }
    if (field.minimum == field.maximum || field.type == FieldType::boolean) return {};
    const QString lowest = boundText(field, field.minimum);
    const QString highest = boundText(field, field.maximum);
    if (isText(field.type)) return FieldText::tr("%1 to %2 characters.").arg(lowest, highest);
    return FieldText::tr("Allowed: %1 to %2.").arg(lowest, highest);
}

QString refusalText(const FieldInfo& field, const Error& error) {
    const std::string reason = error.args.size() > 1 ? error.args[1] : std::string();
    const QString known = knownReasonText(reason);
    if (!known.isEmpty()) return known;
    if (reason.starts_with("must be ") || reason.starts_with("must have ")) {
        const QString allowed = allowedText(field);
        if (!allowed.isEmpty()) return allowed;
    }
    if (reason.starts_with("expected ")) {
        const QString example = field.type == FieldType::choice ? allowedText(field) : exampleText(field.type);
        if (!example.isEmpty()) return example;
    }
    return reason.empty() ? errorText(error) : foreignText(reason);
}

QString problemSentence(const ConfigProblem& problem) {
    const FieldInfo* field = findField(problem.path);
    if (field != nullptr) return refusalText(*field, problem.error);
    return problem.error.args.size() > 1 ? reasonText(problem.error.args[1]) : errorText(problem.error);
}

QString reloadText(Reload reload) {
    switch (reload) {
        case Reload::newConnections: return FieldText::tr("For new connections");
        case Reload::rebind: return FieldText::tr("Opens the address anew");
        case Reload::restart: return FieldText::tr("After a restart of the engine");
        case Reload::live: break;
    }
    return {};
}

}  // namespace mirror::ui
