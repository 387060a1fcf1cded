#pragma once
#include <QObject>
#include <QString>
#include <map>

#include "proxycore/api/command.h"
#include "proxycore/api/config_fields.h"
#include "proxycore/api/config_io.h"

namespace mirror::ui {

/// A concrete path of one field: the table's row and the list element it is in.
struct FieldPlace {
    const FieldInfo* field = nullptr;
    std::size_t index = 0;
};
QString concretePath(const FieldPlace& place);      ///< "upstreams[1].base_url"
FieldPlace placeOf(const QString& path);            ///< field null when there is no such row
const ListInfo* listOf(const FieldInfo& field);     ///< null for fields that are in no list
QList<const FieldInfo*> fieldsOf(const std::string_view& section);  ///< in the order of the table

/// The configuration while it is being edited: what was loaded, what it is now, and what is wrong with it. Lives on the GUI
/// thread; asks nobody. A value whose text cannot even be parsed is kept by its editor and reported here as a problem.
class ConfigDraft : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;
    /// A fresh copy from the engine; edits are gone.
    void load(std::uint64_t revision, Config config);
    /// Puts another configuration (an older revision) into the draft; the base stays, so the difference can be seen.
    void replace(Config config);
    bool isLoaded() const { return m_revision != 0; }
    std::uint64_t revision() const { return m_revision; }
    const Config& base() const { return m_base; }
    const Config& edited() const { return m_edited; }

    FieldValue value(const FieldPlace& place) const;
    void setValue(const FieldPlace& place, const FieldValue& value);
    /// The text in the editor is no value; `sentence` says why. An empty sentence takes it back.
    void setUnreadable(const FieldPlace& place, const QString& sentence);
    bool isChanged(const FieldPlace& place) const;
    void revert(const FieldPlace& place);
    void revertAll();

    std::size_t count(const ListInfo& list) const { return list.size(m_edited); }
    void addElement(const ListInfo& list);
    void removeElement(const ListInfo& list, std::size_t index);
    /// Swaps the element with the one before it.
    void moveUp(const ListInfo& list, std::size_t index);

    bool isDirty() const;
    /// Something was typed that is no value of its field: only the editor knows the text.
    bool hasUnreadable() const { return !m_unreadable.empty(); }
    std::vector<FieldChange> changes() const { return diffConfig(m_base, m_edited); }
    /// Sentences by concrete path; those of setUnreadable, of the engine's last refusal and of validateConfig.
    const std::map<QString, QString>& problems() const { return m_problems; }
    void setRejected(const std::vector<ConfigProblem>& problems);
    ApplyConfig command(const QString& note) const;

signals:
    void loaded();
    void valueChanged(const QString& path);
    /// An element came, went or moved: editors of the list must be made anew.
    void listChanged(const QString& list);
    void problemsChanged();

private:
    void validate();
    Config validatable() const;
    std::uint64_t m_revision = 0;
    Config m_base;
    Config m_edited;
    std::map<QString, QString> m_unreadable;
    std::map<QString, QString> m_rejected;
    std::map<QString, QString> m_problems;
};

}  // namespace mirror::ui
