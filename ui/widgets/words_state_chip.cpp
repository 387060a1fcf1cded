#include "ui/widgets/words_state_chip.h"

#include <QEvent>

#include "ui/engine_control.h"
#include "ui/link/engine_link.h"
#include "ui/link/error_text.h"
#include "ui/link/unit_text.h"

namespace mirror::ui {

WordsStateChip::WordsStateChip(EngineLink& link, QWidget* parent) : StatusBadge(parent), m_link(link) {
    setObjectName(QStringLiteral("wordsState"));
    connect(&link, &EngineLink::snapshotChanged, this, &WordsStateChip::refresh);
    refresh();
}

void WordsStateChip::refresh() {
    const std::shared_ptr<const Snapshot> snapshot = m_link.snapshot();
    const WordsStatus& words = snapshot->words;
    QString tip;
    if (isLinkLost(*snapshot)) {
        setState(Tone::neutral, tr("Unknown"));
        tip = tr("The engine does not answer.");
    } else if (words.state == WordsState::failed) {
        setState(Tone::bad, words.revision == 0 ? tr("Failed") : tr("Failed; revision %1 filters").arg(words.revision));
        if (words.error) tip = errorText(*words.error);
    } else if (words.state == WordsState::compiling) {
        const bool isTold = words.task == WordsTask::compile && words.taskPermille > 0;
        setState(Tone::info, isTold ? tr("Compiling … %1").arg(percentText(words.taskPermille / 1000.0)) : tr("Compiling …"));
        tip = tr("Until it is ready, revision %1 filters.").arg(words.revision);
    } else if (words.revision == 0) {
        setState(Tone::neutral, tr("No word lists yet"));
    } else {
        setState(Tone::good, tr("Active: revision %1").arg(words.revision));
        tip = tr("%1 entries filter; %2 of memory, compiled in %3.")
                  .arg(countText(static_cast<std::int64_t>(words.words)), bytesText(words.matcherBytes), durationText(words.compileTime));
    }
    setToolTip(tip.toHtmlEscaped());
    setAccessibleDescription(tip);
}

void WordsStateChip::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) refresh();
    StatusBadge::changeEvent(event);
}

}  // namespace mirror::ui
