# SPDX-License-Identifier: GPL-3.0-or-later
"""Somebody whose assistant is killed and started again, and what it says then."""
from .bench import ACCOUNT
from .processes import until

BACK = "Welcome back. You are where you left off."
AFRESH = ("Welcome back. You had already proved that it is you. A proof is never kept on a PC, so please prove it "
          "once more.")
GONE = ("The recovery that you left is over: it was finished or stopped, it went on at another PC, or its "
        "time ran out. Please start again. "
        "If you had just set a new password, try that first.")


class Somebody:
    """At their own PC, whose assistant is killed every now and then. server: where it finds the service, if
    something stands between."""

    def __init__(self, bench, service, key_ring, server=None):
        self.bench, self.service, self.key_ring = bench, service, key_ring
        self.server = server or service
        self.outbox = bench.outbox()
        self.person = bench.person(self.server)

    def open(self, account=ACCOUNT, reason="I forgot my password", keeps=True):
        self.person.reason(reason)
        self.person.account(account, keeps)
        self.person.page("A short security check")

    def killed(self):
        self.person.close()
        self.starts_again()

    def starts_again(self):
        until(lambda: not self.person.window.all(), "the window to be gone")
        self.person = self.bench.person(self.server)

    def comes_back(self, title, welcome=BACK):
        self.killed()
        self.person.page(title)
        self.person.sees(welcome)

    def nothing_is_kept(self):
        until(self.key_ring.is_empty, "the key ring to be empty")
