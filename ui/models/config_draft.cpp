#include "ui/models/config_draft.h"

#include <algorithm>

#include "ui/forms/field_text.h"

namespace mirror::ui {

namespace {

constexpr std::string_view kMasked = "***";

QString text(std::string_view view) { return QString::fromUtf8(view.data(), static_cast<qsizetype>(view.size())); }

}  // namespace

QString concretePath(const FieldPlace& place) {
    return text(place.field->path).replace(QStringLiteral("[]"), QStringLiteral("[%1]").arg(place.index));
}

FieldPlace placeOf(const QString& path) {
    FieldPlace place{findField(path.toStdString()), 0};
    const qsizetype open = path.indexOf(QLatin1Char('['));
    const qsizetype close = path.indexOf(QLatin1Char(']'));
    if (open >= 0 && close > open) place.index = path.mid(open + 1, close - open - 1).toULongLong();
    return place;
}

const ListInfo* listOf(const FieldInfo& field) {
    for (const ListInfo& list : listTable())
        if (field.path.starts_with(std::string(list.path) + "[].")) return &list;
    return nullptr;
}

QList<const FieldInfo*> fieldsOf(const std::string_view& section) {
    QList<const FieldInfo*> found;
    for (const FieldInfo& field : fieldTable())
        if (field.path.starts_with(std::string(section) + ".") || field.path.starts_with(std::string(section) + "[].")) found.append(&field);
    return found;
}

void ConfigDraft::load(std::uint64_t revision, Config config) {
    m_revision = revision;
    m_base = config;
    m_edited = std::move(config);
    m_unreadable.clear();
    m_rejected.clear();
    validate();
    emit loaded();
}

void ConfigDraft::replace(Config config) {
    m_edited = std::move(config);
    m_unreadable.clear();
    m_rejected.clear();
    validate();
    emit loaded();
}

FieldValue ConfigDraft::value(const FieldPlace& place) const { return place.field->get(m_edited, place.index); }

void ConfigDraft::setValue(const FieldPlace& place, const FieldValue& value) {
    const QString path = concretePath(place);
    m_unreadable.erase(path);
    m_rejected.erase(path);
    place.field->set(m_edited, place.index, value);
    validate();
    emit valueChanged(path);
}

void ConfigDraft::setUnreadable(const FieldPlace& place, const QString& sentence) {
    const QString path = concretePath(place);
    if (sentence.isEmpty())
        m_unreadable.erase(path);
    else
        m_unreadable[path] = sentence;
    validate();
    emit valueChanged(path);
}

bool ConfigDraft::isChanged(const FieldPlace& place) const {
    if (m_unreadable.contains(concretePath(place))) return true;
    const ListInfo* list = listOf(*place.field);
    if (list != nullptr && place.index >= list->size(m_base)) return true;
    return place.field->get(m_base, place.index) != place.field->get(m_edited, place.index);
}

void ConfigDraft::revert(const FieldPlace& place) {
    const ListInfo* list = listOf(*place.field);
    if (list != nullptr && place.index >= list->size(m_base)) return;
    setValue(place, place.field->get(m_base, place.index));
}

void ConfigDraft::revertAll() { load(m_revision, m_base); }

void ConfigDraft::addElement(const ListInfo& list) {
    list.resize(m_edited, list.size(m_edited) + 1);
    validate();
    emit listChanged(text(list.path));
}

void ConfigDraft::removeElement(const ListInfo& list, std::size_t index) {
    list.erase(m_edited, index);
    // Texts that could not be read belonged to elements whose numbers may have changed.
    std::erase_if(m_unreadable, [&list](const auto& entry) { return entry.first.startsWith(text(list.path)); });
    validate();
    emit listChanged(text(list.path));
}

void ConfigDraft::moveUp(const ListInfo& list, std::size_t index) {
    if (index == 0 || index >= list.size(m_edited)) return;
    for (const FieldInfo* field : fieldsOf(list.path)) {
        const FieldValue above = field->get(m_edited, index - 1);
        field->set(m_edited, index - 1, field->get(m_edited, index));
        field->set(m_edited, index, above);
    }
    std::erase_if(m_unreadable, [&list](const auto& entry) { return entry.first.startsWith(text(list.path)); });
    validate();
    emit listChanged(text(list.path));
}

bool ConfigDraft::isDirty() const { return !m_unreadable.empty() || !(m_base == m_edited); }

void ConfigDraft::setRejected(const std::vector<ConfigProblem>& problems) {
    m_rejected.clear();
    for (const ConfigProblem& problem : problems) m_rejected[QString::fromStdString(problem.path)] = problemSentence(problem);
    validate();
}

/// Secrets that are masked stand for secrets the engine knows; validation must not refuse the mask itself.
Config ConfigDraft::validatable() const {
    Config config = m_edited;
    for (UpstreamConfig& upstream : config.upstreams)
        for (std::string& key : upstream.apiKeys)
            if (key == kMasked) key = "env:MASKED";
    return config;
}

void ConfigDraft::validate() {
    std::map<QString, QString> found = m_rejected;
    if (isLoaded())
        for (const ConfigProblem& problem : validateConfig(validatable())) found[QString::fromStdString(problem.path)] = problemSentence(problem);
    for (const auto& [path, sentence] : m_unreadable) found[path] = sentence;
    if (found == m_problems) return;
    m_problems = std::move(found);
    emit problemsChanged();
}

ApplyConfig ConfigDraft::command(const QString& note) const { return {m_revision, m_edited, note.toStdString()}; }

}  // namespace mirror::ui
