#include "filter/dry_run.h"

namespace mirror::filter {

Result<DryRunReport> dryRun(const Ruleset&, const WordBook&, const Ruleset*, const DryRunWords&, const Progress&) { return DryRunReport{}; }
std::span<const InnocentText> innocentTexts() { return {}; }

}  // namespace mirror::filter
