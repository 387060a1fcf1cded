<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>JournalText</name>
    <message numerus="yes">
        <source>%n dialogue(s)</source>
        <translation>
            <numerusform>%n dialogue</numerusform>
            <numerusform>%n dialogues</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mirror::ui::CategoryBars</name>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mirror::ui::ChangeReview</name>
    <message numerus="yes">
        <source>%n setting(s) will change</source>
        <translation>
            <numerusform>%n setting will change</numerusform>
            <numerusform>%n settings will change</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mirror::ui::DialogueList</name>
    <message numerus="yes">
        <source>%1 dialogue(s)</source>
        <translation>
            <numerusform>%1 dialogue</numerusform>
            <numerusform>%1 dialogues</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mirror::ui::DialoguesPage</name>
    <message numerus="yes">
        <source>%1 in %n segment(s)</source>
        <translation>
            <numerusform>%1 in %n segment</numerusform>
            <numerusform>%1 in %n segments</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mirror::ui::DryRunPane</name>
    <message numerus="yes">
        <source>Exclude %n rule(s)</source>
        <translation>
            <numerusform>Exclude %n rule</numerusform>
            <numerusform>Exclude %n rules</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mirror::ui::EngineControl</name>
    <message numerus="yes">
        <source>%n running request(s) will be cut.</source>
        <translation>
            <numerusform>%n running request will be cut.</numerusform>
            <numerusform>%n running requests will be cut.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mirror::ui::EngineNotices</name>
    <message numerus="yes">
        <source>%n worker(s) no longer answer: %1. Their connections hang; the others go on.</source>
        <translation>
            <numerusform>%n worker no longer answers: %1. Its connections hang; the others go on.</numerusform>
            <numerusform>%n workers no longer answer: %1. Their connections hang; the others go on.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mirror::ui::FiltersPage</name>
    <message numerus="yes">
        <source>%n change(s) not applied yet</source>
        <translation>
            <numerusform>%n change not applied yet</numerusform>
            <numerusform>%n changes not applied yet</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mirror::ui::ImportWordsDialog</name>
    <message numerus="yes">
        <source>Import %1 entries</source>
        <translation>
            <numerusform>Import %1 entry</numerusform>
            <numerusform>Import %1 entries</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 lines: %2 new, %3 there already, %4 refused.</source>
        <translation>
            <numerusform>%1 line: %2 new, %3 there already, %4 refused.</numerusform>
            <numerusform>%1 lines: %2 new, %3 there already, %4 refused.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 entries imported from %2.</source>
        <translation>
            <numerusform>%1 entry imported from %2.</numerusform>
            <numerusform>%1 entries imported from %2.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mirror::ui::JournalGate</name>
    <message numerus="yes">
        <source>Use at least %n character(s); a sentence is easiest to remember.</source>
        <translation>
            <numerusform>Use at least %n character; a sentence is easiest to remember.</numerusform>
            <numerusform>Use at least %n characters; a sentence is easiest to remember.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mirror::ui::JournalKeysForm</name>
    <message numerus="yes">
        <source>The keys stay the same and are sealed again under the new passphrase, of at least %n character(s).</source>
        <translation>
            <numerusform>The keys stay the same and are sealed again under the new passphrase, of at least %n character.</numerusform>
            <numerusform>The keys stay the same and are sealed again under the new passphrase, of at least %n characters.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mirror::ui::MainWindow</name>
    <message numerus="yes">
        <source>%n running request(s) will be cut.</source>
        <translation>
            <numerusform>%n running request will be cut.</numerusform>
            <numerusform>%n running requests will be cut.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mirror::ui::MaskedValues</name>
    <message numerus="yes">
        <source>Hidden again in %n second(s). That it was shown, and why, is in the audit trail.</source>
        <translation>
            <numerusform>Hidden again in %n second. That it was shown, and why, is in the audit trail.</numerusform>
            <numerusform>Hidden again in %n seconds. That it was shown, and why, is in the audit trail.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mirror::ui::PiiTab</name>
    <message numerus="yes">
        <source>%n setting(s) changed, not applied yet</source>
        <translation>
            <numerusform>%n setting changed, not applied yet</numerusform>
            <numerusform>%n settings changed, not applied yet</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mirror::ui::PiiTrialPane</name>
    <message numerus="yes">
        <source>%n place(s) would be masked</source>
        <translation>
            <numerusform>%n place would be masked</numerusform>
            <numerusform>%n places would be masked</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mirror::ui::RevisionsPanel</name>
    <message numerus="yes">
        <source>What would change if revision %1 came back (%n difference(s)):</source>
        <translation>
            <numerusform>What would change if revision %1 came back (%n difference):</numerusform>
            <numerusform>What would change if revision %1 came back (%n differences):</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mirror::ui::SettingsPage</name>
    <message numerus="yes">
        <source>The engine refused %n value(s); they are marked below.</source>
        <translation>
            <numerusform>The engine refused %n value; it is marked below.</numerusform>
            <numerusform>The engine refused %n values; they are marked below.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s)</source>
        <translation>
            <numerusform>%n change</numerusform>
            <numerusform>%n changes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n problem(s)</source>
        <translation>
            <numerusform>%n problem</numerusform>
            <numerusform>%n problems</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mirror::ui::TryOutPane</name>
    <message numerus="yes">
        <source>Would be blocked by %n rule(s)</source>
        <translation>
            <numerusform>Would be blocked by %n rule</numerusform>
            <numerusform>Would be blocked by %n rules</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n rule(s) only count</source>
        <translation>
            <numerusform>%n rule only counts</numerusform>
            <numerusform>%n rules only count</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mirror::ui::VerifyPane</name>
    <message numerus="yes">
        <source>%n problem(s) so far.</source>
        <translation>
            <numerusform>%n problem so far.</numerusform>
            <numerusform>%n problems so far.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n problem(s).</source>
        <translation>
            <numerusform>%n problem.</numerusform>
            <numerusform>%n problems.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n segment(s) are gone, with a record that says why.</source>
        <translation>
            <numerusform>%n segment is gone, with a record that says why.</numerusform>
            <numerusform>%n segments are gone, with a record that says why.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 record(s)</source>
        <translation>
            <numerusform>%1 record</numerusform>
            <numerusform>%1 records</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n segment(s)</source>
        <translation>
            <numerusform>%n segment</numerusform>
            <numerusform>%n segments</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mirror::ui::WordActions</name>
    <message numerus="yes">
        <source>Remove %1 entries</source>
        <translation>
            <numerusform>Remove %1 entry</numerusform>
            <numerusform>Remove %1 entries</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Change %1 entries</source>
        <translation>
            <numerusform>Change %1 entry</numerusform>
            <numerusform>Change %1 entries</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 entries copied.</source>
        <translation>
            <numerusform>%1 entry copied.</numerusform>
            <numerusform>%1 entries copied.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mirror::ui::WordsPanel</name>
    <message numerus="yes">
        <source>%n entries were refused; nothing of this change was taken.</source>
        <translation>
            <numerusform>%n entry was refused; nothing of this change was taken.</numerusform>
            <numerusform>%n entries were refused; nothing of this change was taken.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 entries</source>
        <translation>
            <numerusform>%1 entry</numerusform>
            <numerusform>%1 entries</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Switch %1 entries off</source>
        <translation>
            <numerusform>Switch %1 entry off</numerusform>
            <numerusform>Switch %1 entries off</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 entries are switched off in the draft.</source>
        <translation>
            <numerusform>%1 entry is switched off in the draft.</numerusform>
            <numerusform>%1 entries are switched off in the draft.</numerusform>
        </translation>
    </message>
</context>
</TS>
