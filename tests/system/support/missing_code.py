# SPDX-License-Identifier: GPL-3.0-or-later
""""My code did not come", as somebody goes through it: rows of what is replied, what is said, and the one action."""
import dataclasses

from .processes import until
from .service import QUEUED, SENDING

# The action at the end of the advice, by the button that does it.
BACK, AGAIN, CALL, OTHERS = "&Back to the code", "&Send it again", "C&all me instead", "Show the &other ways"
CORRECT, START, ADMINISTRATOR = "C&orrect it", "Start a&gain", "Contact an &administrator"
SUPPORT = "whom to ask"  # is read, and leads back

WAIT, REPAIR, REPAIR_AND_WAIT = ("Give it a little more time", "Put that right first",
                                 "Put that right, then wait for it")
TITLES = {AGAIN: "Have it sent again", CALL: "Have yourself called instead", OTHERS: "Choose another way",
          CORRECT: "Correct what you typed", START: "Start again with the right name",
          ADMINISTRATOR: "Contact an administrator", SUPPORT: "Ask your support"}

MISSING = "&My code did not come"
ACCOUNT, METHODS, CODE = "Which account is it?", "How should we check that it is you?", "Enter your code"
CONFIRM = {"Mail to %1": ("Complete the mail address", "The part &left of the @", "&Send the code"),
           "Text to %1": ("Complete the phone number", "The &last four digits", "&Send the code"),
           "Call %1": ("Complete the phone number", "The &last four digits", "&Call me")}
# What is asked, in this order, and what stands below.
PHONE, ENTRY = ("Is the phone with this number at hand?",), ("Is this right, letter by letter?", "Account: %1")
QUESTIONS = {"Mail to %1": (("Can you open this mailbox now?",),
                            ("Have you looked in the folder for junk mail?",
                             "It may be called “Spam” or “Junk”. Mails with a code often end up there."), ENTRY),
             "Text to %1": (PHONE, ("Do texts from companies arrive on this phone?",
                                    "For example from a parcel service or a bank."), ENTRY),
             "Call %1": (PHONE, ("Do calls from unknown numbers ring on this phone?",
                                 "Many phones can turn away callers that they do not know."), ENTRY)}
LEAVING = {"Mail to %1": "The mail is being sent.", "Text to %1": "The text message is being sent.",
           "Call %1": "The phone will ring in a moment. Press any key to hear the code."}
FEW, PREVIOUS, SOON = ("Three short questions at most, then you know what to do.", "&Previous question",
                       "In %n minutes it can be sent again.")
PAUSE = 61  # seconds until a code may be sent again
LOOK = 5  # seconds until the page asks what became of it
UNTRIED = "SELECT 1 FROM messages WHERE (state = ? AND attempts = 0) OR state = ?"


def sentences_of(rows):
    """All that the helper says and is told in these rows, as the catalogue has it."""
    said = {FEW, PREVIOUS}
    for row in rows:
        button = BACK if row.action == SUPPORT else row.action
        said |= {button, row.title or TITLES[row.action], *row.replies, *(sentence for sentence, *_ in row.says)}
        said |= {SOON} if row.soon else set()
        for question in QUESTIONS[row.way.pattern][:len(row.replies)]:
            said |= set(question)
    return said


def rows_in(rows, language):
    """Every other one: each is run in one language, and all are run."""
    return rows[0::2] if language == "en" else rows[1::2]


@dataclasses.dataclass(frozen=True)
class Way:
    """One entry of the list of methods, and what is typed to confirm it."""
    pattern: str
    mask: str
    entry: str


@dataclasses.dataclass(frozen=True)
class Row:
    name: str
    way: Way
    says: tuple  # sentences of the advice, each with what fills it in
    action: str
    replies: tuple = ()  # to the questions, in their order
    title: str = None  # where the action alone does not say it
    later: int = 0  # seconds that pass before it is asked: after a PAUSE it may be sent again
    answers: tuple = ()  # what relay or gateway say from now on: ("relay", "defer-451")
    soon: bool = False  # the pause is not over, and it says so
    at_once: bool = False  # asked while the code still leaves
    page: str = None  # what the page of the code says of it

    def by(self, way, **other):
        return dataclasses.replace(self, way=way, **other)


