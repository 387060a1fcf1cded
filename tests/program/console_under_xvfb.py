#!/usr/bin/env python3
"""The whole program on a display with a window manager, used by keyboard, with a simulated upstream and real requests.

  console_under_xvfb.py MIRRORDESK MIRRORDESKD [--pictures DIR]

Goes through one session in each language. Each claim is printed as it is proved; the first that fails ends the test, with a picture of the
screen in DIR. Needs xvfb, openbox, xdotool and x11-utils (tests/setup.sh)."""
import argparse
import os
import re
import signal
import sys
import tempfile
import threading
import time

from desktop import Desktop
from processes import Mirror, Processes, accepts, console_environment, free_ports, session_members, wait_for

ENGLISH_TITLES = ['Dashboard', 'Traffic', 'Filters', 'Journal', 'Settings']
PALETTE_PIXELS = 20_000  # less than the palette's list covers, more than a blinking cursor
BLINK_PIXELS = 400       # a cursor or the frame of the focus
# What Qt, the sanitizers and assertions write when the program does something wrong; its own log has a time at the start.
COMPLAINT = re.compile(r'^(Q[A-Z]\w+(::|:)|qt\.(?!qpa)|ASSERT|terminate called|.*runtime error:|.*ERROR: \w+Sanitizer)|^\S+T\S+ (error|critical) ')


