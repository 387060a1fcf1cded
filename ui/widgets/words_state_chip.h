#pragma once
#include "ui/widgets/status_badge.h"

namespace mirror::ui {

class EngineLink;

/// Says which revision of the word lists filters and what becomes of a newer one: "Compiling … 42 %", then "Active: revision 13".
class WordsStateChip : public StatusBadge {
    Q_OBJECT
public:
    /// `link` outlives the chip.
    WordsStateChip(EngineLink& link, QWidget* parent);

protected:
    void changeEvent(QEvent* event) override;

private:
    void refresh();
    EngineLink& m_link;
};

}  // namespace mirror::ui
