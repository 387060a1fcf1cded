#!/usr/bin/env python3
"""Prints COUNT different words of two to six Han characters, one a line, the same ones on every machine; like conf/words1000.txt, only longer."""
import random
import sys

chance = random.Random(20261123)
words = {}
while len(words) < int(sys.argv[1]):
    words[''.join(chr(chance.randrange(0x4E00, 0x9FA6)) for _ in range(chance.randint(2, 6)))] = None
print('\n'.join(words))
