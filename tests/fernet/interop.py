#!/usr/bin/python3
"""Opens our Fernet tokens with Debian's python3-cryptography and its tokens with ours.

    interop.py FERNET_TOOL [--tokens 300] [--seed 1]

Texts are 0 bytes to 1 MiB long, as many short as long ones by orders of magnitude. Each token is also cut, changed
and decorated in ways a strict reader refuses, which ours must do, whatever Python's does.
"""
import argparse
import base64
import random
import subprocess
import sys
import time

try:
    from cryptography import __version__ as LIBRARY
    from cryptography.fernet import Fernet, InvalidToken
except ImportError:
    sys.exit("interop.py: needs python3-cryptography; run tests/setup.sh")

MIB = 1 << 20
EDGES = [0, 1, 15, 16, 17, 31, 32, 33, 47, 48, 4095, 4096, MIB - 1, MIB]


class Tool:
    """Our side, as a process that answers a line with a line."""

    def __init__(self, program):
        self.process = subprocess.Popen([program], stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def ask(self, *words):
        self.process.stdin.write(b" ".join(words) + b"\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        if not answer.endswith(b"\n"):
            sys.exit(f"interop.py: the tool ended ({self.process.wait()})")
        return answer[:-1]

    def seal(self, key, text):
        return self.ask(b"seal", key, base64.urlsafe_b64encode(text))

    def open(self, key, token):
        answer = self.ask(b"open", key, token)
        return base64.urlsafe_b64decode(answer[3:]) if answer.startswith(b"ok ") else None

    def close(self):
        self.process.stdin.close()
        return self.process.wait()


def lengths(rng, count):
    """Edges first, then any order of magnitude alike."""
    for i in range(count):
        yield EDGES[i] if i < len(EDGES) else int(2 ** rng.uniform(0, 20))


def require(condition, what, *details):
    if not condition:
        sys.exit(f"interop.py: {what} {' '.join(map(repr, details))[:400]}")


def exchange(tool, rng, length):
    """One token each way."""
    key, text = Fernet.generate_key(), rng.randbytes(length)
    ours = tool.seal(key, text)
    require(Fernet(key).decrypt(ours) == text, "Python reads another text", length)
    require(abs(Fernet(key).extract_timestamp(ours) - time.time()) < 60, "the time in our token is wrong", ours[:32])
    theirs = Fernet(key).encrypt(text)
    require(tool.open(key, theirs) == text, "we read another text", length)
    require(len(ours) == len(theirs), "the tokens differ in length", length)
    return key, theirs


def spoiled(rng, key, token):
    """What no strict reader takes, with what it is."""
    at = rng.randrange(len(token))
    symbol = rng.choice(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".replace(token[at : at + 1], b""))
    yield "a changed symbol", key, token[:at] + bytes([symbol]) + token[at + 1 :]
    yield "a cut", key, token[:at]
    yield "a symbol of the other alphabet", key, token[:at] + rng.choice([b"+", b"/"]) + token[at + 1 :]
    yield "white space inside", key, token[:at] + b" " + token[at:]
    yield "white space behind", key, token + b" "
    yield "a carriage return", key, token + b"\r"
    yield "text behind", key, token + b"AAAA"
    yield "padding behind", key, token + b"===="
    yield "another key", Fernet.generate_key(), token
    padding = len(token) - len(token.rstrip(b"="))
    if padding:
        yield "no padding", key, token.rstrip(b"=")
        last = len(token) - padding - 1
        alphabet = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
        free_bit = alphabet[alphabet.index(token[last : last + 1]) | 1]
        yield "bits that carry nothing", key, token[:last] + bytes([free_bit]) + token[last + 1 :]
    now = int(time.time())
    yield "from the future", key, Fernet(key).encrypt_at_time(b"text", now + 3600)


def refusals(tool, rng, key, token, taken_by_python):
    for what, other_key, other in spoiled(rng, key, token):
        require(tool.open(other_key, other) is None, f"we take {what}", other[-64:])
        try:
            Fernet(other_key).decrypt(other)
            taken_by_python[what] = taken_by_python.get(what, 0) + 1
        except InvalidToken:
            pass


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tool")
    parser.add_argument("--tokens", type=int, default=300, help="each way (300)")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    tool = Tool(options.tool)
    taken_by_python, refused, octets, begun = {}, 0, 0, time.monotonic()
    for number, length in enumerate(lengths(rng, options.tokens)):
        key, token = exchange(tool, rng, length)
        octets += length
        if length <= 4096:
            refusals(tool, rng, key, token, taken_by_python)
            refused += 1
    require(tool.close() == 0, "the tool failed")
    print(f"cryptography {LIBRARY}: {options.tokens} tokens each way, {octets / MIB:.0f} MiB of text, "
          f"{refused} of them spoiled in a dozen ways and refused, {time.monotonic() - begun:.1f} s")
    print("taken by Python and refused by us:", ", ".join(sorted(taken_by_python)) or "nothing")


main()
