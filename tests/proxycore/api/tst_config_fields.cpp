#include <set>

#include "proxycore/api/config_fields.h"
#include "proxycore/api/src/field_path.h"
#include "support/run_test.h"

using namespace mirror;

class TstConfigFields : public QObject {
    Q_OBJECT
private slots:
    void everyRowIsUniqueExplainedAndInASection() {
        std::set<std::string_view> paths;
        for (const FieldInfo& field : fieldTable()) {
            QVERIFY2(paths.insert(field.path).second, field.path.data());
            QVERIFY2(!field.label.empty() && field.help.size() > 15 && field.help.ends_with('.'), field.path.data());
            const auto sections = sectionTable();
            QVERIFY(std::any_of(sections.begin(), sections.end(), [&](const SectionInfo& s) { return field.path.starts_with(s.path); }));
            QCOMPARE(field.type == FieldType::choice, !field.choices.empty());
            QCOMPARE(field.secret, field.type == FieldType::secretList);
        }
    }
    void setReachesTheMemberThatGetReads() {
        for (const FieldInfo& field : fieldTable()) {
            Config config = defaultConfig();
            if (const ListInfo* list = fields::listOf(field)) list->resize(config, 2);
            const Config untouched = config;
            const std::size_t index = fields::listOf(field) != nullptr ? 1 : 0;
            FieldValue value = field.get(config, index);
            if (auto* flag = std::get_if<bool>(&value)) *flag = !*flag;
            if (auto* number = std::get_if<std::int64_t>(&value)) *number += 1;
            if (auto* real = std::get_if<double>(&value)) *real += 0.5;
            if (auto* text = std::get_if<std::string>(&value)) *text += "x";
            if (auto* list = std::get_if<std::vector<std::string>>(&value)) list->push_back("x");
            field.set(config, index, value);
            QVERIFY2(field.get(config, index) == value, field.path.data());
            // ... and no other member than this one.
            const auto changes = diffConfig(untouched, config);
            QCOMPARE(changes.size(), std::size_t{1});
            QCOMPARE(changes[0].path, fields::concretePath(field, index));
        }
    }
    void theDefaultsAreAllowed() {
        const Config config = defaultConfig();
        for (const FieldInfo& field : fieldTable()) {
            const ListInfo* list = fields::listOf(field);
            for (std::size_t i = 0; i < (list != nullptr ? list->size(config) : 1); ++i) QVERIFY2(checkValue(field, field.get(config, i)), field.path.data());
        }
    }
    void theTableHasARowForEveryMemberOfConfig() {
        // Sizes of the structs: a member without a row changes one of them, and whoever adds it comes by here.
        const auto rowsOf = [](std::string_view prefix) {
            const auto table = fieldTable();
            return std::count_if(table.begin(), table.end(), [&](const FieldInfo& f) { return f.path.starts_with(prefix); });
        };
        [[maybe_unused]] const auto [l1, l2, l3, l4, l5, l6, l7] = ListenerConfig{};
        [[maybe_unused]] const auto [a1, a2, a3, a4, a5, a6] = AdminConfig{};
        [[maybe_unused]] const auto [t1, t2, t3, t4, t5, t6, t7] = TimeoutsConfig{};
        [[maybe_unused]] const auto [r1, r2, r3, r4, r5] = RetryConfig{};
        [[maybe_unused]] const auto [u1, u2, u3, u4, u5, u6, u7, u8, u9] = UpstreamConfig{};
        [[maybe_unused]] const auto [h1, h2, h3, h4, h5, h6, h7, h8, h9, h10, h11, h12, h13, h14, h15, h16, h17, h18, h19] = HttpConfig{};
        [[maybe_unused]] const auto [j1, j2, j3, j4, j5, j6, j7, j8, j9, j10, j11] = JournalConfig{};
        QCOMPARE(rowsOf("journal."), 11);
        QCOMPARE(rowsOf("listeners[]."), 7);
        QCOMPARE(rowsOf("admin."), 6);
        QCOMPARE(rowsOf("timeouts."), 7);
        QCOMPARE(rowsOf("retry."), 5);
        QCOMPARE(rowsOf("upstreams[]."), 9);
        QCOMPARE(rowsOf("http."), 19);
        QCOMPARE(rowsOf("workers."), 3);
        QCOMPARE(rowsOf("auth."), 1);
        QCOMPARE(rowsOf("aliases[]."), 2);
        QCOMPARE(rowsOf("log."), 3);
    }
    void findsRowsByGenericAndConcretePath() {
        QCOMPARE(findField("upstreams[2].name"), findField("upstreams[].name"));
        QVERIFY(findField("upstreams[2].name") != nullptr);
        for (const char* path : {"", "upstreams", "upstreams.name", "upstreams[x].name", "upstreams[-1].name", "timeouts", "timeouts.", "]a[.name"})
            QVERIFY2(findField(path) == nullptr, path);
    }
    void listsGrowShrinkAndErase() {
        for (const ListInfo& list : listTable()) {
            Config config;
            list.resize(config, 3);
            QCOMPARE(list.size(config), std::size_t{3});
            const FieldInfo& title = *findField(list.titleField);
            for (std::size_t i = 0; i < 3; ++i) title.set(config, i, std::string(1, static_cast<char>('a' + i)));
            list.erase(config, 1);
            list.erase(config, 9);  // no such element: nothing
            QCOMPARE(list.size(config), std::size_t{2});
            QCOMPARE(std::get<std::string>(title.get(config, 1)), std::string("c"));
        }
    }
    void environmentNamesComeBack() {
        for (const FieldInfo& field : fieldTable()) {
            const auto place = fields::parseEnvironmentName(fields::environmentName(field, "12"));
            QVERIFY2(place && place->field == &field, field.path.data());
            QCOMPARE(place->index, fields::listOf(field) != nullptr ? std::size_t{12} : std::size_t{0});
        }
        QCOMPARE(fields::environmentName(*findField("upstreams[].base_url"), "0"), std::string("MIRROR_UPSTREAMS_0_BASE_URL"));
    }
    void namesWithASlipOfTheFingerAreNear() {
        const std::vector<std::string> names{"connect", "headers", "idle", "total"};
        QCOMPARE(fields::nearestName("conect", names), std::string("connect"));
        QCOMPARE(fields::nearestName("heders", names), std::string("headers"));
        QCOMPARE(fields::nearestName("zzzzzzzz", names), std::string());
        QCOMPARE(fields::editDistance("kitten", "sitting"), std::size_t{3});
    }
};

MIRROR_TEST(TstConfigFields, tst_config_fields)
#include "tst_config_fields.moc"
