#pragma once
#include <string>
#include <string_view>

#include "proxycore/api/command.h"
#include "proxycore/api/result.h"

/// JSON wire form of everything that crosses the admin API; decode(encode(x)) == x. Times are Unix milliseconds,
/// durations integers with the unit in the member's name (_us, _ms). Unknown members are ignored on decoding, so an older
/// console can read a newer engine.
namespace mirror::wire {

std::string encode(const Snapshot& snapshot);
std::string encode(const Command& command);
std::string encode(const Receipt& receipt);
std::string encode(const Event& event);
std::string encode(const Error& error);

Result<Snapshot> decodeSnapshot(std::string_view json);
Result<Command> decodeCommand(std::string_view json);
Result<Receipt> decodeReceipt(std::string_view json);
Result<Event> decodeEvent(std::string_view json);
Result<Error> decodeError(std::string_view json);

}  // namespace mirror::wire
