#pragma once
#include <QString>

#include "proxycore/api/event.h"
#include "proxycore/api/snapshot.h"

/// Sentences for people, made from codes and arguments in the language of the window. The only place of the console
/// where errors become words.
namespace mirror::ui {

/// One whole sentence, with the technical cause in brackets when there is one. Plain text.
QString errorText(const Error& error);
/// The same for a name as traffic records carry it ("upstream_reset"), without arguments; empty for an empty name.
QString errorNameText(const std::string& name);
/// What happened, for the message bar and the list of events.
QString eventText(const Event& event);
/// "Running", "Stopped" ...
QString engineStateText(EngineState state);
/// Two sentences one after the other, with a space only where the script has one.
QString sentences(const QString& first, const QString& second);
/// Text that came from outside, fit for a label: control, bidi and zero-width characters are made visible.
QString foreignText(const std::string& text);

}  // namespace mirror::ui
