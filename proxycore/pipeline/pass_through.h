#pragma once
#include "pipeline/context.h"
#include "pipeline/runtime.h"

namespace mirror::pipeline {

/// Images, audio, files, batches, moderations: bodies go both ways as they come, nothing is buffered or stored. The first ready candidate
/// is asked once; a body that has been taken cannot be sent again.
base::Task<void> passThrough(Context& context, const Runtime& runtime, exchange::Exchange& exchange);

}  // namespace mirror::pipeline
