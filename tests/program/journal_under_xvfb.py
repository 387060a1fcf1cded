#!/usr/bin/env python3
"""The Journal page of the real program on a display of its own: switched on, written by real requests, read, searched, checked, exported, locked.

  journal_under_xvfb.py MIRRORDESK MIRRORDESKD [--pictures DIR]

Each claim is printed as it is proved, with what it took; the first that fails ends the test, with a picture of the screen in DIR. What is on the
screen is read by copying it, by its colours, and from what the engine says of itself. Needs xvfb, openbox, xdotool and x11-utils (tests/setup.sh)."""
import argparse
import json
import os
import signal
import stat
import subprocess
import sys
import tempfile
import time

from clipboard import Clipboard
from cryptography.fernet import Fernet
from desktop import Desktop
from processes import Mirror, Processes, accepts, console_environment, free_ports, session_members, wait_for

PASSPHRASE = 'correct horse battery'
PHONE = '13812345678'
EMAIL = 'li.lei@example.com'
REASON = 'ticket 17, the courier asks'
NO_PIXELS, FEW_PIXELS, MANY_PIXELS = 60, 400, 15_000  # a cursor that blinks; a sentence; another view
GOOD_BAR, BAD_BAR = 0xdff3e6, 0xfce5e5                # what the light theme says good and bad news on
BAR_PIXELS = 8_000
LOCK_AFTER = 10                                       # the least the setting takes


