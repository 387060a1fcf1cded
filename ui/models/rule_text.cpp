#include "ui/models/rule_text.h"

#include <QCoreApplication>
#include <QStringList>

#include "ui/link/error_text.h"
#include "ui/link/unit_text.h"

namespace mirror::ui {

namespace {

constexpr qsizetype kLongest = 80;  // of a regex in a cell

struct RuleText {
    Q_DECLARE_TR_FUNCTIONS(mirror::ui::RuleText)
public:
    static QString step(FoldStep step);
};

QString RuleText::step(FoldStep step) {
    switch (step) {
        case FoldStep::entities: return tr("entities or escapes decoded");
        case FoldStep::width: return tr("width or case made plain");
        case FoldStep::ignorable: return tr("invisible characters removed");
        case FoldStep::traditional: return tr("traditional → simplified");
        case FoldStep::separators: return tr("separators removed");
        case FoldStep::confusables: return tr("look-alike letters replaced");
    }
    return {};
}

const QString& dot() {
    static const QString text = QStringLiteral(" · ");
    return text;
}

}  // namespace

QString wordActionText(WordAction action) {
    switch (action) {
        case WordAction::block: return RuleText::tr("Block");
        case WordAction::mask: return RuleText::tr("Mask");
        case WordAction::observe: return RuleText::tr("Observe");
    }
    return {};
}

QString wordScopeText(WordScope scope) {
    switch (scope) {
        case WordScope::input: return RuleText::tr("Requests");
        case WordScope::output: return RuleText::tr("Answers");
        case WordScope::both: return RuleText::tr("Both");
    }
    return {};
}

QString wordKindText(WordKind kind) {
    switch (kind) {
        case WordKind::word: return RuleText::tr("Word");
        case WordKind::exception: return RuleText::tr("Exception");
        case WordKind::regex: return RuleText::tr("Expression");
    }
    return {};
}

QString foldStepsText(FoldSteps steps) {
    QStringList parts;
    for (std::size_t i = 0; i < kFoldSteps; ++i)
        if ((steps & foldBit(static_cast<FoldStep>(i))) != 0) parts << RuleText::step(static_cast<FoldStep>(i));
    return parts.isEmpty() ? RuleText::tr("as listed") : parts.join(RuleText::tr(", "));
}

QString piiKindText(PiiKind kind) {
    switch (kind) {
        case PiiKind::id: return RuleText::tr("Resident ID");
        case PiiKind::phone: return RuleText::tr("Mobile number");
        case PiiKind::card: return RuleText::tr("Bank card");
        case PiiKind::email: return RuleText::tr("E-mail address");
        case PiiKind::passport: return RuleText::tr("Passport");
        case PiiKind::plate: return RuleText::tr("Licence plate");
        case PiiKind::ip: return RuleText::tr("IP address");
    }
    return {};
}

QString ruleText(const RuleHit& hit) { return foreignText(hit.rule) + dot() + wordActionText(hit.action); }

QString ruleSentence(const RuleHit& hit) {
    QStringList parts{ruleText(hit)};
    if (!hit.category.empty()) parts << foreignText(hit.category);
    parts << (hit.output ? RuleText::tr("answer") : RuleText::tr("request")) + (hit.where.empty() ? QString() : QLatin1Char(' ') + foreignText(hit.where));
    parts << foldStepsText(hit.steps);
    if (hit.count > 1) parts << RuleText::tr("%1 times").arg(countText(hit.count));
    return parts.join(dot());
}

QString wordTraits(const Word& word) {
    QStringList parts;
    if (word.kind != WordKind::word) parts << wordKindText(word.kind);
    if (word.kind != WordKind::exception) {
        parts << wordActionText(word.action);
        if (word.scope != WordScope::both) parts << wordScopeText(word.scope);
        if (!word.category.empty()) parts << foreignText(word.category);
    }
    if (word.exact) parts << RuleText::tr("exact");
    if (!word.enabled) parts << RuleText::tr("off");
    if (!word.note.empty()) parts << RuleText::tr("note: %1").arg(foreignText(word.note));
    return parts.join(dot());
}

QString wordShown(const Word& word) {
    const QString text = foreignText(word.text);
    return text.size() > kLongest ? text.left(kLongest) + QStringLiteral("…") : text;
}

QString categoryText(const std::string& category) { return category.empty() ? noValueText() : foreignText(category); }

Tone actionTone(WordAction action) {
    switch (action) {
        case WordAction::block: return Tone::bad;
        case WordAction::mask: return Tone::warning;
        case WordAction::observe: break;
    }
    return Tone::neutral;
}

}  // namespace mirror::ui
