#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A mail relay for tests, by aiosmtpd (Debian package python3-aiosmtpd).

    smtp_server.py --into DIR [--tls starttls|implicit|none] [--user NAME --password TEXT] [--mode MODE]

Each accepted mail becomes DIR/NNNNNN.eml (as received) and then DIR/NNNNNN.json: {"mailFrom","rcptTos","tls",
"login","subject","text","headers"}. Ready: {"event":"ready","port":…,"ca":"PATH or null"}. Modes:
accept; defer-451, refuse-550 and a status of its own such as 552-5.2.2 (the recipient); defer-data-451 and
refuse-data-554 (after the mail);
drop-rcpt (connection cut at the recipient); drop-data (cut after the mail, which is kept, instead of the 250);
silent (no word after the mail).
"""
import asyncio
import email
import email.policy
import sys

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword

import common

STATUSES = ["452-4.2.2", "552-5.2.2", "550-5.7.1", "550-5.0.0"]  # reply and enhanced status (RFC 3463)
MODES = ["accept", "defer-451", "refuse-550", *STATUSES, "defer-data-451", "refuse-data-554", "drop-rcpt", "drop-data",
         "silent"]


class Handler:
    def __init__(self, options):
        self.options = options
        self.folder = common.Folder(options.into)

    async def handle_RCPT(self, server, _session, envelope, address, _options):  # noqa: N802
        mode = common.mode_of(self.options, MODES)
        if mode == "defer-451":
            return "451 4.2.1 mailbox busy"
        if mode == "refuse-550":
            return "550 5.1.1 no such mailbox"
        if mode in STATUSES:
            return mode.replace("-", " ") + " as the test wants it"
        if mode == "drop-rcpt":
            server.transport.abort()
            return "421 gone"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        mode = common.mode_of(self.options, MODES)
        if mode == "defer-data-451":
            return "451 4.3.0 not now"
        if mode == "refuse-data-554":
            return "554 5.6.0 refused"
        self.keep(session, envelope)
        if mode == "drop-data":
            server.transport.abort()
        elif mode == "silent":
            await asyncio.sleep(3600)
        return "250 OK"

    def keep(self, session, envelope):
        mail = email.message_from_bytes(envelope.original_content, policy=email.policy.default)
        self.folder.write({".eml": envelope.original_content, ".json": {
            "mailFrom": envelope.mail_from,
            "rcptTos": envelope.rcpt_tos,
            "tls": session.ssl is not None,
            "login": session.auth_data.login.decode() if session.auth_data else None,
            "subject": str(mail["subject"]),
            "text": mail.get_content().replace("\r\n", "\n"),
            "headers": {name.lower(): str(value) for name, value in mail.items()},
            "defects": [str(defect) for defect in mail.defects]}})


def main():
    parser = common.arguments(__doc__, MODES)
    parser.add_argument("--tls", choices=["starttls", "implicit", "none"], default="starttls")
    parser.add_argument("--user")
    parser.add_argument("--password")
    options = parser.parse_args()
    context, authority = (None, None) if options.tls == "none" else common.tls_context(options)

    def authenticator(_server, _session, _envelope, _mechanism, data):
        good = isinstance(data, LoginPassword) and data.login == (options.user or "").encode() \
            and data.password == (options.password or "").encode()
        # handled=False lets aiosmtpd answer 535 itself.
        return AuthResult(success=good, handled=False, auth_data=data if good else None)

    settings = {"hostname": "127.0.0.1", "port": common.port_of(options), "data_size_limit": 1 << 20}
    if options.user:
        settings.update(authenticator=authenticator, auth_required=True,
                        auth_require_tls=options.tls == "starttls")
    if options.tls == "starttls":
        settings.update(tls_context=context, require_starttls=True)
    elif options.tls == "implicit":
        settings.update(ssl_context=context)
    controller = Controller(Handler(options), **settings)
    controller.start()
    common.serve_until_stopped(controller.port, authority)
    controller.stop(no_assert=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
