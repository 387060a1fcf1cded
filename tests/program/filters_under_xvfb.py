#!/usr/bin/env python3
"""The Filters page of the real program on a display of its own: many words come in through the window, are applied, and filter real requests.

  filters_under_xvfb.py MIRRORDESK MIRRORDESKD [--words 100000] [--longest-gap 300] [--pictures DIR]

Each claim is printed as it is proved, with what it took; the first that fails ends the test, with a picture of the screen in DIR. The gap is the
longest time in which the event loop of the window did not turn, in milliseconds; 100 is what is wanted of a release build on a quiet machine. Needs xvfb, openbox, xdotool and x11-utils (tests/setup.sh)."""
import argparse
import os
import signal
import sys
import tempfile
import time

from desktop import Desktop
from processes import Mirror, Processes, accepts, console_environment, free_ports, wait_for

STILL_SECONDS = .4
SYLLABLES = '东西南北春夏秋冬山水云雨风雪金木火土天地人和江河湖海星月'


def word(number, first):
    """Five characters that no other number has; lists differ in the first one."""
    text = first
    for _ in range(4):
        number, digit = divmod(number, len(SYLLABLES))
        text += SYLLABLES[digit]
    return text


class Session:
    """One start of the console to its end. The methods are the claims, in the order in which they are proved."""

    CLAIMS = ['the_page_opens', 'a_cancelled_import_leaves_nothing', 'a_file_is_previewed', 'its_words_come_into_the_draft', 'the_table_moves_at_once',
              'nothing_is_filtered_before_it_is_applied', 'applied_words_filter_requests', 'an_old_revision_comes_back', 'the_window_never_froze', 'sigterm_ends_it']

    def __init__(self, options, processes, desktop, mirror, folder):
        self.options, self.desktop, self.mirror = options, desktop, mirror
        self.probe = os.path.join(folder, 'probe')
        self.files = {}
        for name, first in (('given-up', '甲'), ('taken', '乙')):
            self.files[name] = os.path.join(folder, name + '.txt')
            with open(self.files[name], 'w', encoding='utf-8') as out:
                out.writelines(word(number, first) + '\n' for number in range(options.words))
        self.console = processes.start([options.mirrordesk, *mirror.arguments(), '--lang', 'en', '--theme', 'light', '--freeze-probe', self.probe],
                                       env=console_environment(desktop, folder))
        self.window = None

    def prove(self):
        for claim in self.CLAIMS:
            figure = getattr(self, claim)()
            print(f'ok  {claim.replace("_", " ")}{"  (" + figure + ")" if figure else ""}', flush=True)

    # -- what a user does and sees -----------------------------------------------------------------------------------------

    def title(self):
        return self.desktop.title(self.window)

    def is_modified(self):
        return '*' in self.title()

    def dialogs(self):
        return len(self.desktop.windows_named(self.console.pid, 'Import words'))

    def command(self, words):
        """Something of the palette."""
        self.desktop.press('ctrl+k')
        self.rest()
        self.desktop.write(words)
        self.rest()
        self.desktop.press('Return')

    def rest(self, seconds=30):
        """Waits until nothing moves on the screen above the status bar; returns when it moved last."""
        area = (0, 0, self.desktop.width, self.desktop.height - 40)
        last, moved, end = self.desktop.look(), time.monotonic(), time.monotonic() + seconds
        while time.monotonic() < end:
            now = self.desktop.look()
            if now.changed(last, area) > 40:  # more than a cursor that blinks
                last, moved = now, time.monotonic()
            elif time.monotonic() - moved > STILL_SECONDS:
                return moved
        raise AssertionError('the picture does not come to rest')

    def open_file(self, path):
        """Through the palette and the file dialog, to the end of the preview. Returns how long the preview took."""
        self.command('import words')
        wait_for('the file dialog', lambda: self.dialogs() == 2, 5)
        self.rest()
        self.desktop.write(path)
        begun = time.monotonic()
        self.desktop.press('Return')
        wait_for('the file dialog gone', lambda: self.dialogs() == 1, 5)
        return self.rest() - begun

    def gaps(self):
        """Of every second since the page was open; what building the window takes is no freeze."""
        with open(self.probe) as file:
            lines = [line.split() for line in file if line.startswith('gap ') and line.endswith('\n')]
        return [float(gap) for _, at, gap in lines if float(at) > self.opened + 1000]

    # -- claims ------------------------------------------------------------------------------------------------------------

    def the_page_opens(self):
        self.window = wait_for('the window', lambda: self.desktop.window_of(self.console.pid), 20)
        self.desktop.activate(self.window)
        wait_for('GET /health', self.mirror.is_healthy, 10)
        self.desktop.press('ctrl+3')
        wait_for('the page', lambda: self.title().startswith('Filters'), 5)
        self.rest()
        self.opened = time.monotonic() * 1e3

    def a_cancelled_import_leaves_nothing(self):
        self.open_file(self.files['given-up'])
        self.desktop.press('Return', 'Escape')
        # Cancelled in time the dialog says so and stays; too late the words are in the draft, and can be undone.
        self.rest()
        if self.dialogs():
            self.desktop.press('Escape')
            wait_for('the dialog gone', lambda: self.dialogs() == 0, 5)
            assert not self.is_modified(), 'cancelled, and yet something is in the draft'
            return 'in time'
        wait_for('the words', self.is_modified, 10)
        self.desktop.press('ctrl+z')
        wait_for('the draft as it was', lambda: not self.is_modified(), 10)
        return 'too late, undone'

    def a_file_is_previewed(self):
        return f'{self.options.words} words, {self.open_file(self.files["taken"]) * 1e3:.0f} ms'

    def its_words_come_into_the_draft(self):
        begun = time.monotonic()
        self.desktop.press('Return')
        wait_for('the end of the import', lambda: self.dialogs() == 0, 30)
        imported = time.monotonic() - begun
        wait_for('a modified draft', self.is_modified, 30)
        return f'imported after {imported * 1e3:.0f} ms, shown after {(time.monotonic() - begun) * 1e3:.0f} ms'

    def the_table_moves_at_once(self):
        self.rest()
        area = self.desktop.area(self.window)
        before = self.desktop.look()
        begun = time.monotonic()
        self.desktop.press('ctrl+End')
        wait_for('other rows', lambda: self.desktop.look().changed(before, area) > 5000, 5)
        return f'{(time.monotonic() - begun) * 1e3:.0f} ms to the last row'

    def nothing_is_filtered_before_it_is_applied(self):
        assert self.ask(0) == 200

    def ask(self, number):
        return self.mirror.chat(f'请问{word(number, "乙")}是什么意思？')[0]

    def applied_words_filter_requests(self):
        self.command('apply the word lists')
        self.rest()
        self.desktop.write('from a file')
        begun = time.monotonic()
        self.desktop.press('Return')
        wait_for('a draft without changes', lambda: not self.is_modified(), 20)
        wait_for('403', lambda: self.ask(0) == 403, 20)
        took = time.monotonic() - begun
        for number in (1, self.options.words // 2, self.options.words - 1):
            assert self.ask(number) == 403, f'{word(number, "乙")} passes'
        assert self.mirror.chat(f'请问{word(5, "甲")}是什么意思？')[0] == 200, 'a word that was given up filters'
        status, body = self.mirror.chat(word(7, '乙'))
        assert status == 403 and word(7, '乙') not in body, body
        return f'403 after {took * 1e3:.0f} ms'

    def an_old_revision_comes_back(self):
        self.command('history of the word lists')
        self.rest()
        self.desktop.press('Down')
        self.rest()
        self.desktop.press('alt+n')
        self.desktop.write('too strict')
        self.desktop.press('Tab', 'Tab', 'space')
        wait_for('the question', lambda: self.desktop.windows_named(self.console.pid, 'Restore revision'), 5)
        begun = time.monotonic()
        self.desktop.press('Tab', 'space')
        wait_for('200', lambda: self.ask(0) == 200, 20)
        return f'200 after {(time.monotonic() - begun) * 1e3:.0f} ms'

    def the_window_never_froze(self):
        count = len(self.gaps())
        wait_for('the line of the last second', lambda: len(self.gaps()) > count, 5)
        longest = max(self.gaps())
        assert longest <= self.options.longest_gap, f'the event loop did not turn for {longest:.0f} ms'
        return f'longest gap {longest:.0f} ms'

    def sigterm_ends_it(self):
        self.console.send_signal(signal.SIGTERM)
        code = self.console.wait(10)
        assert code == 0, f'exit code {code}'


def run(options, folder):
    log = os.path.join(folder, 'log')
    for name in ('screen', 'home'):
        os.makedirs(os.path.join(folder, name))
    with Processes(log) as processes:
        (port,) = free_ports(1)
        processes.start([options.mirrordeskd, 'simulate', '--listen', f'127.0.0.1:{port}', '--think-ms', '5', '--tokens', '5', '--tokens-per-s', '1000'])
        wait_for('the simulator', lambda: accepts(port), 10)
        desktop = Desktop(processes, os.path.join(folder, 'screen'))
        home = os.path.join(folder, 'home')
        try:
            mirror = Mirror(options.mirrordeskd, os.path.join(home, 'office'), port)
            Session(options, processes, desktop, mirror, home).prove()
        except Exception:
            picture = os.path.join(options.pictures, 'filters_under_xvfb.png')
            desktop.look().save(picture)
            with open(log, errors='replace') as file:
                print(f'The screen is in {picture}; the programs said:\n{file.read()[-4000:]}', file=sys.stderr)
            raise


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('mirrordesk')
    parser.add_argument('mirrordeskd')
    parser.add_argument('--words', type=int, default=100_000)
    parser.add_argument('--longest-gap', type=float, default=300)
    parser.add_argument('--pictures', default=tempfile.gettempdir())
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that processes are ended then, too
    with tempfile.TemporaryDirectory(prefix='mirror-program-') as folder:
        run(options, folder)


if __name__ == "__main__":
    main()
