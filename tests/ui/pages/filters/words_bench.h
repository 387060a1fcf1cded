#pragma once
#include <QPushButton>
#include <QTest>
#include <memory>

#include "ui/link/engine_link.h"
#include "ui/models/draft_of_words.h"
#include "ui/support/fake_engine.h"

namespace mirror::test {

/// A pane with a draft of some words in front of an engine whose answers the test writes.
template <class Pane>
struct WordsBench {
    WordsBench() {
        engine->words.inForce.words[1] = wordOf(1, "大麻", "drugs");
        engine->words.inForce.words[2] = wordOf(2, "赌博", "gambling");
        engine->publish([](Snapshot& s) {
            s.state = EngineState::running;
            s.words.revision = 1;
        });
        link = std::make_unique<ui::EngineLink>(engine);
        draft = std::make_unique<ui::DraftOfWords>(*link);
        pane = std::make_unique<Pane>(*draft, *link, nullptr);
        pane->resize(900, 640);
    }
    /// Opens the draft and shows the pane.
    bool open() {
        draft->open();
        if (!QTest::qWaitFor([this] { return draft->state() == ui::DraftOfWords::State::open && draft->isSynced(); })) return false;
        pane->show();
        pane->activateWindow();
        return QTest::qWaitForWindowActive(pane.get());
    }
    QPushButton* button(const QString& text) const {
        for (QPushButton* candidate : pane->template findChildren<QPushButton*>())
            if (candidate->text() == text && candidate->isVisible()) return candidate;
        return nullptr;
    }
    /// Waits until a button can be pressed, and presses it.
    bool press(const QString& text) const {
        if (!QTest::qWaitFor([this, &text] { return button(text) != nullptr && button(text)->isEnabled(); })) return false;
        QTest::mouseClick(button(text), Qt::LeftButton);
        return true;
    }
    void add(const char* text) const {
        WordEdits edits;
        edits.put = {wordOf(draft->takeWordId(), text)};
        draft->edit(edits, QStringLiteral("add"));
    }
    std::shared_ptr<FakeEngine> engine = std::make_shared<FakeEngine>();
    std::unique_ptr<ui::EngineLink> link;
    std::unique_ptr<ui::DraftOfWords> draft;
    std::unique_ptr<Pane> pane;
};

}  // namespace mirror::test
