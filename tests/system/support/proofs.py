# SPDX-License-Identifier: GPL-3.0-or-later
"""What proves somebody at the window: which entry is chosen, and what is done until it is proven."""
import base64
import hashlib
import hmac
import struct

from .bench import MAIL_MASK, MAILBOX
from .clock import now

APP_ACCOUNT = "authenticator@outlook.com"  # of the demo, which says its secret key
SECRET_KEY = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"

QUESTIONS_PAGE, KEY_PAGE = "Answer your security questions", "Use your security key"
CODE_PAGE, PHONE_PAGE = "Enter your code", "Complete the phone number"
QUESTIONS = {  # id: in English, in Japanese, registered, and as somebody may type it
    "childhood-friend": ("Who was your first friend?", "最初の友達は誰ですか。", "Hanako", "HANAKO"),
    "first-school": ("Which was your first school?", "最初の学校はどこですか。", "Sakura No. 3", "sakura  no. 3 "),
    "first-trip": ("Where did your first trip lead?", "最初の旅行先はどこですか。", "Mount Fuji", " mount fuji"),
}

CONTACTS = {  # of ACCOUNT: as they are shown, what is typed to confirm them, where the code goes
    "mail": (MAIL_MASK, MAILBOX, MAILBOX),
    "text": ("*********32", "5432", "+819098765432"),
    "call": ("********78", "5978", "+81312345978"),
}
PATTERNS = {  # by the word that the journal has for it
    "mail": "Mail to %1",
    "text": "Text to %1",
    "call": "Call %1",
    "authenticator": "My authenticator app",
    "questions": "My security questions",
    "security-key": "My security key",
    "start-code": "My start code",
}
ENTRIES = {word: (pattern, CONTACTS[word][0] if word in CONTACTS else "") for word, pattern in PATTERNS.items()}


def code_now(steps=0):
    return code_of(SECRET_KEY, steps)


def code_of(secret, steps=0):
    """RFC 6238, written down once more so that the product is not its own judge."""
    step = int(now()) // 30 + steps
    digest = hmac.new(base64.b32decode(secret), struct.pack(">q", step), hashlib.sha1).digest()
    offset = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[offset:offset + 4])[0] & 0x7fffffff) % 1_000_000:06}"


def question_settings(**realm):
    sections = {"[[realm]]": realm}
    for key, (english, japanese, *_) in QUESTIONS.items():
        # What stands behind # makes one section of many.
        sections[f"[[realm.questions]] # {key}"] = {"id": key, "en": english, "ja": japanese}
    return sections


def register_questions(service, account):
    lines = "".join(f"{key}: {registered}\n" for key, (_, _, registered, _) in QUESTIONS.items())
    return service.administer("accounts", "questions", "set", account, typed=lines)


def answer(person, typed):
    person.page(QUESTIONS_PAGE)
    spoken = 1 if person.words.language == "ja" else 0
    for key, text in typed.items():
        person.window.write(QUESTIONS[key][spoken], text)
    person.go_on()


def answer_rightly(person):
    answer(person, {key: typed for key, (*_, typed) in QUESTIONS.items()})


class Proofs:
    """All that one person has; a security key is plugged in already."""

    def __init__(self, outbox, key=None, start_code=None, contacts=None, secret=SECRET_KEY):
        self._outbox, self._key, self._start_code = outbox, key, start_code
        self._contacts, self._secret = contacts or CONTACTS, secret
        self._app_codes = 0  # given so far

    def choose(self, person, word):
        person.choose(PATTERNS[word], self._contacts[word][0] if word in self._contacts else "")

    def steps(self, word):
        """From the page after the choice until it is sent: the title of each page, and what is done there."""
        if word in self._contacts:
            _, typed, to = self._contacts[word]
            code = (CODE_PAGE, lambda person: person.code(self._outbox.code(to)))
            if word == "mail":
                return [("Complete the mail address", lambda person: person.confirm_mail(typed)), code]
            button = "&Call me" if word == "call" else "&Send the code"
            return [(PHONE_PAGE, lambda person: person.confirm_phone(typed, button)), code]
        if word == "authenticator":
            return [(CODE_PAGE, self._give_app_code)]
        if word == "questions":
            return [(QUESTIONS_PAGE, answer_rightly)]
        if word == "security-key":
            return [(KEY_PAGE, self._touch)]
        return [(CODE_PAGE, lambda person: person.code(self._start_code, digits=12))]

    def give(self, person, word):
        """From the page after the choice until it is sent."""
        for page, act in self.steps(word):
            person.page(page)
            act(person)

    def _give_app_code(self, person):
        # A code is good once, so the next time that of the half minute to come; the service bears that much.
        person.code(code_of(self._secret, self._app_codes), digits=6)
        self._app_codes += 1

    def _touch(self, person):
        person.sees("Touch your security key")
        self._key.touch()

    def prove(self, person, word):
        self.choose(person, word)
        self.give(person, word)
