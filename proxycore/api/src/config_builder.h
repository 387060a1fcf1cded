#pragma once
#include <map>
#include <string>

#include "field_path.h"
#include "proxycore/api/config_io.h"
#include "yaml_tree.h"

namespace mirror::fields {

/// Builds a LoadedConfig in the order of precedence: built-in defaults, then the file, then the environment, then
/// overrides, then the rules over several fields. Lives for one loadConfig.
class ConfigBuilder {
public:
    ConfigBuilder();
    void readFile(std::string_view yaml);
    void readEnvironment(const Environment& environment);
    void readOverrides(const Overrides& overrides);
    /// Adds the problems of validateConfig, each at the place in the file it came from.
    void validate();
    LoadedConfig take() { return std::move(m_out); }

private:
    struct Place {
        int line = 0;
        int column = 0;
    };

    void readRoot(const YamlNode& root);
    void readEntry(const std::string& name, const YamlMember& entry);
    void readList(const ListInfo& list, const YamlNode& node);
    void readMembers(const std::string& genericPrefix, const std::string& prefix, std::size_t index, const YamlNode& map);
    void readField(const FieldInfo& field, std::size_t index, const YamlNode& node);
    /// The key of a member, or empty after reporting that it is no text or was there before.
    std::string keyOf(const YamlMember& member, const std::string& prefix, std::map<std::string, int>& seen);
    /// One value from outside the file; grows a list by one element if need be.
    void assign(const FieldPlace& place, std::string_view text, ValueSource source, const std::string& origin);

    void report(const std::string& path, Place place, Error error);
    void reportValue(const std::string& path, const YamlNode& node, std::string reason);
    void reportUnknown(const std::string& path, Place place, std::string_view name, const std::vector<std::string>& known);
    /// Where `path` or the nearest thing around it stands in the file.
    Place placeOf(const std::string& path) const;
    /// Whether a problem of this field or of what it lies in was reported already: rules over several fields do not repeat it,
    /// and do not complain about the defaults that stand in for what could not be read.
    bool isReported(const std::string& path) const;

    LoadedConfig m_out;
    std::map<std::string, Place> m_places;
};

/// The value a YAML node gives to a field, or what is wrong with it.
Result<FieldValue> valueFrom(const FieldInfo& field, const YamlNode& node);

}  // namespace mirror::fields
