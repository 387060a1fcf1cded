#pragma once
#include <QStringList>

#include "proxycore/api/command.h"
#include "ui/models/filter_language.h"

namespace mirror::ui {

/// The filter of the journal: the language of filter_language.h with what the engine can look for. Pure.
///
///     key:alice model:qwen* outcome:filtered,cut id:req-8f2
///
/// A word without a field is part of a model's name. Terms cannot be turned round: the engine looks for what is there.
class JournalFilter {
public:
    static tl::expected<JournalFilter, FilterProblem> parse(const QString& text);
    /// Fills what is filtered by into a question.
    void applyTo(OpenJournalView& query) const;
    bool isEmpty() const { return m_key.empty() && m_model.empty() && m_id.empty() && m_outcomes.empty(); }
    static QStringList fieldNames();
    static QStringList knownValues(const QString& fieldName);

private:
    std::string m_key;
    std::string m_model;
    std::string m_id;
    std::vector<Outcome> m_outcomes;
};

}  // namespace mirror::ui
