#pragma once
#include <QtTest/QtTest>

/// Ends a tst_*.cpp: the function through which the room's test program runs this class. `function` is the file's name.
#define MIRROR_TEST(Class, function)                \
    int run_##function(int argc, char** argv);      \
    int run_##function(int argc, char** argv) {     \
        Class test;                                 \
        return QTest::qExec(&test, argc, argv);     \
    }
