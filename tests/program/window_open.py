#!/usr/bin/env python3
"""What an open window costs the engine: the same streams through mirrordeskd and through mirrordesk with its Dashboard on the screen.

  window_open.py MIRRORDESK MIRRORDESKD [--rounds 5] [--secs 5] [--streams 200] [--delay-ms 10,1] [--pin]

Both take turns, round by round, each time freshly started in the same profile with one worker; sse_load and mock_upstream of tests/bench are
the client and the upstream, Xvfb and openbox the screen. At 10 ms between events the load is given (200 streams: 20,000 events/s) and CPU is
what to compare; at 1 ms it is more than anybody can take and events/s are. With --pin the program has core 0 and everything else core 1.

events/s     medians, and their ratio window / headless (wanted: >= 0.97)
us/event     CPU of the whole program an event
delay        from the upstream's sending to the client's reading, p50 and p99
gap          the longest time in which the event loop of the window did not turn while the load ran (wanted: < 100 ms)
GUI          CPU of the window's thread, of one core
paint        from start to the first paint (wanted: < 800 ms)
Use release builds and a machine with nothing else to do. Ends only what it started."""
import argparse
import json
import os
import statistics
import subprocess
import tempfile
import time

from desktop import Desktop
from processes import Mirror, Processes, accepts, console_environment, free_ports, wait_for

HERE = os.path.dirname(os.path.abspath(__file__))
BENCH = os.path.join(HERE, '..', 'bench')


def build(folder):
    for name in ('mock_upstream', 'sse_load'):
        subprocess.run(['g++', '-std=c++20', '-O2', '-march=x86-64-v2', '-o', os.path.join(folder, name), os.path.join(BENCH, name + '.cpp')], check=True)


def on_cpu_ns(pid, task=None):
    """CPU time of a process, or of one of its threads."""
    total = 0
    for each in [task] if task else os.listdir(f'/proc/{pid}/task'):
        try:
            with open(f'/proc/{pid}/task/{each}/schedstat') as file:
                total += int(file.read().split()[0])
        except OSError:
            pass  # the thread has ended
    return total


class Probe:
    """What --freeze-probe has written; see app/console/freeze_probe.h."""

    def __init__(self, path):
        with open(path) as file:
            self.lines = [line.split() for line in file if line.endswith('\n')]

    def first_paint(self):
        return next((float(words[1]) for words in self.lines if words[0] == 'paint'), None)

    def last_line(self):
        """When the newest line was written; 0 without one."""
        return max((float(words[1]) for words in self.lines if words[0] == 'gap'), default=0)

    def longest_gap(self, begun, ended):
        """Of the seconds that lie wholly or partly between two times (milliseconds of CLOCK_MONOTONIC)."""
        gaps = [float(words[2]) for words in self.lines if words[0] == 'gap' and begun <= float(words[1]) <= ended + 1000]
        return max(gaps)


