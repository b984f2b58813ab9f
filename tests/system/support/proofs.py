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
QUESTIONS = {  # id: in English, in Japanese, registered, and as somebody may type it
    "childhood-friend": ("Who was your first friend?", "最初の友達は誰ですか。", "Hanako", "HANAKO"),
    "first-school": ("Which was your first school?", "最初の学校はどこですか。", "Sakura No. 3", "sakura  no. 3 "),
    "first-trip": ("Where did your first trip lead?", "最初の旅行先はどこですか。", "Mount Fuji", " mount fuji"),
}

ENTRIES = {  # by the word that the journal has for it: the entry and its mask; contacts as ACCOUNT has them
    "mail": ("Mail to %1", MAIL_MASK),
    "text": ("Text to %1", "*********32"),
    "call": ("Call %1", "********78"),
    "authenticator": ("My authenticator app", ""),
    "questions": ("My security questions", ""),
    "security-key": ("My security key", ""),
    "start-code": ("My start code", ""),
}


def code_now(steps=0):
    """RFC 6238, written down once more so that the product is not its own judge."""
    step = int(now()) // 30 + steps
    digest = hmac.new(base64.b32decode(SECRET_KEY), struct.pack(">q", step), hashlib.sha1).digest()
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

    def __init__(self, outbox, key=None, start_code=None):
        self._outbox, self._key, self._start_code = outbox, key, start_code

    @staticmethod
    def choose(person, word):
        person.choose(*ENTRIES[word])

    def give(self, person, word):
        """From the page after the choice until it is sent."""
        if word == "mail":
            person.confirm_mail(MAILBOX)
            person.code(self._outbox.code(MAILBOX))
        elif word == "text":
            person.confirm_phone("5432")
            person.code(self._outbox.code("+819098765432"))
        elif word == "call":
            person.confirm_phone("5978", "&Call me")
            person.code(self._outbox.code("+81312345978"))
        elif word == "authenticator":
            person.code(code_now(), digits=6)
        elif word == "questions":
            answer_rightly(person)
        elif word == "security-key":
            person.page(KEY_PAGE)
            person.sees("Touch your security key")
            self._key.touch()
        else:
            person.code(self._start_code, digits=12)

    def prove(self, person, word):
        self.choose(person, word)
        self.give(person, word)
