#include <random>

#include "proxycore/api/wire.h"
#include "support/run_test.h"

using namespace mirror;

namespace {

/// Makes values with every member set to something that is not its default.
class Maker {
public:
    explicit Maker(unsigned seed) : m_random(seed) {}
    std::int64_t number(std::int64_t most = 1'000'000'000'000) { return std::uniform_int_distribution<std::int64_t>(1, most)(m_random); }
    std::uint64_t large() { return std::uniform_int_distribution<std::uint64_t>(std::uint64_t{1} << 62)(m_random); }
    std::uint32_t small() { return static_cast<std::uint32_t>(number(4'000'000'000)); }
    bool flag() { return number(2) == 1; }
    SystemTime time() { return SystemTime(Milliseconds(number())); }
    std::string text() {
        static const std::vector<std::string> kTexts{"a", "词库", "quote \" back \\", "line\nbreak", "😀", "nul \x01", "</script>"};
        return kTexts[static_cast<std::size_t>(number(7)) - 1];
    }
    template <class Enum>
    Enum one(int count) { return static_cast<Enum>(number(count) - 1); }
    Error error() { return {one<ErrorCode>(static_cast<int>(ErrorCode::internal) + 1), one<ErrorOrigin>(4), one<Retry>(3), {text(), text()}, text()}; }
    Event event() { return {large(), time(), one<EventKind>(13), one<Severity>(3), {text()}, {error()}}; }
    Histogram::Sparse sparse() { return {{static_cast<std::uint16_t>(number(60'000)), small()}, {9, small()}}; }

    SecondSample sample() {
        SecondSample s{.second = number(), .latency = sparse(), .firstToken = sparse(), .cacheHits = small(), .cacheMisses = small(), .promptTokens = large(),
                       .completionTokens = large(), .events = small(), .activeRequests = small(), .activeStreams = small(), .workers = small(), .queued = small(),
                       .cpuPercent = static_cast<float>(number(100'000)) / 7.0f};
        for (auto& count : s.outcomes) count = small();
        return s;
    }
    TrafficRecord record() {
        TrafficRecord r{.id = large(), .requestId = text(), .time = time(), .method = text(), .path = text(), .clientAddress = text(), .listener = text(), .keyName = text(),
                        .userAgent = text(), .status = static_cast<int>(number(599)), .outcome = one<Outcome>(kOutcomes), .errorCode = text(), .modelAsked = text(),
                        .modelAnswered = text(), .upstream = text(), .route = text(), .stream = flag(), .cache = one<CacheResult>(6),
                        .attempts = {{text(), 503, text(), Microseconds(number()), Microseconds(number()), flag()}, {}}, .firstToken = Microseconds(number()),
                        .total = Microseconds(number()), .bytesIn = {number()}, .bytesOut = {number()}, .promptTokens = {number()}, .completionTokens = {number()},
                        .events = number(), .workerId = static_cast<int>(number(64))};
        for (auto& stage : r.stages) stage = {Microseconds(number()), Microseconds(number())};
        return r;
    }
    Snapshot snapshot() {
        Snapshot s{.sequence = large(), .time = time(), .state = one<EngineState>(5), .failure = error(), .version = text(), .profile = text(), .startedAt = time(),
                   .configRevision = large(), .adminUrl = text(), .connections = number(), .activeRequests = number(), .activeStreams = number(), .queued = number(),
                   .cacheEntries = number(), .cacheBytes = {number()}, .residentMemory = {number()}, .recent = {sample(), sample()}, .lastTrafficId = large()};
        if (flag()) s.configError = error();
        s.listeners = {{text(), text(), flag(), flag(), time(), error()}, {text(), text(), flag(), flag(), time(), std::nullopt}};
        s.workers = {{static_cast<int>(number(9)), one<WorkerState>(3), number(), number(), number(), large(), static_cast<double>(number()) / 3, Microseconds(number()), Milliseconds(number())}};
        s.upstreams = {{text(), text(), flag(), number(), number(), large(), large(), text(), time(), Microseconds(number())}};
        s.totals = {.cacheHits = large(), .cacheMisses = large(), .promptTokens = large(), .completionTokens = large(), .bytesIn = large(), .bytesOut = large(),
                    .connectionsAccepted = large(), .retries = large(), .trafficDropped = large()};
        for (auto& count : s.totals.outcomes) count = large();
        s.journal = {one<JournalState>(4), error(), text(), small(), large(), {number()}, {number()}, time(), large(), large(), large(), small(), one<JournalTask>(5), large(), small()};
        return s;
    }
    Config config() {
        Config c = defaultConfig();
        c.upstreams = {{.name = text(), .enabled = flag(), .baseUrl = text(), .apiKeys = {text(), "***"}, .models = {text()}, .caFile = text(), .maxIdleConnections = number()}};
        c.aliases = {{text(), text()}};
        c.http.maxBody = {number()};
        c.retry.budgetPercent = static_cast<double>(number()) / 3;
        return c;
    }
    std::vector<Command> commands() {
        return {StartEngine{}, StopEngine{}, DrainEngine{}, RestartEngine{}, ReloadNow{}, GetConfig{large()}, ApplyConfig{large(), config(), text()}, ListRevisions{},
                QueryTraffic{large(), small()}, QueryTimeline{number(), number()}, QueryEvents{large(), small()}, CreateKey{text()},
                OpenWords{large()}, CloseWords{large()}, QueryWords{large(), small(), small()}, EditWords{large(), edits()},
                ImportWords{large(), text(), "\x00\x7f\x80\xff\xc3\x28", WordFileFormat::csv, word(), flag()}, ExportWords{large(), {small(), small()}, WordFileFormat::json},
                TryWords{large(), text(), WordScope::output}, TryMask{text(), {flag(), flag(), flag(), {text()}}}, DryRunWords{large(), flag(), text(), WordScope::input},
                DiffWords{large(), large(), small()}, ApplyWords{large(), text(), flag()}, RestoreWords{large(), text()}, ListWordRevisions{}, QueryWordHits{},
                CancelWords{large()},
                InitJournal{text(), text()}, UnlockJournal{text()}, LockJournal{text()}, ListJournalKeys{}, ListJournalSegments{},
                OpenJournalView{text(), time(), time(), text(), text(), text(), text(), {Outcome::cut, Outcome::filtered}, small()}, QueryJournal{text(), large(), -number(), small()},
                StopJournalView{text(), large()}, CloseJournalView{text(), large()}, ReadDialogue{text(), place(), place()}, RevealValue{text(), place(), text(), text()},
                VerifyJournal{text(), time(), time()}, ExportJournal{text(), large(), {number(), -number()}, JournalExportFormat::html}, ChangeJournalPassphrase{text(), text()},
                RotateJournalKey{text()}, ShredJournalSegment{text(), small(), text()}, ExportSegmentKey{text(), small(), text()}, QueryAudit{large(), small()}};
    }
    std::vector<Receipt> receipts() {
        return {Done{}, ConfigDocument{large(), config(), {text(), text()}}, Applied{large(), {{text(), text(), text()}}, flag()},
                ConfigRejected{{{text(), 3, 4, error()}}}, RevisionList{{{large(), time(), text(), text()}}}, TrafficPage{{record(), record()}, large(), flag()},
                Timeline{{sample(), {}}}, EventPage{{event()}}, CreatedKey{text(), text()},
                WordDraft{large(), large(), {wordList()}, large(), small(), 7}, WordPage{{word(), word()}, flag()}, WordsEdited{{problem()}, large()},
                WordImport{large(), large(), large(), large(), text(), WordFileFormat::txt, {problem()}, large(), {word()}, small(), small()},
                ExportedWords{text(), large()}, WordTrial{{{large(), large(), word(), 5, small(), text()}}, large(), text(), flag()},
                PiiTrial{{{large(), large(), PiiKind::card, text()}}, text()},
                DryRunReport{large(), large(), large(), large(), large(), large(), large(), {{word(), large(), large(), flag()}}, {{text(), large(), text(), text(), text(), small()}}, Milliseconds(5)},
                WordDiff{large(), large(), large(), {{word(), word()}}, {{wordList(), wordList()}}}, WordsApplied{large(), large(), large(), large()},
                WordRevisionList{{{large(), time(), text(), text(), large(), large(), large(), large()}}}, WordHits{{{small(), large()}}, time()},
                JournalKeys{{{text(), time(), flag()}}}, JournalSession{text(), Milliseconds(number())}, JournalSegments{{{small(), time(), {number()}, text(), flag(), flag()}}},
                JournalView{large()}, JournalPage{{entry(), entry()}, -number(), number(), flag(), flag(), large(), large(), {flaw()}}, dialogue(), RevealedValue{text()},
                JournalReport{large(), large(), {flaw()}, large(), large(), large(), place(), flag(), Milliseconds(number())}, JournalExport{text(), large()},
                JournalSegmentKey{text()}, AuditPage{{{large(), time(), text(), text(), text(), text()}}, flag(), large()}};
    }
    JournalPlace place() { return {small(), small()}; }
    JournalProblem flaw() { return {one<JournalFlaw>(10), small(), small(), text()}; }
    JournalEntryRow entry() {
        const JournalRow row{time(), text(), text(), text(), text(), text(), text(), flag(), flag(), static_cast<int>(number(600)), one<Outcome>(kOutcomes), one<CacheResult>(6),
                             Microseconds(number()), Microseconds(-1), {number()}, {number()}, small(), small(), small()};
        return {-number(), place(), place(), row, text()};
    }
    Dialogue dialogue() { return {entry(), {{text(), text(), text(), -1, flag()}}, {{text(), 503, text(), Microseconds(number()), Microseconds(number()), flag()}}, {}, {{text(), text()}}, text(), text()}; }
    Word word() { return {small(), 3, WordKind::regex, WordAction::mask, WordScope::input, flag(), flag(), text(), text(), text()}; }
    WordList wordList() { return {9, flag(), text(), text()}; }
    WordProblem problem() { return {large(), WordFlaw::badRegex, text(), text()}; }
    WordEdits edits() { return {{word(), word()}, {small()}, {wordList()}, {4}}; }

private:
    std::mt19937_64 m_random;
};

/// Every text made from `json` by taking out one piece or cutting it somewhere must be told from the whole or decode too.
template <class Decode>
void survives(const std::string& json, Decode decode) {
    for (std::size_t cut = 0; cut < json.size(); ++cut) {
        const auto result = decode(std::string_view(json).substr(0, cut));
        QVERIFY(!result);
        QCOMPARE(result.error().code, ErrorCode::badJson);
        QVERIFY(!result.error().cause.empty());
    }
    for (std::size_t at = 0; at < json.size(); ++at) {
        for (const char replacement : {'9', '"', '[', '{', '-', '\xff'}) {
            std::string damaged = json;
            damaged[at] = replacement;
            const auto result = decode(damaged);
            QVERIFY(result || result.error().code == ErrorCode::badJson);
        }
    }
}

}  // namespace

class TstWire : public QObject {
    Q_OBJECT
private slots:
    void valuesComeBackAsTheyWere() {
        for (unsigned seed = 0; seed < 50; ++seed) {
            Maker make(seed);
            const Snapshot snapshot = make.snapshot();
            QCOMPARE(wire::decodeSnapshot(wire::encode(snapshot)).value(), snapshot);
            const Event event = make.event();
            QCOMPARE(wire::decodeEvent(wire::encode(event)).value(), event);
            const Error error = make.error();
            QCOMPARE(wire::decodeError(wire::encode(error)).value(), error);
        }
        QCOMPARE(wire::decodeSnapshot(wire::encode(Snapshot{})).value(), Snapshot{});
    }
    void everyCommandComesBack() {
        for (unsigned seed = 0; seed < 10; ++seed) {
            const std::vector<Command> commands = Maker(seed).commands();
            QCOMPARE(commands.size(), std::variant_size_v<Command>);
            for (std::size_t i = 0; i < commands.size(); ++i) {
                const std::string json = wire::encode(commands[i]);
                const auto again = wire::decodeCommand(json);
                QVERIFY2(again, json.c_str());
                QCOMPARE(again->index(), i);
                QCOMPARE(wire::encode(*again), json);
            }
            const auto apply = wire::decodeCommand(wire::encode(commands[6]));
            QCOMPARE(std::get<ApplyConfig>(*apply).config, std::get<ApplyConfig>(commands[6]).config);
            // a file of words is octets, whatever they mean
            const auto file = wire::decodeCommand(wire::encode(commands[16]));
            QCOMPARE(std::get<ImportWords>(*file).content, std::get<ImportWords>(commands[16]).content);
        }
    }
    void everyReceiptComesBack() {
        for (unsigned seed = 0; seed < 10; ++seed) {
            const std::vector<Receipt> receipts = Maker(seed).receipts();
            QCOMPARE(receipts.size(), std::variant_size_v<Receipt>);
            for (std::size_t i = 0; i < receipts.size(); ++i) {
                const std::string json = wire::encode(receipts[i]);
                const auto again = wire::decodeReceipt(json);
                QVERIFY2(again, json.c_str());
                QCOMPARE(again->index(), i);
                QCOMPARE(wire::encode(*again), json);
            }
            const auto page = wire::decodeReceipt(wire::encode(receipts[5]));
            QCOMPARE(std::get<TrafficPage>(*page).records, std::get<TrafficPage>(receipts[5]).records);
        }
    }
    void everyErrorCodeAndEventKindHasAName() {
        for (int i = 0; i <= static_cast<int>(ErrorCode::internal); ++i) {
            const Error error = makeError(static_cast<ErrorCode>(i), {"a", "b"});
            QCOMPARE(wire::decodeError(wire::encode(error)).value(), error);
        }
        for (int i = 0; i <= static_cast<int>(EventKind::wordsRejected); ++i) {
            const Event event{.kind = static_cast<EventKind>(i)};
            QCOMPARE(wire::decodeEvent(wire::encode(event)).value(), event);
        }
    }
    void unknownMembersAreIgnoredAndAbsentOnesHaveTheirDefault() {
        const auto snapshot = wire::decodeSnapshot(R"({"state":"running","from_the_future":{"a":[1,2]},"workers":[{"id":3,"mood":"good"}],"totals":null})");
        QVERIFY(snapshot.has_value());
        QCOMPARE(snapshot->state, EngineState::running);
        QCOMPARE(snapshot->workers.at(0).id, 3);
        QCOMPARE(snapshot->cacheEntries, std::int64_t{-1});
        QCOMPARE(wire::decodeError(R"({"code":"from_the_future"})").value().code, ErrorCode::internal);
        // An engine that knows more outcomes than we do.
        QCOMPARE(wire::decodeSnapshot(R"({"totals":{"outcomes":[1,2,3,4,5,6,7,8,9,10,11]}})").value().totals.outcomes[8], std::uint64_t{9});
    }
    void saysWhereTheMistakeIs_data() {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("cause");
        QTest::newRow("no json") << QByteArray("{") << "it is not JSON";
        QTest::newRow("no object") << QByteArray("[]") << "expected an object";
        QTest::newRow("type") << QByteArray(R"({"version":5})") << "version: expected a text";
        QTest::newRow("in a list") << QByteArray(R"({"workers":[{},{"id":"x"}]})") << "workers[1].id: expected a whole number";
        QTest::newRow("in an optional") << QByteArray(R"({"failure":{"code":7}})") << "failure.code: expected a text";
        QTest::newRow("range") << QByteArray(R"({"workers":[{"id":5000000000}]})") << "workers[0].id: the number is out of range";
        QTest::newRow("negative") << QByteArray(R"({"sequence":-1})") << "sequence: the number is out of range";
        QTest::newRow("name") << QByteArray(R"({"state":"dreaming"})") << "state: unknown name";
        QTest::newRow("pair") << QByteArray(R"({"recent":[{"latency":[[1]]}]})") << "recent[0].latency[0]: expected a list of two";
    }
    void saysWhereTheMistakeIs() {
        QFETCH(QByteArray, json);
        const auto snapshot = wire::decodeSnapshot(json.toStdString());
        QVERIFY(!snapshot);
        QCOMPARE(snapshot.error().code, ErrorCode::badJson);
        QTEST(QString::fromStdString(snapshot.error().cause), "cause");
    }
    void commandsNeedAKnownName() {
        QCOMPARE(wire::decodeCommand("{}").error().cause, std::string("command: expected a name"));
        QCOMPARE(wire::decodeCommand(R"({"command":"explode"})").error().cause, std::string("command: unknown name explode"));
        QCOMPARE(wire::decodeCommand(R"({"command":"apply_config","config":{"admin":{"port":70000}}})").error().cause,
                 std::string("config.admin.port: the number is out of range"));
        QCOMPARE(wire::decodeCommand(R"({"command":"apply_config","config":{"upstreams":{}}})").error().cause, std::string("config.upstreams: expected a list"));
        QVERIFY(wire::decodeCommand(R"({"command":"apply_config","config":{"admin":{"port":-1}}})").error().code == ErrorCode::badJson);
    }
    void theWireFormOfAConfigIsAConfigFile() {
        Config config = defaultConfig();
        config.upstreams = {{.name = "a", .baseUrl = "https://a.example/v1", .apiKeys = {"env:A"}}};
        const std::string json = wire::encode(Receipt(ConfigDocument{1, config}));
        const QJsonObject document = QJsonDocument::fromJson(QByteArray::fromStdString(json)).object();
        const LoadedConfig loaded = loadConfig(QJsonDocument(document["config"].toObject()).toJson(QJsonDocument::Compact).toStdString());
        QVERIFY(loaded.problems.empty());
        QCOMPARE(loaded.config, config);
    }
    void damagedTextsAreErrorsNeverExceptions() {
        Maker make(7);
        survives(wire::encode(make.commands().at(6)), wire::decodeCommand);
        survives(wire::encode(Receipt(ConfigRejected{{{"p", 1, 2, make.error()}}})), wire::decodeReceipt);
        survives(wire::encode(make.event()), wire::decodeEvent);
        Snapshot snapshot = make.snapshot();
        snapshot.recent.resize(1);
        survives(wire::encode(snapshot), wire::decodeSnapshot);
        QVERIFY(!wire::decodeSnapshot(std::string(2'000'000, '[')));
    }
    void brokenUtf8IsReplacedNotThrown() {
        const auto again = wire::decodeEvent(wire::encode(Event{.args = {"a\xff z"}}));
        QCOMPARE(again.value().args.at(0), std::string("a\xEF\xBF\xBD z"));
    }
};

MIRROR_TEST(TstWire, tst_wire)
#include "tst_wire.moc"
