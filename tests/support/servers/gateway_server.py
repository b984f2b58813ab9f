#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A gateway for texts and calls, for tests: HTTPS, any path.

    gateway_server.py --into DIR [--bearer TOKEN | --basic USER:PASSWORD] [--mode MODE]

Each request, accepted or not, becomes DIR/NNNNNN.json: {"status","method","path","headers","body","json","form"}
(json or form: the body read as what it says it is, else null). A wrong or missing login gets 401. Ready:
{"event":"ready","port":…,"ca":"PATH or null"}. Modes: accept (201), ok-200, and the status 302, 400, 401, 403,
404, 429, 500, 503; cannot-text, blocked, no-country-code, invalid-number, unreachable, 21614, 21610 (400 that says
why, as the generic form and Twilio do); silent (no answer); drop (connection cut after the request); endless (200 and
a body without end).
"""
import base64
import http.server
import json
import sys
import threading
import urllib.parse

import common

STATUSES = {"accept": 201, "ok-200": 200, "endless": 200,
            **{str(status): status for status in (302, 400, 401, 403, 404, 429, 500, 503)},
            **{why: 400 for why in ("cannot-text", "blocked", "no-country-code", "invalid-number", "unreachable",
                                    "21614", "21610")}}
MODES = [*STATUSES, "silent", "drop"]
STOPPED = threading.Event()


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    options = folder = None

    def do_POST(self):  # noqa: N802
        body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        mode = common.mode_of(self.options, MODES)
        status = STATUSES.get(mode, 0) if self.is_logged_in() else 401
        self.keep(status, body.decode("utf-8", "replace"))
        if mode == "silent":
            STOPPED.wait()
        if not status:
            self.close_connection = True
            return
        self.send_response(status)
        if status == 302:
            self.send_header("Location", "/elsewhere")
        if status == 429:
            self.send_header("Retry-After", "30")
        why = {"code": int(mode), "status": 400} if mode.startswith("21") else {"reason": mode}
        answer = json.dumps(why if status == 400 else {"sid": "SM0", "status": "queued"}).encode()
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(1 << 40 if mode == "endless" else len(answer)))
        self.end_headers()
        self.wfile.write(answer)
        while mode == "endless" and not STOPPED.is_set():
            try:
                self.wfile.write(b"x" * 65536)
            except OSError:
                self.close_connection = True
                return

    do_GET = do_POST

    def is_logged_in(self):
        given = self.headers.get("Authorization", "")
        if self.options.bearer:
            return given == f"Bearer {self.options.bearer}"
        if self.options.basic:
            return given == "Basic " + base64.b64encode(self.options.basic.encode()).decode()
        return True

    def keep(self, status, body):
        kind = self.headers.get("Content-Type", "")
        self.folder.write({".json": {
            "status": status, "method": self.command, "path": self.path,
            "headers": {name.lower(): value for name, value in self.headers.items()},
            "body": body,
            "json": json.loads(body) if kind.startswith("application/json") else None,
            "form": {name: values[0] for name, values in urllib.parse.parse_qs(body).items()}
                    if kind.startswith("application/x-www-form-urlencoded") else None}})

    def log_message(self, *_):
        pass


def main():
    parser = common.arguments(__doc__, MODES)
    parser.add_argument("--bearer")
    parser.add_argument("--basic")
    options = parser.parse_args()
    context, authority = common.tls_context(options)
    Handler.options, Handler.folder = options, common.Folder(options.into)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", common.port_of(options)), Handler)
    server.daemon_threads = True
    server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    common.serve_until_stopped(server.server_address[1], authority)
    STOPPED.set()
    server.shutdown()
    return 0


if __name__ == "__main__":
    sys.exit(main())