class Helper:
    """One window, led from row to row, and from account to account."""

    def __init__(self, bench, service, servers, support):
        """servers: those that a row may tell what to answer, by name."""
        self.person = bench.person(service)
        self._service, self._clock, self._servers, self._support = service, bench.clock, servers, support
        self._account = self._way = self._page = None
        self._leaves = False

    def begin(self, account):
        """With a window that was opened just now, or after a row that starts again."""
        if self._page is None:
            self.person.reason()
        self._account = account
        self.person.account(account)
        self.person.challenge_by_work()
        self.person.page(METHODS)
        self._way, self._page = None, METHODS

    def run(self, row):
        try:
            if row.answers:
                self._servers[row.answers[0]].mode(row.answers[1])
            self._go_to(row.way)
            if self._leaves and not row.at_once:
                self._let_it_leave()
            if row.later:
                self._clock.pass_time(seconds=row.later)
                self.person.sees("&Send it again")
            if row.page:
                self.person.sees(row.page)
            self.person.press(MISSING)
            for number, reply in enumerate(row.replies):
                self._read(number, QUESTIONS[row.way.pattern][number])
                self.person.press(reply, roles=("push button",))
            self.person.sees(row.title or TITLES[row.action])
            for sentence, *filled in row.says:
                self.person.sees(sentence, *filled)
            if row.soon:
                self.person.sees(SOON, n=1)
            self._act(row.action)
        except Exception as fault:
            raise AssertionError(f"{row.name}: {fault}") from fault

    def _read(self, number, question):
        for sentence in (*question, PREVIOUS if number else FEW):
            self.person.sees(sentence, self._account)

    def _let_it_leave(self):
        """Until relay or gateway have answered, and the page has asked. To open the helper puts its next look off."""
        until(lambda: not self._service.rows(UNTRIED, QUEUED, SENDING), "an answer of relay or gateway")
        self._clock.pass_time(seconds=LOOK)
        until(lambda: not self.person.sees_now(LEAVING[self._way.pattern]), "the page to say that it has left")
        self._leaves = False

    def _go_to(self, way):
        """At the code that was sent this way; what runs already is not sent again."""
        if self._page == CODE and self._way == way:
            return
        if self._page == CODE:
            self.person.press(way.pattern, way.mask, roles=("push button",))
        else:
            if self._page != METHODS:
                self.person.press("&Back")
            self.person.choose(way.pattern, way.mask)
        self._confirm(way)

    def _confirm(self, way):
        page, label, button = CONFIRM[way.pattern]
        self.person.page(page)
        self.person.window.write(self.person.words(label), way.entry)
        self.person.press(button, roles=("push button",))
        self.person.page(CODE)
        self._way, self._page, self._leaves = way, CODE, True

    def _act(self, action):
        person, before = self.person, len(self._service.codes())
        if action == SUPPORT:
            person.window.see(self._support["name"])
            person.window.see(self._support["mail"])
        person.press(BACK if action == SUPPORT else action, roles=("push button",))
        if action == AGAIN:
            until(lambda: len(self._service.codes()) == before + 1, "another code")
            self._leaves = True
        if action == ADMINISTRATOR:
            person.press("&Send the message", roles=("push button",))
            person.sees("Your message was sent")
            person.press("&Back to the page", roles=("push button",))
        if action in (BACK, SUPPORT, AGAIN, OTHERS, ADMINISTRATOR):
            person.sees(MISSING)
        if action == OTHERS:
            until(lambda: "*" in person.window.focused(), "the focus on another way")
        if action == CALL:
            # The same phone: only its four digits are asked for.
            person.page("Complete the phone number")
            person.sees("Call %1", self._way.mask)
            self._page = "confirm"
        if action == CORRECT:
            self._confirm(self._way)
        if action == START:
            person.page(ACCOUNT)
            self._page = ACCOUNT
        if action != AGAIN:
            assert len(self._service.codes()) == before, "nothing but the one action sends a code"