class Session:
    """One profile, from its first start on. The methods are the claims, in the order in which they are proved."""

    CLAIMS = ['a_profile_without_a_journal_says_so', 'two_different_passphrases_make_no_key', 'a_passphrase_makes_the_key_and_switches_it_on',
              'locked_it_shows_nothing_of_what_is_written', 'a_wrong_passphrase_is_told_as_such', 'the_right_one_shows_the_dialogues_newest_first',
              'a_new_request_appears_by_itself', 'a_dialogue_is_shown_masked', 'personal_data_is_in_no_file', 'a_value_is_revealed_to_who_says_why',
              'a_search_finds', 'a_selection_is_exported_masked', 'the_check_says_it_is_whole', 'locking_takes_everything_back_at_once',
              'locking_works_while_a_dialog_is_open', 'sigterm_ends_it', 'the_files_are_whole', 'a_segments_key_opens_it_for_others', 'a_changed_byte_is_told', 'it_locks_by_itself',
              'sigterm_ends_it']

    def __init__(self, options, processes, desktop, mirror, folder):
        self.options, self.processes, self.desktop, self.mirror, self.folder = options, processes, desktop, mirror, folder
        self.clipboard = Clipboard(desktop.environment['DISPLAY'])
        self.key_file = os.path.join(mirror.profile, 'journal', 'journal.key')
        self.start()

    def start(self, *settings):
        self.console = self.processes.start([self.options.mirrordesk, *self.mirror.arguments(*settings), '--lang', 'en', '--theme', 'light'],
                                            env=console_environment(self.desktop, self.folder))
        self.window = wait_for('the window', lambda: self.desktop.window_of(self.console.pid), 20)
        self.desktop.activate(self.window)
        wait_for('GET /health', self.mirror.is_healthy, 10)
        self.desktop.press('ctrl+4')
        wait_for('the page', lambda: self.desktop.title(self.window).startswith('Journal'), 5)
        self.rest()

    def prove(self):
        for claim in self.CLAIMS:
            figure = getattr(self, claim)()
            print(f'ok  {claim.replace("_", " ")}{"  (" + figure + ")" if figure else ""}', flush=True)

    # -- what a user does and sees -----------------------------------------------------------------------------------------

    def page(self):
        """Below the heading, whose figures move by themselves; beside the rail."""
        left, top, width, height = self.desktop.area(self.window)
        return left + width // 8, top + height // 8, width - width // 8, height - height // 8 - height // 15

    def rest(self, seconds=10):
        """Waits until nothing but a cursor moves on the page, and returns what is there then."""
        last, moved, end = self.desktop.look(), time.monotonic(), time.monotonic() + seconds
        while time.monotonic() < end:
            time.sleep(.04)
            now = self.desktop.look()
            if now.changed(last, self.page()) > NO_PIXELS:
                last, moved = now, time.monotonic()
            elif time.monotonic() - moved > .2:
                return now
        raise AssertionError('the picture does not come to rest')

    def wait_for_change(self, what, before, pixels, seconds=5):
        """Returns how long it took, in milliseconds."""
        begun = time.monotonic()
        wait_for(what, lambda: self.desktop.look().changed(before, self.page()) > pixels, seconds)
        return (time.monotonic() - begun) * 1e3

    def press(self, *keys):
        self.desktop.press(*keys)
        self.rest()

    def write(self, text):
        self.desktop.write(text, 8)

    def unlock(self, passphrase=PASSPHRASE):
        self.write(passphrase)
        self.desktop.press('Return')

    def command(self, words):
        """Something of the palette."""
        self.press('ctrl+k')
        self.write(words)
        self.rest()
        self.press('Return')

    def read_dialogue(self, *keys):
        """Chooses a row with keys, and returns everything that can be read of its conversation."""
        before = self.rest()
        self.desktop.press('ctrl+4', *keys)
        self.wait_for_change('a dialogue', before, FEW_PIXELS)
        self.press('Return')
        self.desktop.press('ctrl+a', 'ctrl+c')
        text = wait_for('a text in the clipboard', self.clipboard.text, 5)
        self.press('ctrl+4')
        return text

    # -- what is there -----------------------------------------------------------------------------------------------------

    def journal(self):
        return self.mirror.snapshot()['journal']

    def is_unlocked(self):
        return self.journal()['unlocked'] == 1

    def trail(self, action):
        """Entries of the audit trail."""
        return [entry for entry in self.mirror.command('query_audit', after_id=0, limit=1000)['entries'] if entry['action'] == action]

    def ask(self, text, stream=False):
        status, body = self.mirror.chat(text, stream)
        assert status == 200 and ('data: [DONE]' if stream else '"choices"') in body, f'{status} {body[:300]}'

    def files_with(self, text):
        """Files that hold these bytes, of all the program wrote."""
        found, looked = [], 0
        for folder, _, names in os.walk(self.folder):
            for path in (os.path.join(folder, name) for name in names):
                if stat.S_ISREG(os.lstat(path).st_mode):
                    with open(path, 'rb') as file:
                        looked += 1
                        if text.encode() in file.read():
                            found.append(path)
        return found, looked

    # -- claims: the key ---------------------------------------------------------------------------------------------------

    def a_profile_without_a_journal_says_so(self):
        assert self.journal()['state'] == 'off' and not os.path.exists(self.key_file)
        self.nothing_yet = self.rest()
        assert self.nothing_yet.changed(self.empty_page(), self.page()) > FEW_PIXELS, 'the page is empty'

    def empty_page(self):
        """A page without any word: its background only."""
        picture = self.desktop.look()
        left, top, width, height = self.page()
        plain = picture.rows[top][4 * left:4 * left + 4]
        rows = [row[:4 * left] + plain * width + row[4 * (left + width):] if top <= y < top + height else row for y, row in enumerate(picture.rows)]
        return type(picture)(picture.width, picture.height, rows)

    def two_different_passphrases_make_no_key(self):
        self.write(PASSPHRASE)
        self.desktop.press('Tab')
        self.write(PASSPHRASE + 'x')
        before = self.rest()
        self.desktop.press('Return')
        self.wait_for_change('a sentence about it', before, FEW_PIXELS)
        assert not os.path.exists(self.key_file) and self.journal()['state'] == 'off'

    def a_passphrase_makes_the_key_and_switches_it_on(self):
        self.desktop.press('ctrl+a')
        self.write(PASSPHRASE)
        begun = time.monotonic()
        self.desktop.press('Return')
        wait_for('a journal that is written and open', lambda: self.journal()['state'] == 'writing' and self.is_unlocked(), 10)
        took = time.monotonic() - begun
        mode = stat.S_IMODE(os.stat(self.key_file).st_mode)
        assert mode == 0o600, f'{mode:o}'
        self.rest()
        self.desktop.press('ctrl+l')
        wait_for('a locked journal', lambda: not self.is_unlocked(), 5)
        return f'after {took * 1e3:.0f} ms'

    # -- claims: the lock --------------------------------------------------------------------------------------------------

    def locked_it_shows_nothing_of_what_is_written(self):
        self.locked = self.rest()
        records = self.journal()['records']
        self.ask(f'Alpha: my number is {PHONE}.')
        self.ask(f'Bravo: call {PHONE} or write to {EMAIL}.', stream=True)
        wait_for('two requests and two answers', lambda: self.journal()['records'] == records + 4, 5)
        changed = self.rest().changed(self.locked, self.page())
        assert changed < NO_PIXELS, f'{changed} pixels moved'
        return f'{self.journal()["bytes"]} bytes written, {changed} pixels moved'

    def a_wrong_passphrase_is_told_as_such(self):
        before = self.desktop.look().coloured(self.page())
        begun = time.monotonic()
        self.unlock(PASSPHRASE + 'x')
        wait_for('an entry in the audit trail', lambda: self.trail('unlock_failed'), 10)
        took = time.monotonic() - begun
        wait_for('red words', lambda: self.desktop.look().coloured(self.page()) > before + FEW_PIXELS, 5)
        assert not self.is_unlocked()
        return f'after {took * 1e3:.0f} ms'

    def the_right_one_shows_the_dialogues_newest_first(self):
        before = self.rest()
        begun = time.monotonic()
        self.unlock()
        wait_for('a session', self.is_unlocked, 10)
        self.wait_for_change('the list', before, MANY_PIXELS)
        took = time.monotonic() - begun
        self.rest()
        first, second = self.read_dialogue('Down'), self.read_dialogue('Down')
        assert 'Bravo' in first and 'Alpha' in second, f'{first!r}, {second!r}'
        return f'{took * 1e3:.0f} ms from the passphrase to the list'

    def a_new_request_appears_by_itself(self):
        self.press('Escape')
        before = self.rest()
        self.ask('Charlie: what is a zebra?')
        took = self.wait_for_change('another row', before, FEW_PIXELS)
        self.rest()
        assert 'Charlie' in self.read_dialogue('Down')
        return f'after {took:.0f} ms'

    # -- claims: reading ---------------------------------------------------------------------------------------------------

    def a_dialogue_is_shown_masked(self):
        text = self.read_dialogue('Down')
        assert 'Bravo' in text and '[PHONE' in text and '[EMAIL' in text, text
        assert PHONE not in text and EMAIL not in text, text
        self.command('copy the dialogue')
        copied = wait_for('the dialogue in the clipboard', lambda: 'User\n' in self.clipboard.text() and self.clipboard.text(), 5)
        assert 'Assistant' in copied and 'Bravo' in copied and PHONE not in copied and EMAIL not in copied, copied

    def personal_data_is_in_no_file(self):
        for text in (PHONE, EMAIL, 'Bravo', PASSPHRASE):
            found, looked = self.files_with(text)
            assert not found, f'{text} is in {found}'
        return f'{looked} files'

    def a_value_is_revealed_to_who_says_why(self):
        self.press('ctrl+4', 'Return', 'shift+Tab', 'Right', 'Right')
        self.press('Tab', 'End', 'Return')  # the last value, and the field for the reason
        self.press('Return')
        assert not self.trail('reveal'), 'revealed without a reason'
        self.write(REASON)
        before = self.rest()
        begun = time.monotonic()
        self.desktop.press('Return')
        entry = wait_for('an entry in the audit trail', lambda: self.trail('reveal'), 5)[-1]
        assert entry['reason'] == REASON and entry['actor'] == 'console' and 'PHONE' in entry['subject'], entry
        took = self.wait_for_change('the value', before, FEW_PIXELS)
        found, _ = self.files_with(PHONE)
        assert not found, found
        return f'{(time.monotonic() - begun) * 1e3:.0f} ms, {took:.0f} ms of them after its entry'

    def a_search_finds(self):
        self.press('ctrl+shift+f')
        before = self.rest()
        self.write('ZEBRA')
        begun = time.monotonic()
        self.desktop.press('Return')
        self.wait_for_change('another list', before, FEW_PIXELS)
        wait_for('the end of the search', lambda: self.journal()['task'] == 'none', 10)
        took = time.monotonic() - begun
        self.rest()
        lines = self.export('found.jsonl')
        assert len(lines) == 1 and 'Charlie' in lines[0], lines
        self.press('Escape')
        return f'1 of 3, after {took * 1e3:.0f} ms'

    def export(self, name, *keys):
        """Lines of the file that the export of everything writes; `keys` choose another line of its menu."""
        path = os.path.join(self.folder, name)
        self.open_export(*keys)
        self.write(path)
        self.desktop.press('Return')
        wait_for('the file', lambda: os.path.exists(path), 10)
        with open(path, encoding='utf-8') as file:
            return file.read().splitlines()

    def export_dialogs(self):
        return len(self.desktop.windows_named(self.console.pid, 'Export dialogues'))

    def open_export(self, *keys):
        self.press('ctrl+e')
        self.desktop.press(*(keys or ['Down']), 'Return')
        wait_for('the file dialog', self.export_dialogs, 5)
        self.rest()

    def a_selection_is_exported_masked(self):
        self.press('ctrl+4')
        self.press('Down', 'shift+Down')
        lines = self.export('selected.jsonl', 'Up', 'Up', 'Up')
        assert len(lines) == 2 and 'Charlie' in lines[0] + lines[1] and 'Bravo' in lines[0] + lines[1], lines
        for line in lines:
            assert json.loads(line) and PHONE not in line and EMAIL not in line, line
        entry = self.trail('export')[-1]
        assert entry['subject'].startswith('2 dialogues'), entry
        return f'{sum(map(len, lines))} bytes'

    def the_check_says_it_is_whole(self):
        begun = time.monotonic()
        self.check(GOOD_BAR, BAD_BAR)
        return f'after {(time.monotonic() - begun) * 1e3:.0f} ms'

    def check(self, wanted, other):
        """Starts the check, and waits for the bar that tells its verdict."""
        count = len(self.trail('verify'))
        self.command('check the journal')
        self.desktop.press('space')
        self.touched = time.monotonic()
        wait_for('an entry in the audit trail', lambda: len(self.trail('verify')) == count + 1, 5)
        wait_for('the verdict', lambda: self.desktop.look().count(wanted, self.page()) > BAR_PIXELS, 10)
        found = self.rest().count(other, self.page())
        assert found < BAR_PIXELS, f'{found} pixels say the opposite'

    # -- claims: locking ---------------------------------------------------------------------------------------------------

    def locking_takes_everything_back_at_once(self):
        self.press('ctrl+f')  # from the check back to the list
        self.press('ctrl+4', 'Down')
        self.command('copy the dialogue')
        wait_for('the dialogue in the clipboard', self.clipboard.text, 5)
        self.desktop.press('ctrl+l')
        begun = time.monotonic()
        wait_for('the page as it was', lambda: self.desktop.look().changed(self.locked, self.page()) < NO_PIXELS, 5)
        took = time.monotonic() - begun
        wait_for('the end of the session', lambda: not self.is_unlocked(), 5)
        wait_for('an empty clipboard', lambda: not self.clipboard.text(), 5)
        return f'after {took * 1e3:.0f} ms'

    def locking_works_while_a_dialog_is_open(self):
        self.unlock()
        wait_for('a session', self.is_unlocked, 10)
        self.rest()
        self.open_export()
        begun = time.monotonic()
        self.desktop.press('ctrl+l')
        wait_for('the end of the session', lambda: not self.is_unlocked(), 5)
        wait_for('the dialog gone', lambda: not self.export_dialogs(), 5)
        took = time.monotonic() - begun
        wait_for('the page as it was', lambda: self.desktop.look().changed(self.locked, self.page()) < NO_PIXELS, 5)
        return f'after {took * 1e3:.0f} ms'

    def it_locks_by_itself(self):
        begun = self.touched
        wait_for('the end of the session', lambda: not self.is_unlocked(), LOCK_AFTER + 5)
        took = time.monotonic() - begun
        assert took > LOCK_AFTER - 1, f'after {took:.1f} s'
        wait_for('the page as it was', lambda: self.desktop.look().changed(self.locked, self.page()) < NO_PIXELS, 5)
        return f'after {took:.1f} s'

    # -- claims: the end ---------------------------------------------------------------------------------------------------

    def sigterm_ends_it(self):
        begun = time.monotonic()
        self.console.send_signal(signal.SIGTERM)
        code = self.console.wait(10)
        took = time.monotonic() - begun
        assert code == 0, f'exit code {code}'
        assert not session_members(self.console.pid) and not accepts(self.mirror.plain)
        return f'after {took * 1e3:.0f} ms'

    def verify_files(self):
        run = subprocess.run([self.options.mirrordeskd, 'journal', 'verify', '--passphrase-fd', '0', '--profile', self.mirror.profile], input=PASSPHRASE + '\n',
                             capture_output=True, text=True, timeout=30)
        return run.returncode, run.stdout + run.stderr

    def the_files_are_whole(self):
        code, said = self.verify_files()
        assert code == 0, said

    def a_segments_key_opens_it_for_others(self):
        told = subprocess.run([self.options.mirrordeskd, 'journal', 'export-key', '1', '--reason', 'for the auditor', '--passphrase-fd', '0', '--profile', self.mirror.profile],
                              input=PASSPHRASE, capture_output=True, text=True, timeout=20)
        assert told.returncode == 0, told.stderr
        fernet = Fernet(told.stdout.strip())
        folder = os.path.dirname(self.key_file)
        with open(os.path.join(folder, sorted(name for name in os.listdir(folder) if name.endswith('-000001.journal'))[0]), 'rb') as file:
            records = [json.loads(fernet.decrypt(line.strip())) for line in file.read().splitlines()[2:]]
        assert [record['seq'] for record in records] == list(range(1, len(records) + 1))
        assert {'request', 'answer'} <= {record['part'] for record in records}
        text = json.dumps(records, ensure_ascii=False)
        assert '[PHONE]' in text and PHONE not in text
        return f'{len(records)} records by python3-cryptography'

    def a_changed_byte_is_told(self):
        folder = os.path.dirname(self.key_file)
        segment = os.path.join(folder, sorted(name for name in os.listdir(folder) if name.endswith('.journal'))[0])
        with open(segment, 'r+b') as file:
            lines = file.read().splitlines(keepends=True)
            at = sum(map(len, lines[:3])) + len(lines[3]) // 2  # in the second record
            file.seek(at)
            old = file.read(1)
            file.seek(at)
            file.write(b'A' if old != b'A' else b'B')
        code, said = self.verify_files()
        assert code == 3, f'{code} {said}'
        self.start(f'journal.lock_after={LOCK_AFTER}s')
        self.locked = self.rest()
        self.unlock()
        wait_for('a session', self.is_unlocked, 10)
        self.rest()
        self.check(BAD_BAR, GOOD_BAR)


def run(options, folder):
    log = os.path.join(folder, 'log')
    for name in ('screen', 'home'):
        os.makedirs(os.path.join(folder, name))
    with Processes(log) as processes:
        (port,) = free_ports(1)
        processes.start([options.mirrordeskd, 'simulate', '--listen', f'127.0.0.1:{port}', '--think-ms', '5', '--tokens', '20', '--tokens-per-s', '1000'])
        wait_for('the simulator', lambda: accepts(port), 10)
        desktop = Desktop(processes, os.path.join(folder, 'screen'))
        home = os.path.join(folder, 'home')
        try:
            mirror = Mirror(options.mirrordeskd, os.path.join(home, 'office'), port)
            Session(options, processes, desktop, mirror, home).prove()
        except Exception:
            picture = os.path.join(options.pictures, 'journal_under_xvfb.png')
            desktop.look().save(picture)
            with open(log, errors='replace') as file:
                print(f'The screen is in {picture}; the programs said:\n{file.read()[-4000:]}', file=sys.stderr)
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