class Comparison:
    def __init__(self, options, processes, desktop, folder, mirror, upstream_port):
        self.options, self.processes, self.desktop, self.folder, self.mirror, self.upstream_port = \
            options, processes, desktop, folder, mirror, upstream_port
        self.environment = console_environment(desktop, folder)

    def pinned(self, core, command):
        return (['taskset', '-c', str(core)] if self.options.pin else []) + command

    def measure(self, has_window):
        """One round: figures by name."""
        probe = os.path.join(self.folder, 'probe')
        arguments = self.mirror.arguments('workers.count=1', 'http.requests_per_connection=10000000', 'log.level=warn')
        program = [self.options.mirrordesk, '--freeze-probe', probe, '--theme', 'light', '--lang', 'en'] if has_window else [self.options.mirrordeskd]
        begun = time.monotonic() * 1e3
        process = self.processes.start(self.pinned(0, program + arguments), env=self.environment)
        try:
            wait_for('GET /health', lambda: process.poll() is None and self.mirror.is_healthy(), 20)
            if has_window:
                window = wait_for('the window', lambda: self.desktop.window_of(process.pid), 20)
                wait_for('the dashboard', lambda: self.desktop.title(window).startswith('Dashboard'), 5)
            self.load(1)
            figures = self.measure_load(process, probe if has_window else None)
            if has_window:
                figures['paint_ms'] = Probe(probe).first_paint() - begun
            return figures
        finally:
            self.processes.end(process)

    def measure_load(self, process, probe):
        cpu, gui = on_cpu_ns(process.pid), on_cpu_ns(process.pid, process.pid)
        before = self.desktop.look() if probe else None
        begun = time.monotonic()
        figures = self.load(self.options.secs)
        ended = time.monotonic()
        cpu, gui = on_cpu_ns(process.pid) - cpu, on_cpu_ns(process.pid, process.pid) - gui
        figures['us_event'] = cpu / 1e3 / figures['chunks']
        if probe:
            wait_for('the probe\'s line of the last second', lambda: Probe(probe).last_line() > ended * 1e3, 5)
            figures['gui_percent'] = gui / 1e7 / (ended - begun)
            figures['gap_ms'] = Probe(probe).longest_gap(begun * 1e3, ended * 1e3)
            figures['moved'] = self.desktop.look().changed(before, (0, 0, before.width, before.height))
        return figures

    def load(self, secs):
        command = [os.path.join(self.folder, 'sse_load'), '--port', str(self.mirror.plain), '--streams', str(self.options.streams), '--secs', str(secs),
                   '--body', os.path.join(BENCH, 'sse_body.json'), '--header', f'Authorization: Bearer {self.mirror.key}']
        out = subprocess.run(self.pinned(1, command), capture_output=True, text=True, check=True, timeout=secs + 60).stdout
        figures = json.loads(out.strip().splitlines()[-1])
        if figures['bad'] or not figures['chunks']:
            raise AssertionError(f'streams failed: {figures}')
        return figures

    def run(self, delay_ms):
        upstream = self.processes.start(self.pinned(1, [os.path.join(self.folder, 'mock_upstream'), '--port', str(self.upstream_port),
                                                        '--chunks', '50', '--delay-ms', delay_ms]))
        rounds = {True: [], False: []}
        try:
            wait_for('the upstream', lambda: accepts(self.upstream_port), 10)
            for number in range(self.options.rounds):
                for has_window in (False, True) if number % 2 == 0 else (True, False):
                    rounds[has_window].append(self.measure(has_window))
        finally:
            self.processes.end(upstream)
        self.report(delay_ms, rounds[False], rounds[True])

    def report(self, delay_ms, headless, window):
        def median(figures, name):
            return statistics.median(each[name] for each in figures)

        print(f'== {self.options.streams} streams, {delay_ms} ms between events, {self.options.rounds} rounds of {self.options.secs} s'
              f'{", pinned" if self.options.pin else ""}')
        for name, figures in (('headless', headless), ('window', window)):
            print(f'{name:9s} {median(figures, "chunks_s"):9.0f} events/s  {median(figures, "us_event"):6.2f} us/event  '
                  f'delay {median(figures, "delay_p50_us"):.0f} / {median(figures, "delay_p99_us"):.0f} us')
        pairs = [one['chunks_s'] / other['chunks_s'] for one, other in zip(window, headless)]
        print(f'window / headless: events/s {median(window, "chunks_s") / median(headless, "chunks_s"):.3f} '
              f'(rounds {", ".join(f"{pair:.3f}" for pair in pairs)}), CPU per event {median(window, "us_event") / median(headless, "us_event"):.3f}')
        print(f'window: gap longest {max(each["gap_ms"] for each in window):.1f} ms, median of rounds {median(window, "gap_ms"):.1f} ms; '
              f'GUI {median(window, "gui_percent"):.1f} %; paint {median(window, "paint_ms"):.0f} ms; '
              f'pixels moved {median(window, "moved"):.0f}', flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('mirrordesk')
    parser.add_argument('mirrordeskd')
    parser.add_argument('--rounds', type=int, default=5)
    parser.add_argument('--secs', type=float, default=5)
    parser.add_argument('--streams', type=int, default=200)
    parser.add_argument('--delay-ms', default='10,1')
    parser.add_argument('--pin', action='store_true')
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix='mirror-window-') as folder:
        build(folder)
        os.mkdir(os.path.join(folder, 'screen'))
        (port,) = free_ports(1)
        with Processes(os.path.join(folder, 'log')) as processes:
            desktop = Desktop(processes, os.path.join(folder, 'screen'))
            mirror = Mirror(options.mirrordeskd, os.path.join(folder, 'profile'), port)
            comparison = Comparison(options, processes, desktop, folder, mirror, port)
            for delay_ms in options.delay_ms.split(','):
                comparison.run(delay_ms)


if __name__ == "__main__":
    main()
