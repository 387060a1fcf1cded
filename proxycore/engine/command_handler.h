#pragma once
#include <functional>

#include "engine/supervisor.h"

namespace mirror::engine {

/// Carries out one command on the control thread; one function each. `done` is called once, for some commands only when the state they lead to is
/// reached.
void handleCommand(Supervisor& supervisor, Command command, const std::function<void(Result<Receipt>)>& done);

}  // namespace mirror::engine
