// Nothing: a target needs a source to have a precompiled header (tests/CMakeLists.txt).
