#pragma once

namespace mirror::engine {

/// Settings of the process as a whole, made once by the first engine: how malloc gives memory back (the default hands small pieces of a
/// worker's heap to the system and takes them back hundreds of times a second), writes to closed sockets as errors instead of signals, as many
/// descriptors as the system allows, and no core files, which would hold keys and prompts.
void tuneProcess();

}  // namespace mirror::engine
