#pragma once
#include <string>
#include <vector>

#include "engine/journal_session.h"

namespace mirror::engine {

/// The form of an export: what stands before, between and behind dialogues. Everything written here was masked when the record was made.
class JournalExportText {
public:
    explicit JournalExportText(JournalExportFormat format);
    /// csv: a byte order mark and the names of the columns; a cell that a spreadsheet would take for a formula gets a ' before it. html: one page that needs nothing else,
    /// every text escaped. jsonl: {"row":..,"request":..,"answer":..} a line, contents as they are in the record.
    void add(const log::DialogueParts& parts);
    std::string finish();
    std::size_t bytes() const { return m_out.size(); }

private:
    void addLine(const log::DialogueParts& parts);
    void addRow(const log::DialogueParts& parts);
    void addArticle(const log::DialogueParts& parts);
    JournalExportFormat m_format;
    std::string m_out;
};

/// Reads the dialogues at `places` one by one. Answers JournalExport, bodyTooLarge above kMaxBytes, cancelled when stopped.
class JournalExportJob final : public JournalJob {
public:
    struct Place {
        JournalPlace request, answer;
    };
    static constexpr std::size_t kMaxBytes = 64 * 1024 * 1024;
    static constexpr std::size_t kMaxDialogues = 500'000;
    /// `reader` outlives it.
    JournalExportJob(log::JournalReader& reader, std::vector<Place> places, JournalExportFormat format, JournalAnswer done);
    bool work(Milliseconds budget) override;
    void stop() override;
    JournalTask task() const override { return JournalTask::export_; }
    std::uint32_t permille() const override;

private:
    void answer(Result<Receipt> result);
    log::JournalReader& m_reader;
    std::vector<Place> m_places;
    std::size_t m_next = 0;
    JournalExportText m_text;
    JournalAnswer m_done;  ///< empty once called
};

}  // namespace mirror::engine
