#include "ui/engine_notices.h"

#include <QEvent>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/engine_control.h"
#include "ui/link/engine_link.h"
#include "ui/link/error_text.h"
#include "ui/widgets/message_bar.h"

namespace mirror::ui {

namespace {

QString memberToMend(ErrorCode code) {
    switch (code) {
        case ErrorCode::addressInUse: return QStringLiteral("port");
        case ErrorCode::addressInvalid: return QStringLiteral("address");
        case ErrorCode::certificateInvalid:
        case ErrorCode::filePermission:
        case ErrorCode::fileRead: return QStringLiteral("certificate_file");
        default: return {};
    }
}

/// What decides the text of the bars; equal digests need no new text.
std::vector<std::string> digest(const Snapshot& snapshot) {
    std::vector<std::string> parts{std::string(engineStateName(snapshot.state))};
    const auto add = [&parts](const std::optional<Error>& error) { parts.push_back(error ? describe(*error) : std::string()); };
    add(snapshot.failure);
    add(snapshot.configError);
    add(snapshot.words.error);
    parts.push_back(std::to_string(static_cast<int>(snapshot.words.state)) + ' ' + std::to_string(snapshot.words.revision));
    for (const ListenerStatus& listener : snapshot.listeners) add(listener.error);
    for (const WorkerStatus& worker : snapshot.workers)
        if (worker.state == WorkerState::stalled) parts.push_back("w" + std::to_string(worker.id));
    return parts;
}

}  // namespace

QString settingToMend(const Snapshot& snapshot, const Error& error) {
    const QString member = memberToMend(error.code);
    if (member.isEmpty()) return {};
    for (std::size_t i = 0; i < snapshot.listeners.size(); ++i)
        if (snapshot.listeners[i].error == error) return QStringLiteral("listeners[%1].%2").arg(i).arg(member);
    const bool isAdmin = !error.args.empty() && snapshot.adminUrl.find(error.args.front()) != std::string::npos;
    return isAdmin ? QStringLiteral("admin.") + member : QStringLiteral("listeners[0].") + member;
}

EngineNotices::EngineNotices(EngineLink& link, QWidget* parent) : QWidget(parent), m_link(link) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(1);
    m_failure = addBar();
    m_listeners = addBar();
    m_workers = addBar();
    m_config = addBar();
    m_words = addBar();
    m_rejected = addBar();
    m_rejected->setClosable(true);
    m_message = addBar();
    m_message->setClosable(true);
    connect(&link, &EngineLink::snapshotChanged, this, &EngineNotices::refresh);
    connect(&link, &EngineLink::eventHappened, this, &EngineNotices::noteEvent);
    refresh();
}

MessageBar* EngineNotices::addBar() {
    auto* bar = new MessageBar(this);
    bar->setClosable(false);
    layout()->addWidget(bar);
    return bar;
}

void EngineNotices::showFailure(const QString& sentence) { m_message->showMessage(Tone::bad, sentence); }

void EngineNotices::showMessage(const QString& sentence) { m_message->showMessage(Tone::info, sentence); }

void EngineNotices::refresh() {
    const Snapshot& snapshot = *m_link.snapshot();
    std::vector<std::string> now = digest(snapshot);
    if (now == m_shown) return;
    m_shown = std::move(now);
    refreshFailure(snapshot);
    refreshListeners(snapshot);
    refreshWorkers(snapshot);
    refreshConfig(snapshot);
    refreshWords(snapshot);
}

void EngineNotices::refreshFailure(const Snapshot& snapshot) {
    m_failure->setVisible(snapshot.state == EngineState::failed);
    if (snapshot.state != EngineState::failed) return;
    const Error error = snapshot.failure.value_or(makeError(ErrorCode::internal));
    if (isLinkLost(snapshot)) {
        m_failure->showMessage(Tone::bad, sentences(errorText(error), tr("Trying again by itself.")));
        if (error.code == ErrorCode::tlsVerification) m_failure->addButton(tr("Check certificate …"), [this] { emit certificateRequested(); });
        return;
    }
    m_failure->showMessage(Tone::bad, sentences(tr("The engine could not start."), errorText(error)));
    const QString path = settingToMend(snapshot, error);
    if (!path.isEmpty()) m_failure->addButton(tr("Show setting"), [this, path] { emit settingRequested(path); });
    m_failure->addButton(tr("Try again"), [this] { emit startRequested(); });
}

void EngineNotices::refreshListeners(const Snapshot& snapshot) {
    m_listeners->hide();
    if (snapshot.state != EngineState::running) return;
    for (const ListenerStatus& listener : snapshot.listeners) {
        if (!listener.error) continue;
        m_listeners->showMessage(Tone::warning, sentences(tr("The listener %1 is not open.").arg(foreignText(listener.name)), errorText(*listener.error)));
        const QString path = settingToMend(snapshot, *listener.error);
        if (!path.isEmpty()) m_listeners->addButton(tr("Show setting"), [this, path] { emit settingRequested(path); });
        return;
    }
}

void EngineNotices::refreshWorkers(const Snapshot& snapshot) {
    QStringList stalled;
    for (const WorkerStatus& worker : snapshot.workers)
        if (worker.state == WorkerState::stalled) stalled << QString::number(worker.id);
    m_workers->setVisible(!stalled.isEmpty());
    if (stalled.isEmpty()) return;
    m_workers->showMessage(Tone::bad, tr("%n worker(s) no longer answer: %1. Their connections hang; the others go on.", nullptr,
                                         static_cast<int>(stalled.size()))
                                          .arg(stalled.join(QStringLiteral(", "))));
    m_workers->addButton(tr("Restart engine"), [this] { emit restartRequested(); });
}

void EngineNotices::refreshConfig(const Snapshot& snapshot) {
    m_config->setVisible(snapshot.configError.has_value());
    if (!snapshot.configError) return;
    m_config->showMessage(Tone::warning, sentences(tr("The changed file was refused, revision %1 stays in force.").arg(snapshot.configRevision),
                                                      errorText(*snapshot.configError)));
}

void EngineNotices::refreshWords(const Snapshot& snapshot) {
    const WordsStatus& words = snapshot.words;
    m_words->setVisible(words.state == WordsState::failed);
    if (words.state != WordsState::failed) return;
    m_rejected->hide();  // the same matter, told below for as long as it lasts
    QString text = words.revision == 0 ? tr("The word lists cannot be used; requests are refused until they can.")
                                       : tr("The newest word lists cannot be used; revision %1 goes on filtering.").arg(words.revision);
    if (words.error) text = sentences(text, errorText(*words.error));
    m_words->showMessage(words.revision == 0 ? Tone::bad : Tone::warning, text);
}

void EngineNotices::noteEvent(const Event& event) {
    if (event.kind == EventKind::wordsApplied) m_rejected->hide();
    if (event.kind == EventKind::wordsRejected && !m_words->isVisibleTo(this)) m_rejected->showMessage(Tone::warning, eventText(event));
}

void EngineNotices::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) {
        m_shown.clear();
        refresh();
    }
    QWidget::changeEvent(event);
}

}  // namespace mirror::ui