class Session:
    """One start of the console to its end. The methods are the claims, in the order in which they are proved."""

    def __init__(self, options, processes, desktop, mirror, folder, language):
        self.options, self.processes, self.desktop, self.mirror, self.language = options, processes, desktop, mirror, language
        self.environment = console_environment(desktop, folder)
        self.probe = os.path.join(folder, 'probe')
        self.begun = time.monotonic()
        self.console = self.start('--freeze-probe', self.probe)
        self.window = None
        self.titles = []

    CLAIMS = ['the_window_appears_with_the_profile_in_its_title', 'the_engine_inside_serves', 'keys_switch_the_pages',
              'titles_speak_the_language', 'charts_show_nothing_while_nothing_happens', 'real_requests_move_the_charts',
              'real_requests_fill_the_traffic_page', 'the_palette_takes_words_and_escape_closes_it', 'the_palette_leads_to_a_page',
              'a_second_start_ends_and_raises_the_first', 'sigterm_ends_everything']
    ENGLISH_ONLY = {'the_palette_leads_to_a_page'}  # xdotool types only what the keyboard has

    def start(self, *more):
        return self.processes.start([self.options.mirrordesk, *self.mirror.arguments(), '--lang', self.language, '--theme', 'light', *more],
                                    env=self.environment)

    def prove(self):
        for claim in self.CLAIMS:
            if claim in self.ENGLISH_ONLY and self.language != 'en':
                continue
            figure = getattr(self, claim)()
            print(f'ok  {self.language:5s}  {claim.replace("_", " ")}{"  (" + figure + ")" if figure else ""}', flush=True)

    # -- what is where -----------------------------------------------------------------------------------------------------

    def content(self):
        """The page: without the rail on the left, the menu, and the status bar, whose figures move by themselves."""
        left, top, width, height = self.desktop.area(self.window)
        return left + width // 6, top + height // 12, width - width // 6, height - height // 12 - height // 15

    def charts(self):
        """The part of the dashboard below its tiles."""
        left, top, width, height = self.content()
        return left, top + height // 5, width, height - height // 5

    def show(self, number):
        """Goes to a page by its key and waits until it is there."""
        self.desktop.press(f'ctrl+{number + 1}')
        if self.titles:
            wait_for(f'page {number + 1}', lambda: self.title() == self.titles[number], 5)

    def title(self):
        return self.desktop.title(self.window)

    # -- claims ------------------------------------------------------------------------------------------------------------

    def the_window_appears_with_the_profile_in_its_title(self):
        self.window = wait_for('the window', lambda: self.must_run() and self.desktop.window_of(self.console.pid), 20)
        mapped = (time.monotonic() - self.begun) * 1e3
        wait_for('the profile in the title', lambda: os.path.basename(self.mirror.profile) in self.title(), 5)
        painted = wait_for('the first paint', self.first_paint, 5)
        self.desktop.activate(self.window)
        return f'mapped after {mapped:.0f} ms, painted after {painted:.0f} ms'

    def must_run(self):
        if self.console.poll() is not None:
            raise AssertionError(f'mirrordesk ended with {self.console.returncode}')
        return True

    def first_paint(self):
        found = re.search(r'^paint (\S+)$', read(self.probe), re.MULTILINE)
        return float(found.group(1)) - self.begun * 1e3 if found else None

    def the_engine_inside_serves(self):
        wait_for('GET /health', self.mirror.is_healthy, 10)
        status, body = self.mirror.ask('GET', '/v1/models')
        assert status == 200 and '"data"' in body, f'{status} {body}'

    def keys_switch_the_pages(self):
        titles, pictures = [], []
        for number in (4, 3, 2, 1, 0):
            before = self.title() if titles else ''
            self.desktop.press(f'ctrl+{number + 1}')
            titles.append(wait_for(f'another title after Ctrl+{number + 1}', lambda: self.title() != before and self.title(), 5))
            pictures.append(self.desktop.look_when_still(self.content()))
        self.titles = titles[::-1]
        assert len(set(titles)) == len(titles), f'{titles}'
        for one, other in zip(pictures, pictures[1:]):
            changed = one.changed(other, self.content())
            assert changed > PALETTE_PIXELS, f'two pages differ in {changed} pixels only'
        return ', '.join(title.split(' ')[0] for title in self.titles)

    def titles_speak_the_language(self):
        first_words = [title.split(' ')[0] for title in self.titles]
        if self.language == 'en':
            assert first_words == ENGLISH_TITLES, f'{first_words}'
        else:
            assert all(re.search('[\u4e00-\u9fff]', word) for word in first_words), f'{first_words}'

    def charts_show_nothing_while_nothing_happens(self):
        self.show(0)
        self.draw_seconds(2)  # what the claims before asked must be drawn before
        before = self.desktop.look().coloured(self.charts())
        self.draw_seconds(2)
        grown = self.desktop.look().coloured(self.charts()) - before
        assert grown < 150, f'{grown} coloured pixels came without a request'
        return f'{grown:+d} coloured pixels in two seconds of the charts'

    def draw_seconds(self, count):
        """Waits until the charts have moved on so many times; they do each second, with or without requests."""
        for _ in range(count):
            before = self.desktop.look_when_still(self.charts())
            wait_for('charts that move on', lambda: self.desktop.look().changed(before, self.charts()) > 0, 5)

    def real_requests_move_the_charts(self):
        area = self.charts()
        before = self.desktop.look().coloured(area)
        failures, stopped = [], threading.Event()
        senders = [threading.Thread(target=self.send_until, args=(stopped, number % 2 == 0, failures)) for number in range(4)]
        for sender in senders:
            sender.start()
        try:
            wait_for('lines in the charts', lambda: self.desktop.look().coloured(area) - before > 400, 15)
            first = self.desktop.look()
            wait_for('charts that go on', lambda: self.desktop.look().changed(first, area) > 100, 5)
            grown = self.desktop.look().coloured(area) - before
        finally:
            stopped.set()
            for sender in senders:
                sender.join()
        assert not failures, failures[0]
        return f'{grown:+d} coloured pixels'

    def send_until(self, stopped, is_stream, failures):
        while not stopped.is_set() and not failures:
            status, body = self.mirror.chat('Count the stars, please.', is_stream)
            if status != 200 or ('data: [DONE]' if is_stream else '"choices"') not in body:
                failures.append(f'{status} {body[:300]}')

    def real_requests_fill_the_traffic_page(self):
        self.show(1)
        before = self.desktop.look_when_still(self.content())
        for number in range(5):
            assert self.mirror.chat(f'Question {number}')[0] == 200
        wait_for('new rows', lambda: self.desktop.look().changed(before, self.content()) > BLINK_PIXELS, 5)

    def the_palette_takes_words_and_escape_closes_it(self):
        self.show(4)
        area = self.content()
        before = self.desktop.look_when_still(area)
        self.desktop.press('ctrl+k')
        wait_for('the palette', lambda: self.desktop.look().changed(before, area) > PALETTE_PIXELS, 5)
        opened = self.desktop.look()
        self.desktop.write('tls')
        wait_for('another list', lambda: self.desktop.look().changed(opened, area) > 1000, 5)
        self.desktop.press('Escape')
        wait_for('the page as it was', lambda: self.desktop.look().changed(before, area) < BLINK_PIXELS, 5)
        assert self.title() == self.titles[4], self.title()

    def the_palette_leads_to_a_page(self):
        before = self.desktop.look()
        self.desktop.press('ctrl+k')
        wait_for('the palette', lambda: self.desktop.look().changed(before, self.content()) > PALETTE_PIXELS, 5)
        self.desktop.write('traffic')
        self.desktop.press('Return')
        wait_for('the traffic page', lambda: self.title() == self.titles[1], 5)

    def a_second_start_ends_and_raises_the_first(self):
        self.desktop.minimize(self.window)
        wait_for('a minimised window', lambda: self.desktop.window_of(self.console.pid) is None, 5)
        begun = time.monotonic()
        second = self.start()
        code = second.wait(10)
        took = time.monotonic() - begun
        assert code == 0 and took < 3, f'exit code {code} after {took:.1f} s'
        wait_for('the first window in front', lambda: self.desktop.window_of(self.console.pid) == self.window == self.desktop.active_window(), 5)
        self.must_run()
        assert self.mirror.is_healthy()
        return f'after {took * 1e3:.0f} ms'

    def sigterm_ends_everything(self):
        begun = time.monotonic()
        self.console.send_signal(signal.SIGTERM)
        code = self.console.wait(10)
        took = time.monotonic() - begun
        assert code == 0, f'exit code {code}'
        left = session_members(self.console.pid)
        assert not left, f'still running: {left}'
        for port in (self.mirror.plain, self.mirror.tls, self.mirror.admin):
            assert not accepts(port), f'port {port} still answers'
        return f'after {took * 1e3:.0f} ms'


