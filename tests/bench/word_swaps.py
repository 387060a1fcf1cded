#!/usr/bin/env python3
"""Requests through a mirror whose word list comes into force anew every second, beside the same load without.

    tests/bench/word_swaps.py MIRRORDESKD HTTP_LOAD MOCK_UPSTREAM WORDS [--secs 8] [--rounds 3] [--conns 64] [--workers 1]

MIRRORDESKD is a release build; HTTP_LOAD and MOCK_UPSTREAM are compiled by run.sh (in build/bench); WORDS is a list, e.g. of make_words.py 100000. A swap is what an operator does: one word edited, the draft
applied, over the admin API. Every request must be answered with 200; the last line says how many were not."""
import argparse
import json
import pathlib
import subprocess
import tempfile
import threading
import time
import urllib.error
import urllib.request

HERE = pathlib.Path(__file__).parent
PORT, ADMIN, UPSTREAM = 18401, 18481, 18491
CONFIG = """listeners: [{{name: plain, address: 127.0.0.1, port: {port}}}]
admin: {{address: 127.0.0.1, port: {admin}}}
http: {{keep_alive: 300s, requests_per_connection: 10000000, gzip_answers: false}}
workers: {{count: {workers}}}
upstreams:
  - {{name: mock, base_url: "http://127.0.0.1:{upstream}/v1", api_keys: [sk-upstream-0123456789abcdef], max_idle_connections: 512, idle_connection: 300s}}
log: {{level: warn}}
"""


class Mirror:
    def __init__(self, daemon, workers, words):
        self.folder = tempfile.TemporaryDirectory(prefix="word-swaps.")
        profile = self.folder.name
        config = pathlib.Path(profile, "mirrordesk.yaml")
        config.write_text(CONFIG.format(port=PORT, admin=ADMIN, upstream=UPSTREAM, workers=workers))
        config.chmod(0o600)
        made = subprocess.run([daemon, "key", "add", "--name", "bench", "--profile", profile], capture_output=True, text=True, check=True).stdout
        self.key = next(word for word in made.split() if word.startswith("sk-mirror-"))
        subprocess.run([daemon, "words", "import", words, "--profile", profile], stdout=subprocess.DEVNULL, check=True)
        self.process = subprocess.Popen([daemon, "--profile", profile], stdout=subprocess.DEVNULL)
        self.token = pathlib.Path(profile, "admin.token").read_text().strip()
        self.wait()

    def wait(self):
        for _ in range(200):
            try:
                return urllib.request.urlopen(f"http://127.0.0.1:{ADMIN}/ready")
            except (urllib.error.URLError, ConnectionError):
                time.sleep(0.05)
        raise SystemExit("the mirror is not ready")

    def command(self, name, **members):
        fields = {"Authorization": "Bearer " + self.token, "Content-Type": "application/json"}
        body = json.dumps({"command": name, **members}).encode()
        return json.load(urllib.request.urlopen(urllib.request.Request(f"http://127.0.0.1:{ADMIN}/admin/v1/commands", body, fields)))

    def resident_mib(self):
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1]) // 1024

    def end(self):
        self.process.terminate()
        self.process.wait()
        self.folder.cleanup()


class Swaps:
    """One a second on a thread of its own, until stopped."""

    def __init__(self, mirror):
        self.mirror, self.took, self.stopped = mirror, [], threading.Event()
        self.draft = mirror.command("open_words", revision=0)["draft"]
        self.thread = threading.Thread(target=self.run)
        self.thread.start()

    def run(self):
        while not self.stopped.is_set():
            begun = time.monotonic()
            word = {"id": 900_000, "list": 1, "text": f"换词{time.monotonic_ns()}号", "kind": "word", "action": "block", "scope": "both", "enabled": True, "exact": False, "category": "", "note": ""}
            self.mirror.command("edit_words", draft=self.draft, edits={"put": [word], "remove": [], "put_lists": [], "remove_lists": []})
            self.mirror.command("apply_words", draft=self.draft, note="", rebase=False)
            self.took.append(time.monotonic() - begun)
            self.stopped.wait(max(0.0, 1 - self.took[-1]))

    def stop(self):
        self.stopped.set()
        self.thread.join()
        self.mirror.command("close_words", draft=self.draft)


def load(options, mirror):
    command = [options.load, "--port", str(PORT), "--conns", str(options.conns), "--secs", str(options.secs), "--body", str(HERE / "body.json"), "--path", "/v1/chat/completions",
               "--header", "Authorization: Bearer " + mirror.key]
    return json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout) | {"rss_mib": mirror.resident_mib()}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("daemon", "load", "mock", "words"):
        parser.add_argument(name)
    for name, value in (("--secs", 8), ("--rounds", 3), ("--conns", 64), ("--workers", 1)):
        parser.add_argument(name, type=int, default=value)
    options = parser.parse_args()
    mirror = Mirror(options.daemon, options.workers, options.words)
    mock = subprocess.Popen([options.mock, "--port", str(UPSTREAM)], stdout=subprocess.DEVNULL)
    lost = 0
    try:
        load(options, mirror)  # warm
        for _ in range(options.rounds):
            still = load(options, mirror)
            swaps = Swaps(mirror)
            swapped = load(options, mirror)
            swaps.stop()
            lost += still["bad"] + swapped["bad"]
            print(json.dumps({"still": still, "swaps": swapped | {"count": len(swaps.took), "edit_and_apply_s": round(max(swaps.took), 2)}}), flush=True)
    finally:
        mirror.end()
        mock.terminate()
        mock.wait()
    print(f"requests lost: {lost}")
    return 0 if lost == 0 else 1


if __name__ == "__main__":
    raise SystemExit(main())
