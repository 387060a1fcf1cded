"""What programs on an X display offer to be pasted."""
import ctypes
import time

_SELECTION_NOTIFY = 31
_MOST_BYTES = 1 << 20


class _SelectionEvent(ctypes.Structure):
    _fields_ = [('type', ctypes.c_int), ('serial', ctypes.c_ulong), ('send_event', ctypes.c_int), ('display', ctypes.c_void_p), ('requestor', ctypes.c_ulong),
                ('selection', ctypes.c_ulong), ('target', ctypes.c_ulong), ('property', ctypes.c_ulong), ('time', ctypes.c_ulong), ('room', ctypes.c_ulong * 24)]


class Clipboard:
    """The clipboard of a display, asked as any program that pastes asks."""

    def __init__(self, display):
        x = ctypes.CDLL('libX11.so.6')
        for name, result, arguments in (
                ('XOpenDisplay', ctypes.c_void_p, 'c'), ('XDefaultRootWindow', ctypes.c_ulong, 'p'), ('XCreateSimpleWindow', ctypes.c_ulong, 'plIIIIIll'),
                ('XInternAtom', ctypes.c_ulong, 'pci'), ('XConvertSelection', ctypes.c_int, 'plllll'), ('XCheckTypedWindowEvent', ctypes.c_int, 'plip'),
                ('XGetWindowProperty', ctypes.c_int, 'pllllilppppp'), ('XFree', ctypes.c_int, 'p'), ('XFlush', ctypes.c_int, 'p')):
            function = getattr(x, name)
            function.restype = result
            function.argtypes = [{'c': ctypes.c_char_p, 'p': ctypes.c_void_p, 'l': ctypes.c_ulong, 'i': ctypes.c_int, 'I': ctypes.c_uint}[kind] for kind in arguments]
        self._x = x
        self._display = x.XOpenDisplay(display.encode())
        if not self._display:
            raise RuntimeError(f'no display {display}')
        self._window = x.XCreateSimpleWindow(self._display, x.XDefaultRootWindow(self._display), 0, 0, 1, 1, 0, 0, 0)
        self._clipboard, self._utf8, self._place = (x.XInternAtom(self._display, name, 0) for name in (b'CLIPBOARD', b'UTF8_STRING', b'MIRROR_TEST'))

    def text(self, seconds=5):
        """What would be pasted; empty when nobody offers text."""
        self._x.XConvertSelection(self._display, self._clipboard, self._utf8, self._place, self._window, 0)
        self._x.XFlush(self._display)
        event, end = _SelectionEvent(), time.monotonic() + seconds
        while not self._x.XCheckTypedWindowEvent(self._display, self._window, _SELECTION_NOTIFY, ctypes.byref(event)):
            if time.monotonic() > end:
                raise AssertionError(f'who has the clipboard does not answer within {seconds} s')
            time.sleep(.01)
        return self._read() if event.property else ''

    def _read(self):
        kind, bits, count, left, data = ctypes.c_ulong(), ctypes.c_int(), ctypes.c_ulong(), ctypes.c_ulong(), ctypes.c_void_p()
        self._x.XGetWindowProperty(self._display, self._window, self._place, 0, _MOST_BYTES // 4, 1, 0, ctypes.byref(kind), ctypes.byref(bits),
                                   ctypes.byref(count), ctypes.byref(left), ctypes.byref(data))
        text = ctypes.string_at(data, count.value).decode()
        self._x.XFree(data)
        return text
