# SPDX-License-Identifier: GPL-3.0-or-later
"""One account with everything that can be registered, and as many copies of its service as there are rows."""
from .proofs import APP_ACCOUNT, Proofs, question_settings, register_questions
from .service import start_code
from .soft_key import SoftKey

CONTACTS = ("msabc123.backup@example.com", "090-9876-5432", "03-1234-5978")
FACTORS = ["mail", "text", "call", "authenticator", "questions", "security-key"]


class Everything:
    """Each row begins on a copy: no half minute of the app is spent there, no limit any nearer, and no password
    remembered."""

    def __init__(self, bench):
        self.bench = bench
        self._certificate = bench.authority.issue()
        self.key = bench.keep(SoftKey(bench.tools, "blue"))
        self.key.plug()
        self.ground = bench.service(settings=self._settings({"gates": 2}), certificate=self._certificate)
        for contact in CONTACTS:
            self.ground.administer("accounts", "contacts", "add", APP_ACCOUNT, contact)
        register_questions(self.ground, APP_ACCOUNT)
        where = ("--config", self.ground.configuration)
        self.key.register(bench.programs, APP_ACCOUNT, *where)
        self.outbox = bench.outbox()
        self._start_code = start_code(bench.programs, APP_ACCOUNT, *where)

    def _settings(self, realm):
        values = {"questions_use": "alone", "factors": [*FACTORS, "start-code"], "start_codes_again": True, **realm}
        return {**question_settings(**values), **self.bench.outbox_settings()}

    def proofs(self):
        """What the person has, for one copy."""
        return Proofs(self.outbox, self.key, self._start_code)

    def service(self, between=None, more=None, **realm):
        """A copy that runs, its realm set up like this; more: further sections. The ground has been stopped."""
        return self.bench.service(settings={**self._settings(realm), **(more or {})}, between=between,
                                  certificate=self._certificate, accounts=self.ground)
