#pragma once

namespace mirror::ui {

class EngineLink;
class MainWindow;
class PassphraseMemory;

/// Makes every page of the console, in the order of the rail, and gives them to the window. `memory` keeps the journal's passphrase and outlives the window; null: none.
void addAllPages(MainWindow& window, EngineLink& link, PassphraseMemory* memory = nullptr);

}  // namespace mirror::ui
