"""An X display of one's own (Xvfb) with a window manager (openbox), and a user's means on it: keys, titles, what is on the screen."""
import os
import struct
import subprocess
import time
import zlib

from processes import wait_for

WIDTH, HEIGHT = 1440, 900


class Picture:
    """What the screen showed: rows of 32-bit pixels, blue first."""

    def __init__(self, width, height, rows):
        self.width, self.height, self.rows = width, height, rows

    def part(self, left, top, width, height):
        """The pixels of a rectangle, row by row."""
        return [row[4 * left:4 * (left + width)] for row in self.rows[top:top + height]]

    def changed(self, other, area):
        """How many pixels of the rectangle differ."""
        count = 0
        for mine, theirs in zip(self.part(*area), other.part(*area)):
            if mine != theirs:
                count += sum(mine[i:i + 3] != theirs[i:i + 3] for i in range(0, len(mine), 4))
        return count

    def coloured(self, area):
        """How many pixels of the rectangle have a colour: lines and areas of charts, not grey text, grids and frames."""
        count = 0
        for row in self.part(*area):
            for i in range(0, len(row), 4):
                pixel = row[i:i + 3]
                count += max(pixel) - min(pixel) > 80
        return count

    def count(self, colour, area):
        """How many pixels of the rectangle have exactly this colour, 0xRRGGBB."""
        wanted = colour.to_bytes(3, 'little')
        return sum(row[i:i + 3] == wanted for row in self.part(*area) for i in range(0, len(row), 4))

    def save(self, path):
        """Writes a PNG to look at."""
        lines = b''.join(b'\0' + bytes(byte for i in range(0, len(row), 4) for byte in (row[i + 2], row[i + 1], row[i])) for row in self.rows)
        head = struct.pack('>IIBBBBB', self.width, self.height, 8, 2, 0, 0, 0)
        with open(path, 'wb') as out:
            out.write(b'\x89PNG\r\n\x1a\n')
            for name, data in ((b'IHDR', head), (b'IDAT', zlib.compress(lines, 6)), (b'IEND', b'')):
                out.write(struct.pack('>I', len(data)) + name + data + struct.pack('>I', zlib.crc32(name + data)))


class Desktop:
    """Starts both programs in `processes`, which ends them. The screen is read from the file Xvfb draws into."""

    def __init__(self, processes, folder):
        self.width, self.height = WIDTH, HEIGHT
        self._screen = os.path.join(folder, 'Xvfb_screen0')
        reader, writer = os.pipe()
        processes.start(['Xvfb', '-displayfd', str(writer), '-screen', '0', f'{WIDTH}x{HEIGHT}x24', '-fbdir', folder, '-noreset', '-nolisten', 'tcp'],
                        pass_fds=[writer])
        os.close(writer)
        with os.fdopen(reader) as answer:
            number = answer.readline().strip()  # ends empty if Xvfb ends
        if not number:
            raise RuntimeError('Xvfb found no free display')
        self.environment = {'DISPLAY': f':{number}'}
        self._all = dict(os.environ, **self.environment)
        processes.start(['openbox', '--config-file', self._write_config(folder)], env=self.environment)
        self._run('xdotool', 'mousemove', str(WIDTH - 1), str(HEIGHT - 1))  # where it hovers over nothing
        wait_for('openbox', lambda: 'window id #' in self._run('xprop', '-root', '_NET_SUPPORTING_WM_CHECK'), 10)

    @staticmethod
    def _write_config(folder):
        """No key of the window manager's own may take one of the program's."""
        path = os.path.join(folder, 'openbox.xml')
        with open(path, 'w') as out:
            out.write('<?xml version="1.0"?><openbox_config xmlns="http://openbox.org/3.4/rc"><keyboard/></openbox_config>')
        return path

    def _run(self, *command):
        return subprocess.run(command, env=self._all, capture_output=True, text=True, timeout=20).stdout.strip()

    def window_of(self, pid):
        """The visible window of a program, None while there is none."""
        ids = self._run('xdotool', 'search', '--all', '--onlyvisible', '--pid', str(pid), '--name', 'MirrorDesk').split()
        return ids[-1] if ids else None

    def windows_named(self, pid, name):
        """The visible windows of a program whose title has these words in it."""
        return self._run('xdotool', 'search', '--all', '--onlyvisible', '--pid', str(pid), '--name', name).split()

    def title(self, window):
        return self._run('xdotool', 'getwindowname', window)

    def area(self, window):
        """(left, top, width, height) on the screen, as far as it is on it."""
        lines = self._run('xdotool', 'getwindowgeometry', '--shell', window).splitlines()
        values = {name: int(value) for name, value in (line.split('=') for line in lines)}
        left, top = max(values['X'], 0), max(values['Y'], 0)
        return left, top, min(values['WIDTH'], WIDTH - left), min(values['HEIGHT'], HEIGHT - top)

    def active_window(self):
        return self._run('xdotool', 'getactivewindow')

    def activate(self, window):
        self._run('xdotool', 'windowactivate', '--sync', window)

    def minimize(self, window):
        self._run('xdotool', 'windowminimize', '--sync', window)

    def press(self, *keys):
        """Keys as xdotool names them, to the window that has the focus."""
        self._run('xdotool', 'key', '--clearmodifiers', *keys)

    def write(self, text, delay_ms=30):
        self._run('xdotool', 'type', '--clearmodifiers', '--delay', str(delay_ms), text)

    def look(self):
        """What the screen shows now."""
        with open(self._screen, 'rb') as file:
            data = file.read()
        # The file is in the format of xwd: 25 numbers, most significant byte first, a name, a colour table, pixels.
        head = struct.unpack('>25I', data[:100])
        width, height, bits, stride, colours = head[4], head[5], head[11], head[12], head[19]
        if bits != 32:
            raise RuntimeError(f'{bits} bits a pixel')
        begin = head[0] + 12 * colours
        return Picture(width, height, [data[begin + y * stride:begin + y * stride + 4 * width] for y in range(height)])

    def look_when_still(self, area, seconds=10):
        """What the screen shows once the rectangle has not changed for a tenth of a second."""
        last, end = self.look(), time.monotonic() + seconds
        while time.monotonic() < end:
            time.sleep(.1)
            now = self.look()
            if now.part(*area) == last.part(*area):
                return now
            last = now
        raise AssertionError('the picture does not come to rest')
