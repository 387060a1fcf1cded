#pragma once

namespace mirror::ui {

class EngineLink;
class MainWindow;

/// Makes every page of the console, in the order of the rail, and gives them to the window.
void addAllPages(MainWindow& window, EngineLink& link);

}  // namespace mirror::ui
