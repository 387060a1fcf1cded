#pragma once
#include "proxycore/api/engine.h"
#include "ui/gallery/sample_journal.h"
#include "ui/gallery/sample_words.h"

namespace mirror::ui {

/// What a sample engine pretends: work as usual, an operator's stop, the first minute of a new installation, an address that
/// somebody else uses and a worker that hangs.
/// Silent: as running, but the word lists never arrive.
enum class SampleState { running, stopped, empty, failed, silent };

/// An engine for pictures of the window: answers every query from invented data, goes on for two minutes after `now` so that
/// live figures have something to show, and refuses changes. Used on the GUI thread only.
class SampleEngine : public Engine {
public:
    /// `now` is the end of the invented hour, Unix seconds.
    SampleEngine(SampleState state, std::int64_t now);
    void submit(Command command, std::function<void(Result<Receipt>)> done) override;
    std::shared_ptr<const Snapshot> snapshot() const override;
    std::unique_ptr<Subscription> onEvent(std::function<void(const Event&)> handler) override;

private:
    Result<Receipt> answer(const Command& command) const;
    /// The samples that have happened by now; a stopped engine's end 90 seconds earlier.
    std::vector<SecondSample> past() const;
    bool m_isSilent;
    std::int64_t m_now;
    std::vector<SecondSample> m_samples;
    std::vector<TrafficRecord> m_traffic;
    Config m_config;
    Snapshot m_snapshot;
    sample::WordAnswers m_words;
    sample::JournalAnswers m_journal;
    mutable std::shared_ptr<const Snapshot> m_published;  ///< of the present second; one thread only
};

}  // namespace mirror::ui