def read(path):
    with open(path, errors='replace') as file:
        return file.read()


def run(options, folder):
    log = os.path.join(folder, 'log')
    for name in ('screen', 'home-en', 'home-zh_CN'):
        os.makedirs(os.path.join(folder, name))
    with Processes(log) as processes:
        (port,) = free_ports(1)
        processes.start([options.mirrordeskd, 'simulate', '--listen', f'127.0.0.1:{port}', '--think-ms', '10', '--tokens', '20', '--tokens-per-s', '400'])
        wait_for('the simulator', lambda: accepts(port), 10)
        desktop = Desktop(processes, os.path.join(folder, 'screen'))
        try:
            for language in ('en', 'zh_CN'):
                home = os.path.join(folder, f'home-{language}')
                mirror = Mirror(options.mirrordeskd, os.path.join(home, f'office-{language}'), port)
                Session(options, processes, desktop, mirror, home, language).prove()
            complaints = [line for line in read(log).splitlines() if COMPLAINT.search(line)]
            assert not complaints, complaints[0]
            print('ok         nothing was complained about')
        except Exception:
            picture = os.path.join(options.pictures, 'console_under_xvfb.png')
            desktop.look().save(picture)
            print(f'The screen is in {picture}; the programs said:\n{read(log)[-4000:]}', file=sys.stderr)
            raise


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('mirrordesk')
    parser.add_argument('mirrordeskd')
    parser.add_argument('--pictures', default=tempfile.gettempdir())
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that processes are ended then, too
    with tempfile.TemporaryDirectory(prefix='mirror-program-') as folder:
        run(options, folder)


if __name__ == "__main__":
    main()
