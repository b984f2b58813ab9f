# SPDX-License-Identifier: GPL-3.0-or-later
"""One recovery by mail as a row of steps, so that a test can disturb each of them, and what must hold in the end."""
import collections

from .bench import ACCOUNT, MAIL_MASK, MAILBOX
from .processes import until
from .service import DEMO_PASSWORD, SENT

PASSWORD = "Harbour-Lamp-41"
PICTURE = "/v1/recovery/challenge/picture"

# The path that the step writes to; what the person does; the same once more, with what was typed still there;
# the wait for the page after it.
Step = collections.namedtuple("Step", "path act again arrive")


class Journey:
    def __init__(self, bench, service, server=None):
        """server: where the assistant finds the service, if something stands between."""
        self.bench, self.service, self.between = bench, service, server
        self.outbox = bench.outbox()
        self.person = bench.person(server or service)
        self.receipt = None

    def steps(self):
        person = self.person
        person.reason()
        person.page("Which account is it?")
        yield Step("/v1/recoveries", lambda: person.account(ACCOUNT), person.go_on, self._see_challenge)
        method = lambda: person.page("How should we check that it is you?")  # noqa: E731
        yield Step("/v1/recovery/challenge", person.challenge_by_work, person.challenge_by_work, method)
        yield Step("/v1/recovery/method", lambda: person.choose("Mail to %1", MAIL_MASK), person.go_on,
                   lambda: person.page("Complete the mail address"))
        yield Step("/v1/recovery/confirm", lambda: person.confirm_mail(MAILBOX),
                   lambda: person.press("&Send the code", roles=("push button",)), self._see_code)
        yield Step("/v1/recovery/code", self._enter_code, person.go_on,
                   lambda: person.page("Choose a new password"))
        yield Step("/v1/recovery/password", lambda: person.password(PASSWORD),
                   lambda: person.press("Set &password", roles=("push button",)), self._finish)

    def _see_challenge(self):
        """With its picture: one that is cut off is asked for again, and not what was pressed meanwhile."""
        self.person.page("A short security check")
        if self.between:
            until(lambda: any(each.path == PICTURE and each.status == 200 and not each.cut
                              for each in list(self.between.exchanges)), "the whole picture")
        else:
            self.service.wait_logged("request", route=f"GET {PICTURE}", status=200)

    def _see_code(self):
        """It is sent a moment after the page has turned, by a service that has to live until then."""
        self.person.page("Enter your code")
        until(lambda: any(message["code"] for _, message in self.outbox.messages()), "the code in the outbox")

    def _enter_code(self):
        self.person.code(self.outbox.code())

    def _finish(self):
        self.receipt = self.person.done()

    def sees_unreachable(self):
        self.person.sees("The recovery service cannot be reached", seconds=60)

    def try_again(self):
        self.sees_unreachable()
        self.person.press("&Try again")

    def done_once(self):
        """One recovery, one code, one change, whatever happened on the way."""
        self.person.leave()
        assert self.service.rows("SELECT COUNT(*) FROM recoveries") == [(1,)]
        assert [state for _, state, _, _ in self.service.codes()] == [SENT], self.service.codes()
        codes = [message for _, message in self.outbox.messages() if is_code(message)]
        assert len(codes) == 1, codes
        assert self.service.password_changes(ACCOUNT) == 1
        assert self.bench.accepts(self.service, PASSWORD)
        assert not self.bench.accepts(self.service, DEMO_PASSWORD)


def is_code(message):
    return bool(message["code"])
