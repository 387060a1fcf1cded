#include "common/word_options.h"

#include <CLI/CLI.hpp>

namespace mirror::app {

namespace {

/// An option whose value is one of the names of an enumeration.
template <class Enum>
void addChoice(CLI::App& command, const std::string& name, Enum& value, std::vector<Enum> choices, std::string_view (*nameOf)(Enum), const std::string& help) {
    std::vector<std::string> names;
    for (const Enum choice : choices) names.emplace_back(nameOf(choice));
    command
        .add_option_function<std::string>(
            name,
            [&value, choices, names](const std::string& given) {
                for (std::size_t i = 0; i < names.size(); ++i)
                    if (names[i] == given) value = choices[i];
            },
            help + " (" + std::string(nameOf(value)) + ")")
        ->check(CLI::IsMember(names))
        ->type_name(CLI::detail::join(names, "|"));
}

void addDirection(CLI::App& command, WordScope& direction) {
    addChoice(command, "--direction", direction, {WordScope::input, WordScope::output, WordScope::both}, wordScopeName, "Rules of which direction count");
}

}  // namespace

WordOptions::WordOptions(CLI::App& parent) : m_words(parent.add_subcommand("words", "Sensitive words of the profile; a running mirror takes what changes")) {
    m_words->fallthrough();
    m_words->require_subcommand(1);
    addList();
    addImport();
    addExport();
    addTest();
    addDryRun();
}

CLI::App* WordOptions::add(const char* name, const char* help) {
    CLI::App* command = m_words->add_subcommand(name, help);
    command->fallthrough();
    command->add_flag("--json", m_json, "Prints one JSON object instead of text");
    return command;
}

void WordOptions::addList() { m_listCommand = add("list", "Lists the word lists with their counts, and the revisions"); }

void WordOptions::addImport() {
    m_importCommand = add("import", "Reads a txt, csv or json file of words, tells line by line what cannot be used, and takes the rest; exit code 3 when nothing in it is new");
    m_importCommand->add_option("FILE", m_import.file, "The file; - for standard input")->required();
    m_importCommand->add_option("--list", m_import.list, "List that takes the words, made if absent; named after the file if not given")->type_name("NAME");
    addChoice(*m_importCommand, "--format", m_import.format, {WordFileFormat::automatic, WordFileFormat::txt, WordFileFormat::csv, WordFileFormat::json}, wordFileFormatName, "Format of the file");
    addChoice(*m_importCommand, "--action", m_import.defaults.action, {WordAction::block, WordAction::mask, WordAction::observe}, wordActionName, "Action of words for which the file has none");
    addChoice(*m_importCommand, "--scope", m_import.defaults.scope, {WordScope::input, WordScope::output, WordScope::both}, wordScopeName, "Scope of words for which the file has none");
    m_importCommand->add_option("--category", m_import.defaults.category, "Category of words for which the file has none");
    m_importCommand->add_option("--note", m_import.note, "Note for the history of revisions");
    m_importCommand->add_flag("--check", m_import.check, "Reports only, changes nothing");
}

void WordOptions::addExport() {
    m_exportCommand = add("export", "Writes the words as a file that import reads");
    m_exportCommand->add_option("--list", m_export.list, "This list only")->type_name("NAME");
    addChoice(*m_exportCommand, "--format", m_export.format, {WordFileFormat::txt, WordFileFormat::csv, WordFileFormat::json}, wordFileFormatName, "Format of the file");
    m_exportCommand->add_option("-o,--output", m_export.output, "The file; standard output if not given")->type_name("FILE");
}

void WordOptions::addTest() {
    m_testCommand = add("test", "Shows what the words find in a text; exit code 1 when it would be blocked, 2 when it could not be tried");
    CLI::Option* text = m_testCommand->add_option("TEXT", m_test.text, "The text; - for standard input");
    m_testCommand->add_option("--file", m_test.file, "File that holds the text")->type_name("FILE")->excludes(text);
    m_testCommand->callback([this, text] {
        if (text->empty() && m_test.file.empty()) throw CLI::RequiredError("TEXT or --file");
    });
    addDirection(*m_testCommand, m_test.direction);
}

void WordOptions::addDryRun() {
    m_dryRunCommand = add("dry-run", "Shows what the words, with the candidate files on top, would block in innocent texts");
    m_dryRunCommand->add_option("FILE", m_dryRun.candidates, "Files of words that are not taken yet");
    m_dryRunCommand->add_option("--folder", m_dryRun.folder, "Folder of texts, UTF-8 or GB18030, to look through")->type_name("DIR");
    m_dryRunCommand->add_flag("--no-bundled", m_noBundled, "Leaves out the texts that come with the program");
    addDirection(*m_dryRunCommand, m_dryRun.direction);
}

std::optional<WordsAction> WordOptions::chosen(const WordsCommon& common) const {
    const auto filled = [&](auto action) {
        static_cast<WordsCommon&>(action) = common;
        action.json = m_json;
        return WordsAction(std::move(action));
    };
    if (m_listCommand->parsed()) return filled(WordsList{});
    if (m_importCommand->parsed()) return filled(m_import);
    if (m_exportCommand->parsed()) return filled(m_export);
    if (m_testCommand->parsed()) {
        WordsTest test = m_test;
        if (test.text == "-") test.file = std::exchange(test.text, {});
        return filled(std::move(test));
    }
    if (!m_dryRunCommand->parsed()) return std::nullopt;
    WordsDryRun dryRun = m_dryRun;
    dryRun.bundled = !m_noBundled;
    return filled(std::move(dryRun));
}

}  // namespace mirror::app
