#include "daemon/word_commands.h"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <istream>
#include <ostream>

#include "common/exit_codes.h"
#include "daemon/daemon_text.h"
#include "daemon/word_text.h"

namespace mirror::app {

namespace {

constexpr std::size_t kChunk = 64 * 1024;

WordProfile profileOf(const WordsCommon& options, const Environment& environment) { return {options.profile, environment, options.overrides}; }

int failed(const Error& error, std::ostream& err, int code = kFailure) {
    err << errorText(error);
    return code;
}

/// What is wrong with a file is said by its name.
Error about(Error error, const std::string& file) {
    if (error.code == ErrorCode::configValue && error.args.size() == 2 && error.args[0] == "file") error.args[0] = file == "-" ? "standard input" : file;
    return error;
}

/// At most what an import takes; `name` is for the error.
Result<std::string> readAll(std::istream& in, const std::string& name) {
    std::string content;
    std::string chunk(kChunk, '\0');
    while (in.read(chunk.data(), static_cast<std::streamsize>(chunk.size())), in.gcount() > 0) {
        content.append(chunk, 0, static_cast<std::size_t>(in.gcount()));
        if (content.size() > static_cast<std::size_t>(kMaxImportBytes)) return fail(ErrorCode::fileRead, {name}, "it is larger than " + std::to_string(kMaxImportBytes / (1024 * 1024)) + " MiB");
    }
    if (in.bad()) return fail(ErrorCode::fileRead, {name}, "reading failed");
    return content;
}

Result<std::string> readFile(const std::string& file) {
    std::error_code error;
    if (std::filesystem::is_directory(file, error)) return fail(ErrorCode::fileRead, {file}, std::strerror(EISDIR));
    std::ifstream stream(file, std::ios::binary);
    if (!stream) return fail(ErrorCode::fileRead, {file}, std::strerror(errno));
    return readAll(stream, file);
}

Result<std::string> readFileOrInput(const std::string& file, std::istream& in) { return file == "-" ? readAll(in, "standard input") : readFile(file); }

Result<void> writeFile(const std::string& file, const std::string& content) {
    std::ofstream stream(file, std::ios::binary | std::ios::trunc);
    if (!stream) return fail(ErrorCode::fileWrite, {file}, std::strerror(errno));
    stream << content;
    stream.close();
    return stream ? Result<void>() : fail(ErrorCode::fileWrite, {file}, std::strerror(errno));
}

/// The list an import goes into when none is named.
std::string listName(const WordsImport& options) {
    if (!options.list.empty()) return options.list;
    return options.file == "-" ? "imported" : std::filesystem::path(options.file).stem().string();
}

}  // namespace

int listWordLists(const WordsList& options, const Environment& environment, std::ostream& out, std::ostream& err) {
    const Result<WordListing> listing = listWords(profileOf(options, environment));
    if (!listing) return failed(listing.error(), err);
    out << (options.json ? listingJson(*listing) : listingText(*listing));
    return kSuccess;
}

int importWordList(const WordsImport& options, const Environment& environment, std::istream& in, std::ostream& out, std::ostream& err) {
    Result<std::string> content = readFileOrInput(options.file, in);
    if (!content) return failed(content.error(), err);
    WordFileImport import{.list = listName(options), .note = options.note};
    import.command = {.fileName = options.file, .content = std::move(*content), .format = options.format, .defaults = options.defaults, .commit = !options.check};
    const Result<WordFileImported> imported = importWordFile(profileOf(options, environment), import);
    if (!imported) return failed(about(imported.error(), options.file), err);
    out << (options.json ? importJson(*imported, import.list) : importText(imported->report, options.file));
    if (!options.json && imported->revision != 0) out << "list " << import.list << ", revision " << imported->revision << "\n";
    return imported->report.added > 0 ? kSuccess : kNothingTaken;
}

int exportWordList(const WordsExport& options, const Environment& environment, std::ostream& out, std::ostream& err) {
    Result<ExportedWords> exported = exportWordFile(profileOf(options, environment), options.list, options.format);
    if (!exported) return failed(exported.error(), err);
    const bool toFile = !options.output.empty() && options.output != "-";
    if (toFile) {
        if (const Result<void> written = writeFile(options.output, std::exchange(exported->content, {})); !written) return failed(written.error(), err);
    }
    if (options.json) out << exportJson(*exported);
    if (!options.json && toFile) out << exported->words << " words\n";
    if (!options.json && !toFile) out << exported->content;
    return kSuccess;
}

int testText(const WordsTest& options, const Environment& environment, std::istream& in, std::ostream& out, std::ostream& err) {
    Result<std::string> text = options.file.empty() ? Result<std::string>(options.text) : readFileOrInput(options.file, in);
    if (!text) return failed(text.error(), err, kNotTested);
    const Result<WordTest> test = testWords(profileOf(options, environment), *text, options.direction);
    if (!test) return failed(about(test.error(), options.file), err, kNotTested);
    out << (options.json ? trialJson(*test) : trialText(*test));
    return test->trial.blocked ? kBlocked : kSuccess;
}

int dryRunWordLists(const WordsDryRun& options, const Environment& environment, std::ostream& out, std::ostream& err) {
    std::vector<ImportWords> candidates;
    for (const std::string& file : options.candidates) {
        Result<std::string> content = readFile(file);
        if (!content) return failed(content.error(), err);
        candidates.push_back({.fileName = file, .content = std::move(*content)});
    }
    const DryRunWords command{.bundled = options.bundled, .folder = options.folder, .direction = options.direction};
    const Result<WordDryRun> done = dryRunWords(profileOf(options, environment), command, candidates);
    if (!done) return failed(done.error(), err);
    if (options.json) {
        out << dryRunJson(*done, options.candidates);
        return kSuccess;
    }
    for (std::size_t i = 0; i < done->candidates.size(); ++i) out << importText(done->candidates[i], options.candidates[i]);
    out << dryRunText(done->report);
    return kSuccess;
}

}  // namespace mirror::app
