#include "ui/models/word_text.h"

#include <QCoreApplication>

#include "ui/link/error_text.h"

namespace mirror::ui {

namespace {

constexpr qsizetype kQuoted = 40;

struct WordText {
    Q_DECLARE_TR_FUNCTIONS(WordText)
};

}  // namespace

QString actionHint(WordAction action) {
    switch (action) {
        case WordAction::block: return WordText::tr("The request is refused; an answer ends here.");
        case WordAction::mask: return WordText::tr("Each character is replaced by *.");
        case WordAction::observe: return WordText::tr("It is only counted.");
    }
    return {};
}

QString flawText(const WordProblem& problem) {
    const QString detail = foreignText(problem.detail);
    switch (problem.flaw) {
        case WordFlaw::duplicate:
            return detail.isEmpty() ? WordText::tr("This entry is there already.")
                                    : WordText::tr("The entry “%1” is there already and finds the same.").arg(detail);
        case WordFlaw::emptyFolded: return WordText::tr("Nothing that can be found is left of it: only characters that are ignored. Write letters or digits.");
        case WordFlaw::oneCharacter: return WordText::tr("A single character hits nearly every text; try it before you apply it.");
        case WordFlaw::tooLong:
            return WordText::tr("It is too long: a word has at most %1 characters, a regular expression %2.").arg(kMaxWordLength).arg(kMaxRegexLength);
        case WordFlaw::badEncoding: return WordText::tr("It is no valid text in the encoding of the file.");
        case WordFlaw::badRegex: return WordText::tr("It is no valid regular expression (RE2): %1.").arg(detail);
        case WordFlaw::badColumn: return WordText::tr("The column %1 has a value that means nothing here.").arg(detail);
        case WordFlaw::badText: return WordText::tr("It contains control characters; write it anew by hand.");
        case WordFlaw::tooMany:
            return WordText::tr("There is no room for it: at most %1 entries, %2 regular expressions and %3 lists.").arg(kMaxWords).arg(kMaxRegexRules).arg(kMaxWordLists);
    }
    return {};
}

QString quotedWord(const std::string& text) {
    const QString shown = foreignText(text);
    return WordText::tr("“%1”").arg(shown.size() > kQuoted ? shown.left(kQuoted) + QStringLiteral("…") : shown);
}

QString problemText(const WordProblem& problem) {
    if (problem.text.empty()) return flawText(problem);
    return WordText::tr("%1: %2").arg(quotedWord(problem.text), flawText(problem));
}

QString wordFieldText(const QString& fieldName) {
    const auto is = [&fieldName](const char16_t* name) { return fieldName == QStringView(name); };
    if (is(u"text")) return WordText::tr("The whole text of the entry; * is a wildcard");
    if (is(u"category")) return WordText::tr("Category; \"\" for none");
    if (is(u"action")) return WordText::tr("What happens to a hit");
    if (is(u"scope")) return WordText::tr("Requests, answers or both");
    if (is(u"list")) return WordText::tr("Name of the list");
    if (is(u"note")) return WordText::tr("Note; * is a wildcard");
    if (is(u"is")) return WordText::tr("Enabled, disabled, exact, hit today or not");
    if (is(u"hits")) return WordText::tr("Hits today, such as >10");
    if (is(u"id")) return WordText::tr("Number of the rule, as errors and the traffic list name it");
    return {};
}

}  // namespace mirror::ui
