# SPDX-License-Identifier: GPL-3.0-or-later
"""Somebody who recovers an account at the assistant's window, step by step, in the language under test.

Words are given as the English catalogue sources. Each step waits for its page, acts, and goes on.
"""
import os
import pathlib
import re

from .processes import Program, until
from .window import Window, Words, plain

CATALOGUE = pathlib.Path(__file__).resolve().parents[3] / "translations" / "latchkey_ja.ts"
KEEPS = "This is my PC: &keep my place"
WIZARD = "– Latchkey"  # how the titles of the wizard end, in every language
NATIVE_NAMES = {"en": "English", "ja": "日本語"}  # in the order of the menu
LANGUAGES = os.environ.get("LATCHKEY_TEST_LANGUAGES", "en ja").split()


class Person:
    def __init__(self, programs, log, language, server=None, ca=None, account=None, extra=()):
        command = [programs / "latchkey", "--language", language]
        if server:
            command += ["--server", server, "--ca", ca]
        if account:
            command += ["--account", account]
        self.words = Words(language, CATALOGUE)
        self.program = Program([*command, *extra], log)
        self.window = Window("latchkey")
        self.pictures = None  # a folder: every page that is waited for leaves its picture there
        self._count = 0

    def close(self):
        if self.program.process.poll() is None:
            self.program.kill()

    # --- what is read ------------------------------------------------------------------------------------

    def text(self, source, *arguments, n=None):
        """The catalogue's sentence, filled in."""
        found = self.words(source) if n is None else self.words.counted(source, n)
        for number, argument in enumerate(arguments, 1):
            found = found.replace(f"%{number}", str(argument))
        return found

    def sees(self, source, *arguments, n=None, seconds=30):
        self.window.see(self.text(source, *arguments, n=n), seconds)

    def sees_beginning(self, source, seconds=30):
        """A sentence with a time in it: the longest part around that time."""
        parts = re.split(r"%\d", self.text(source))
        self.window.see(max(parts, key=len), seconds)

    def sees_now(self, source, *arguments, n=None):
        wanted = plain(self.text(source, *arguments, n=n))
        return any(wanted in each for each in self.window.texts())

    def switch_language(self, language):
        """By the button in the corner; from then on its words are expected."""
        if language == self.words.language:
            return
        button = self.window.find("push button", f"{self.words('Language')}, {NATIVE_NAMES[self.words.language]}")
        self.window.focus(button)
        self.window.key("space")
        # The bus does not show what is in a popup, but keys come in their order.
        self.window.key(*["Down"] * (list(NATIVE_NAMES).index(language) + 1), "Return")
        self.words = Words(language, CATALOGUE)
        self.sees("Get &help")

    # --- pages -------------------------------------------------------------------------------------

    def page(self, title, seconds=30):
        """Waits for the page with this title."""
        self.window.see(self.words(title), seconds)
        if self.pictures is not None:
            self._count += 1
            name = re.sub(r"[^a-z0-9]+", "-", plain(title).lower()).strip("-")
            self.snap(f"{self._count:02d}-{name}")

    def snap(self, name):
        if self.pictures is not None:
            self.window.picture(self.pictures / f"{name}.png")

    def press(self, source, *arguments, **more):
        self.window.press(self.text(source, *arguments), **more)

    def go_on(self):
        self.press("&Next", roles=("push button",))

    def reason(self, source="I forgot my password"):
        self.page("Why can't you sign in?")
        self.press(source, roles=("radio button",))
        self.go_on()

    def account(self, name, keeps=False):
        """keeps: at their own PC, whose place is kept."""
        self.page("Which account is it?")
        if keeps:
            self.press(KEEPS, roles=("check box",))
        self.window.write(self.words("&Account name or mail address"), name)
        self.go_on()

    def challenge_by_work(self):
        self.page("A short security check")
        self.press("Let this PC &do it")

    def choose(self, pattern, mask):
        self.page("How should we check that it is you?")
        self.window.press(self.words(pattern).replace("%1", mask), roles=("radio button",))
        self.go_on()

    def confirm_mail(self, entry):
        self.page("Complete the mail address")
        self.window.write(self.words("The part &left of the @"), entry)
        self.press("&Send the code", roles=("push button",))

    def confirm_phone(self, entry, button="&Send the code"):
        self.page("Complete the phone number")
        self.window.write(self.words("The &last four digits"), entry)
        self.press(button, roles=("push button",))

    def code(self, code, digits=7):
        self.page("Enter your code")
        self.window.fill(self.code_field(digits), code)
        self.go_on()

    def code_field(self, digits=7):
        label = self.words("&Code of %n digits").replace("%n", str(digits))
        return self.window.find(("text", "entry", "password text"), plain(label))

    def password(self, password, again=None, page="Choose a new password"):
        self.page(page)
        for label, text in (("&New password", password), ("The same &again", again or password)):
            self.window.write(self.words(label), text)
        self.press("Set &password", roles=("push button",))

    def prove_by_mail(self, outbox, mailbox):
        """By a code to a mailbox of example.com; outbox: where the service leaves it."""
        self.choose("Mail to %1", f"{mailbox[:2]}*****@example.com")
        self.confirm_mail(mailbox)
        self.code(outbox.code(mailbox))

    def done(self, page="Your account is back"):
        self.page(page, 60)
        return self.receipt()

    def receipt(self):
        """The support code as the window shows it."""
        def look():
            for text in self.window.texts():
                found = re.search(r"\b[0-9A-Z]{3}-[0-9A-Z]{3}\b", text)
                if found:
                    return found.group()
            return None
        return until(look, "a receipt")

    def try_password(self, password):
        label = self.words("Your new &password, once more")
        if not any(plain(label) in text for text in self.window.texts()):
            self.press("&Try it now")  # the field comes when it is asked for
        self.window.write(label, password)
        self.press("&Try it now")

    def save_card(self, path):
        """By the file dialog, which begins with the name selected."""
        # Told apart by their titles: the bus knows the dialog for a while after it has gone.
        self.window.title = WIZARD
        self.press("&Save or print this as a card")
        dialog = Window("latchkey", plain(self.words("Where should the card be saved?")))
        field = dialog.find(("text", "entry"))
        dialog.fill(field, str(path))
        dialog.key("Return")
        until(path.is_file, f"{path}")
        # It takes the focus along when it goes, and nobody gives it back here: there is no window manager.
        until(lambda: not dialog.numbers(), "the dialog to be gone")
        self.window.focus_window()

    def leave(self):
        """Closes the window on the last page; the program ends well."""
        self.press("&Close")
        self.ended()

    def ended(self, seconds=30):
        status = self.program.process.wait(seconds)
        if status != 0:
            raise AssertionError(f"the assistant ended with {status}")
