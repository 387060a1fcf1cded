#include "support/run_test.h"  // first: moc 6.4 does not parse <concepts> when it comes upon it before Qt

#include "admin/config_edit.h"

using namespace mirror;
using namespace mirror::admin;

namespace {
Result<ConfigEdit> read(const char* type, std::string body, const char* ifMatch = "") {
    return readConfigEdit({.method = "PUT", .ifMatch = ifMatch, .contentType = type, .body = std::move(body)});
}
}  // namespace

class TstConfigEdit : public QObject {
    Q_OBJECT
private slots:
    void takesYamlUnderEachOfItsNames() {
        for (const char* type : {"application/yaml", "application/x-yaml", "text/yaml", "text/x-yaml", "APPLICATION/YAML ; charset=utf-8"}) {
            const auto edit = read(type, "http: {}\n", " \"12\" ");
            QVERIFY2(edit, type);
            QCOMPARE(edit->yaml, std::string("http: {}\n"));
            QCOMPARE(edit->revision.value(), 12u);
        }
        QVERIFY(!read("application/yaml", "http: {}\n")->revision);
    }
    void takesJsonWithARevisionInEitherPlace() {
        QCOMPARE(read("application/json", R"({"yaml":"a","revision":3})")->revision.value(), 3u);
        QCOMPARE(read("", R"({"yaml":"a"})", "\"4\"")->revision.value(), 4u);
        QCOMPARE(read("", R"({"yaml":"a","revision":4})", "\"4\"")->revision.value(), 4u);
        QCOMPARE(read("", R"({"yaml":"a","note":"why"})")->note, std::string("why"));
        QVERIFY(!read("", R"({"yaml":"a"})")->revision);
    }
    void takesOnlyOneStrongEntityTag() {
        for (const char* tag : {"7", "\"\"", "\"x\"", "W/\"7\"", "*", "\"7\", \"8\"", "\"-7\"", "\"7", "\""})
            QCOMPARE(read("application/yaml", "a", tag).error().code, ErrorCode::configValue);
    }
    void refusesMembersOfAWrongType() {
        for (const char* body : {R"({})", R"({"yaml":null})", R"({"yaml":"a","note":1})", R"({"yaml":"a","revision":"3"})", R"({"yaml":"a","revision":-1})", R"({"yaml":"a","revision":1.5})"})
            QCOMPARE(read("application/json", body).error().code, ErrorCode::configValue);
    }
    void forgivesMaskedSecretsAndNothingElse() {
        Config config = defaultConfig();
        config.upstreams = {{.name = "a", .baseUrl = "https://a.example/v1", .apiKeys = {"***"}}};
        QVERIFY(loadEdit(saveConfig(config, false)).problems.empty());
        config.upstreams[0].apiKeys = {"***", "has a blank"};
        const auto blank = loadEdit(saveConfig(config, false)).problems;
        QCOMPARE(blank.size(), 1u);
        QVERIFY(blank[0].error.args.at(1).find("***") == std::string::npos);
        QVERIFY(blank[0].line > 0);
        config.upstreams[0] = {.name = "***", .baseUrl = "https://a.example/v1", .apiKeys = {"***"}};
        QCOMPARE(loadEdit(saveConfig(config, false)).problems.size(), 1u);
        QVERIFY(!loadEdit("http: [").problems.empty());
    }
    void refusesJsonCutAnywhere() {
        const std::string whole = R"({"yaml":"a: 1\n","revision":3,"note":"n"})";
        for (std::size_t length = 0; length < whole.size(); ++length)
            QCOMPARE(read("application/json", whole.substr(0, length)).error().code, ErrorCode::badJson);
        QVERIFY(read("application/json", whole));
        QCOMPARE(read("application/json", std::string(100'000, '[')).error().code, ErrorCode::badJson);
    }
};

MIRROR_TEST(TstConfigEdit, tst_config_edit)
#include "tst_config_edit.moc"
