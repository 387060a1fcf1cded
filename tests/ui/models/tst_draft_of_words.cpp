#include <QSignalSpy>

#include "support/run_test.h"
#include "ui/link/engine_link.h"
#include "ui/models/draft_of_words.h"
#include "ui/support/fake_engine.h"

using namespace mirror;
using namespace mirror::ui;

/// Whatever is done, refused, undone or lost: in the end the engine's draft holds what the window shows.
class DraftOfWordsTest : public QObject {
    Q_OBJECT
    struct Bench {
        explicit Bench(std::size_t count) {
            engine->words.fill(count);
            engine->publish([](Snapshot& s) { s.words.revision = 1; });
            link = std::make_unique<EngineLink>(engine);
            draft = std::make_unique<DraftOfWords>(*link);
            draft->open();
        }
        bool isOpen() const { return draft->state() == DraftOfWords::State::open; }
        bool agrees() const {
            const auto* theirs = engine->words.draft(draft->id());
            if (theirs == nullptr || !draft->isSynced() || theirs->words.size() != draft->words().size()) return false;
            bool same = theirs->lists == draft->lists();
            draft->words().forEach([&](const Word& word) { return same = same && theirs->words.contains(word.id) && theirs->words.at(word.id) == word; });
            return same;
        }
        std::uint32_t add(const std::string& text) const {
            const std::uint32_t id = draft->takeWordId();
            draft->edit({{test::wordOf(id, text)}, {}, {}, {}}, QStringLiteral("add"));
            return id;
        }
        std::shared_ptr<test::FakeEngine> engine = std::make_shared<test::FakeEngine>();
        std::unique_ptr<EngineLink> link;
        std::unique_ptr<DraftOfWords> draft;
    };

private slots:
    void loadsPageByPage() {
        Bench bench(45'000);
        QSignalSpy progress(bench.draft.get(), &DraftOfWords::loadingProgress);
        QTRY_VERIFY(bench.isOpen());
        QCOMPARE(bench.draft->words().size(), std::size_t{45'000});
        QCOMPARE(bench.engine->sent<QueryWords>().size(), std::size_t{3});
        QCOMPARE(progress.last().at(0).toULongLong(), 45'000ULL);
        QVERIFY(!bench.draft->isModified());
        QVERIFY(bench.agrees());
    }

    void loadingCanBeCancelled() {
        Bench bench(45'000);
        bench.draft->close();
        QCOMPARE(bench.draft->state(), DraftOfWords::State::closed);
        QCoreApplication::processEvents();
        QVERIFY(bench.draft->words().empty());
        bench.draft->open();
        QTRY_VERIFY(bench.isOpen());
    }

    void aFailureIsTold() {
        Bench bench(3);
        QTRY_VERIFY(bench.isOpen());
        bench.engine->answerNext<OpenWords>(fail(ErrorCode::notRunning));
        QSignalSpy failed(bench.draft.get(), &DraftOfWords::failed);
        bench.draft->revert();
        QTRY_COMPARE(failed.size(), 1);
        QCOMPARE(bench.draft->state(), DraftOfWords::State::failed);
    }

    void anEditIsThereAtOnceAndAtTheEngineSoon() {
        Bench bench(10);
        QTRY_VERIFY(bench.isOpen());
        Word word = *bench.draft->find(4);
        word.action = WordAction::observe;
        QSignalSpy synced(bench.draft.get(), &DraftOfWords::synced);
        bench.draft->edit({{word}, {}, {}, {}}, QStringLiteral("edit"));
        QCOMPARE(bench.draft->find(4)->action, WordAction::observe);
        QVERIFY(bench.draft->isModified());
        QTRY_VERIFY(!synced.isEmpty());
        QVERIFY(bench.agrees());
    }

    void undoAndRedoReachTheEngineToo() {
        Bench bench(10);
        QTRY_VERIFY(bench.isOpen());
        const std::uint32_t id = bench.add("新词");
        bench.draft->removeMany({1, 2, 3}, QStringLiteral("remove"));
        bench.draft->undoStack().undo();
        QVERIFY(bench.draft->find(2) != nullptr);
        bench.draft->undoStack().undo();
        QVERIFY(bench.draft->find(id) == nullptr);
        QVERIFY(!bench.draft->isModified());
        QTRY_VERIFY(bench.agrees());
        bench.draft->undoStack().redo();
        bench.draft->undoStack().redo();
        QVERIFY(bench.draft->find(2) == nullptr);
        QVERIFY(bench.draft->find(id) != nullptr);
        QTRY_VERIFY(bench.agrees());
    }

    void manyGoInSlices() {
        Bench bench(12'000);
        QTRY_VERIFY(bench.isOpen());
        WordTable::Ids all;
        for (std::uint32_t id = 1; id <= 12'000; ++id) all.push_back(id);
        bench.draft->editMany(all, WordPatch{.enabled = false}, QStringLiteral("off"));
        QCOMPARE(bench.draft->undoStack().count(), 1);
        QTRY_VERIFY(bench.agrees());
        QCOMPARE(bench.engine->sent<EditWords>().size(), std::size_t{3});
        bench.draft->undoStack().undo();
        QVERIFY(bench.draft->find(12'000)->enabled);
        QTRY_VERIFY(bench.agrees());
    }

    void whatChangesNothingIsNoStep() {
        Bench bench(10);
        QTRY_VERIFY(bench.isOpen());
        bench.draft->editMany({1, 2}, WordPatch{.enabled = true}, QStringLiteral("on"));
        bench.draft->edit({{*bench.draft->find(1)}, {}, {}, {}}, QStringLiteral("same"));
        QCOMPARE(bench.draft->undoStack().count(), 0);
        QVERIFY(bench.engine->sent<EditWords>().empty());
    }

    void aRefusedEditIsTakenBackAndTold() {
        Bench bench(10);
        QTRY_VERIFY(bench.isOpen());
        std::vector<Word> typed;
        connect(bench.draft.get(), &DraftOfWords::refused, this, [&typed](const auto&, const std::vector<Word>& words) { typed = words; });
        const std::uint32_t id = bench.add("词语3");
        QVERIFY(bench.draft->find(id) != nullptr);
        QTRY_COMPARE(typed.size(), std::size_t{1});
        QCOMPARE(typed.front().text, std::string("词语3"));
        QVERIFY(bench.draft->find(id) == nullptr);
        QCOMPARE(bench.draft->undoStack().count(), 0);
        QVERIFY(bench.agrees());
    }

    void aSliceThatIsRefusedTakesTheOnesBeforeBack() {
        Bench bench(12'000);
        QTRY_VERIFY(bench.isOpen());
        WordTable::Ids all;
        for (std::uint32_t id = 1; id <= 12'000; ++id) all.push_back(id);
        bench.engine->answerNext<EditWords>(Receipt(WordsEdited{}));  // taken only seemingly: it must be put back all the same
        bench.engine->answerNext<EditWords>(Receipt(WordsEdited{{{6000, WordFlaw::tooMany, "x", {}}}, 0}));
        QSignalSpy refused(bench.draft.get(), &DraftOfWords::refused);
        bench.draft->editMany(all, WordPatch{.enabled = false}, QStringLiteral("off"));
        QTRY_COMPARE(refused.size(), 1);
        QVERIFY(bench.draft->find(1)->enabled);
        QTRY_VERIFY(bench.draft->isSynced());
        QCOMPARE(bench.engine->sent<EditWords>().size(), std::size_t{3});
        QCOMPARE(bench.engine->sent<EditWords>().back().edits.put.size(), std::size_t{5000});
        QVERIFY(bench.agrees());
    }

    void whatWasDoneOnTopOfARefusedEditGoesWithIt() {
        Bench bench(10);
        QTRY_VERIFY(bench.isOpen());
        bench.engine->hold();
        bench.add("词语3");
        bench.draft->removeMany({1}, QStringLiteral("remove"));
        bench.engine->release();
        QTRY_COMPARE(bench.draft->undoStack().count(), 0);
        QVERIFY(bench.draft->find(1) != nullptr);
        QTRY_VERIFY(bench.agrees());
    }

    void anEditThatWasUndoneBeforeItWasRefusedIsGone() {
        Bench bench(10);
        QTRY_VERIFY(bench.isOpen());
        bench.engine->hold();
        bench.add("词语3");
        bench.draft->undoStack().undo();
        bench.engine->release();
        QTRY_VERIFY(bench.agrees());
        bench.draft->undoStack().redo();
        QCOMPARE(bench.draft->words().size(), std::size_t{10});
        QTRY_VERIFY(bench.agrees());
    }

    void aSingleCharacterIsTakenWithAWarning() {
        Bench bench(10);
        QTRY_VERIFY(bench.isOpen());
        QSignalSpy warned(bench.draft.get(), &DraftOfWords::warned);
        bench.add("x");
        QTRY_COMPARE(warned.size(), 1);
        QCOMPARE(bench.draft->words().size(), std::size_t{11});
        QVERIFY(bench.agrees());
    }

    void aDraftTheEngineLostIsMadeAnew() {
        Bench bench(20);
        QTRY_VERIFY(bench.isOpen());
        const std::uint32_t id = bench.add("早");
        bench.add("新词");
        QTRY_VERIFY(bench.agrees());
        bench.engine->words.forgetDrafts();
        bench.draft->removeMany({5, id}, QStringLiteral("remove"));
        QTRY_VERIFY(bench.agrees());
        QCOMPARE(bench.draft->words().size(), std::size_t{20});
        QCOMPARE(bench.draft->undoStack().count(), 3);
    }

    void removingAListTakesItsWordsAndUndoBringsThemBack() {
        Bench bench(10);
        QTRY_VERIFY(bench.isOpen());
        const std::uint16_t list = bench.draft->takeListId();
        bench.draft->edit({{}, {}, {WordList{list, true, "Names", ""}}, {}}, QStringLiteral("list"));
        bench.draft->editMany({1, 2, 3}, WordPatch{.list = list}, QStringLiteral("move"));
        QTRY_VERIFY(bench.agrees());
        bench.draft->edit({{}, {}, {}, {list}}, QStringLiteral("remove"));
        QCOMPARE(bench.draft->words().size(), std::size_t{7});
        QTRY_VERIFY(bench.agrees());
        bench.draft->undoStack().undo();
        QCOMPARE(bench.draft->words().size(), std::size_t{10});
        QCOMPARE(bench.draft->lists().size(), std::size_t{2});
        QTRY_VERIFY(bench.agrees());
    }

    void anImportIsOneStepOfUndo() {
        Bench bench(10);
        QTRY_VERIFY(bench.isOpen());
        ImportWords import;
        import.draft = bench.draft->id();
        import.content = "甲\n乙\n丙\n";
        import.defaults.list = 1;
        import.commit = true;
        bench.link->submit(import, this, [&bench](Result<Receipt> result) {
            const auto& found = std::get<WordImport>(*result);
            bench.draft->fetchImported(found.firstId, found.nextWordId, QStringLiteral("import"));
        });
        QTRY_COMPARE(bench.draft->words().size(), std::size_t{13});
        QVERIFY(bench.engine->sent<EditWords>().empty());  // the engine had them first
        QVERIFY(bench.agrees());
        bench.draft->undoStack().undo();
        QCOMPARE(bench.draft->words().size(), std::size_t{10});
        QTRY_VERIFY(bench.agrees());
        bench.draft->undoStack().redo();
        QTRY_VERIFY(bench.agrees());
        QCOMPARE(bench.draft->words().size(), std::size_t{13});
    }

    void afterApplyingNothingIsModified() {
        Bench bench(10);
        QTRY_VERIFY(bench.isOpen());
        bench.add("新词");
        QVERIFY(bench.draft->isModified());
        bench.draft->tookEffect(2);
        QVERIFY(!bench.draft->isModified());
        QCOMPARE(bench.draft->baseRevision(), std::uint64_t{2});
        bench.draft->undoStack().undo();
        QVERIFY(bench.draft->isModified());
    }
};

MIRROR_TEST(DraftOfWordsTest, tst_draft_of_words)
#include "tst_draft_of_words.moc"
