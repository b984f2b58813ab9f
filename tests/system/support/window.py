# SPDX-License-Identifier: GPL-3.0-or-later
"""The assistant as a person has it: what the accessibility bus tells, and the keyboard. Nothing else."""
import re
import subprocess
import unicodedata
import xml.etree.ElementTree as ElementTree

import pyatspi

from .processes import until

MNEMONIC_BESIDE = re.compile(r"\s*\(&.\)")  # as Japanese has them; left out, the text is found with and without
INVISIBLE = {"\u2066", "\u2067", "\u2068", "\u2069", "\u200e", "\u200f", "\u200b"}


def plain(text):
    """Text without isolation marks and mnemonics, as a person reads it."""
    return "".join(character for character in text or "" if character not in INVISIBLE).replace("&", "")


class Words:
    """Catalogue text by its English source, in the language under test."""

    def __init__(self, language, catalogue):
        self.language = language
        self._words = {}
        self._singular = {}
        if language == "en":
            for message in ElementTree.parse(catalogue.with_name("latchkey_en.ts")).getroot().iter("message"):
                self._singular[message.findtext("source")] = plain(message.find("translation").findtext("numerusform"))
            return
        for message in ElementTree.parse(catalogue).getroot().iter("message"):
            source, translation = message.findtext("source"), message.find("translation")
            forms = [form.text for form in translation.findall("numerusform")]
            self._words[source] = plain(MNEMONIC_BESIDE.sub("", forms[0] if forms else translation.text or ""))

    def counted(self, source, n):
        """For so many; Japanese has one form for all."""
        return (self._singular[source] if n == 1 and self._singular else self(source)).replace("%n", str(n))

    def __call__(self, source):
        if not self._words:
            return source
        if source not in self._words:
            raise AssertionError(f"no catalogue entry for {source!r}")
        return self._words[source]


def walk(accessible):
    try:
        children = [accessible.getChildAtIndex(index) for index in range(accessible.childCount)]
    except Exception:  # the widget went away while it was looked at
        return
    for child in children:
        if child is not None:
            yield child
            yield from walk(child)


def walk_shown(accessible):
    """Like walk(), without what lies inside of something hidden: most pages are, and each look costs."""
    try:
        children = [accessible.getChildAtIndex(index) for index in range(accessible.childCount)]
    except Exception:  # the widget went away while it was looked at
        return
    for child in children:
        if child is not None and showing(child):
            yield child
            yield from walk_shown(child)


def seen(look):
    """What the look gives, or nothing when the widget goes away while it is looked at."""
    try:
        return look()
    except Exception:
        return None


def name_of(accessible):
    return plain(seen(lambda: accessible.name))


def showing(accessible):
    try:
        states = accessible.getState()
        return states.contains(pyatspi.STATE_SHOWING) and states.contains(pyatspi.STATE_VISIBLE)
    except Exception:
        return False


