# SPDX-License-Identifier: GPL-3.0-or-later
"""When a program's first window has something painted in its middle, to a millisecond.

`xdotool search --sync` looks twice a second, which is as long as a start takes.
"""
import ctypes
import ctypes.util
import select
import time

SUBSTRUCTURE_NOTIFY, MAP_NOTIFY, ALL_PLANES, Z_PIXMAP = 1 << 19, 19, ctypes.c_ulong(-1), 2


class MapEvent(ctypes.Structure):
    _fields_ = [("type", ctypes.c_int), ("serial", ctypes.c_ulong), ("send_event", ctypes.c_int),
                ("display", ctypes.c_void_p), ("event", ctypes.c_ulong), ("window", ctypes.c_ulong),
                ("override_redirect", ctypes.c_int), ("padding", ctypes.c_long * 24)]


class Watcher:
    """Watches the display that $DISPLAY names; its windows begin black, as Xvfb makes them."""

    def __init__(self):
        self.x11 = ctypes.CDLL(ctypes.util.find_library("X11"))
        for name in ("XOpenDisplay", "XGetImage"):
            getattr(self.x11, name).restype = ctypes.c_void_p
        for name in ("XDefaultRootWindow", "XGetPixel"):
            getattr(self.x11, name).restype = ctypes.c_ulong
        self.display = ctypes.c_void_p(self.x11.XOpenDisplay(None))
        root = ctypes.c_ulong(self.x11.XDefaultRootWindow(self.display))
        self.x11.XSelectInput(self.display, root, SUBSTRUCTURE_NOTIFY)
        self.x11.XSync(self.display, 0)

    def wait(self, seconds=60):
        """Blocks until the next window that is mapped is painted."""
        deadline = time.monotonic() + seconds
        window = self._mapped(deadline)
        while not self._is_painted(window):
            if time.monotonic() > deadline:
                raise AssertionError("the window stays empty")
            time.sleep(0.001)

    def forget(self):
        event = MapEvent()
        self.x11.XSync(self.display, 0)
        while self.x11.XPending(self.display):
            self.x11.XNextEvent(self.display, ctypes.byref(event))

    def _mapped(self, deadline):
        event = MapEvent()
        while True:
            while self.x11.XPending(self.display):
                self.x11.XNextEvent(self.display, ctypes.byref(event))
                if event.type == MAP_NOTIFY and not event.override_redirect:
                    return event.window
            if time.monotonic() > deadline:
                raise AssertionError("no window")
            select.select([self.x11.XConnectionNumber(self.display)], [], [], 0.5)

    def _is_painted(self, window):
        # A point of the page, left of where the assistant has text and right of its trail.
        image = ctypes.c_void_p(self.x11.XGetImage(self.display, ctypes.c_ulong(window), 300, 300, 1, 1, ALL_PLANES,
                                                   Z_PIXMAP))
        pixel = self.x11.XGetPixel(image, 0, 0)
        self.x11.XFree(image)  # 28 bytes a look; what it points to goes with the process
        return pixel & 0xFFFFFF != 0