class Window:
    """One top-level window of a program, found by the program's name on the bus, and by its process where several
    of that name run."""

    def __init__(self, program="latchkey", title=None, process=None):
        self.program, self.title, self.process = program, title, process
        until(lambda: self._root() is not None, f"the window of {program}", 60)
        self.focus_window()

    def _root(self):
        for application in pyatspi.Registry.getDesktop(0):
            if application is not None and application.name == self.program and self._is_meant(application):
                for window in application:
                    if window is not None and showing(window) and (self.title is None or self.title in plain(window.name)):
                        return window
        return None

    def _is_meant(self, application):
        return self.process is None or seen(application.get_process_id) == self.process

    def numbers(self):
        """What the X server calls the windows that bear the title."""
        pattern = self.title or "Latchkey"
        only = [] if self.process is None else ["--all", "--pid", str(self.process)]
        return subprocess.run(["xdotool", "search", *only, "--onlyvisible", "--name", pattern],
                              capture_output=True, text=True, check=False).stdout.split()

    def number(self):
        return until(self.numbers, f"a window named {self.title}")[-1]

    def focus_window(self):
        for window in self.numbers():
            subprocess.run(["xdotool", "windowfocus", window], check=False, stderr=subprocess.DEVNULL)

    def all(self, role=None):
        root = self._root()
        if root is None:
            return []
        return [each for each in walk_shown(root) if role is None or seen(each.getRoleName) in role]

    def texts(self):
        """Everything that can be read now, in reading order."""
        found = []
        for each in self.all():
            for text in (name_of(each), plain(seen(lambda each=each: each.description))):
                if text and text not in found:
                    found.append(text)
        return found

    def contents(self):
        """What stands in the fields that can be read."""
        found = []
        for each in self.all(("text", "entry")):
            try:
                found.append(plain(each.queryText().getText(0, -1)))
            except Exception:  # it went away while it was looked at
                continue
        return found

    def see(self, text, seconds=30):
        wanted = unicodedata.normalize("NFC", plain(text))
        try:
            return until(lambda: any(wanted in each for each in self.texts()), f"{text!r}", seconds)
        except AssertionError:
            raise AssertionError(f"{text!r} is not on the screen; there is: {self.texts()}") from None

    def find(self, roles, name=None, seconds=30):
        roles = (roles,) if isinstance(roles, str) else roles

        def look():
            for each in self.all(roles):
                if name is None or plain(name) in name_of(each):
                    return each
            return None
        try:
            return until(look, f"{roles} {name!r}", seconds)
        except AssertionError:
            raise AssertionError(f"no {roles} {name!r}; there is: "
                                 f"{[(each.getRoleName(), plain(each.name)) for each in self.all()]}") from None

    def focus(self, accessible):
        def focused():
            if accessible.getState().contains(pyatspi.STATE_FOCUSED):
                return True
            accessible.queryComponent().grabFocus()
            return False
        until(focused, f"focus on {plain(accessible.name)!r}")

    def focused(self):
        """The name of what has the focus."""
        for each in self.all():
            if seen(lambda each=each: each.getState().contains(pyatspi.STATE_FOCUSED)):
                return name_of(each)
        return ""

    def tab_to(self, name, steps=40):
        """From where the focus is, by the Tab key alone."""
        for _ in range(steps):
            before = self.focused()
            if before == name:
                return
            self.key("Tab")
            until(lambda before=before: self.focused() != before, f"the focus to leave {before!r}")
        raise AssertionError(f"{name!r} is not reached by {steps} steps; there is: {self.texts()}")

    def enabled(self, accessible):
        return accessible.getState().contains(pyatspi.STATE_ENABLED)

    def press(self, name, roles=("push button", "radio button", "check box", "toggle button", "link"), seconds=30):
        """Goes to the control and presses the space bar, when it can be pressed."""
        control = self.find(roles, name, seconds)
        until(lambda: self.enabled(control), f"{name!r} to be usable")
        self.focus(control)
        chooses = control.getRoleName() == "radio button"
        self.key("space")
        if chooses:
            # Keys and the accessibility bus reach the program by different ways: what follows must not overtake.
            until(lambda: control.getState().contains(pyatspi.STATE_CHECKED), f"{name!r} to be chosen")

    def write(self, name, text, roles=("text", "password text", "entry")):
        self.fill(self.find(roles, name), text)

    def fill(self, field, text, shown=None):
        """Types into the field in place of what is there; it then holds so many characters."""
        self.focus(field)
        self.key("ctrl+a")
        self.key("BackSpace")
        until(lambda: self.length(field) == 0, f"{plain(field.name)!r} to be empty")
        self.type(text)
        count = len(text) if shown is None else shown
        until(lambda: self.length(field) == count, f"{count} characters in {plain(field.name)!r}")

    @staticmethod
    def length(field):
        return field.queryText().characterCount

    @staticmethod
    def key(*keys):
        subprocess.run(["xdotool", "key", "--clearmodifiers", *keys], check=True)

    @staticmethod
    def raw_key(key):
        """As it comes: Caps Lock and the like keep their effect."""
        subprocess.run(["xdotool", "key", key], check=True)

    @staticmethod
    def put_on_clipboard(text):
        subprocess.run(["xclip", "-selection", "clipboard", "-in"], input=text.encode(), check=True,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    @staticmethod
    def type(text):
        subprocess.run(["xdotool", "type", "--clearmodifiers", "--delay", "15", "--", text], check=True)

    @staticmethod
    def picture(path):
        subprocess.run(["import", "-silent", "-window", "root", str(path)], check=True)
