# SPDX-License-Identifier: GPL-3.0-or-later
"""The validating proxy takes openapi.yaml and really judges: what fits passes, what does not is refused.

The service is played by a stand-in here, so that wrong answers can be told on purpose.
"""
import copy
import http.server
import json
import pathlib
import ssl
import subprocess
import tempfile
import threading
import unittest
import urllib.error
import urllib.request

from validating_proxy import ValidatingProxy, is_verdict

VIEW = {"recovery": {
    "stage": "method", "receipt": "7Q4-K2M", "accountName": "msabc123@outlook.com", "realmName": "Outlook",
    "support": {}, "gatesPassed": 0, "gatesNeeded": 1, "idleExpiresIn": 900, "expiresIn": 3600,
    "discloses": False, "methods": [{"handle": "q83vEjRWeJCrze8SNFZ4kA", "kind": "mail",
                                     "mask": "ms*****@outlook.com"}]}}
ALWAYS = {"Cache-Control": "no-store", "DPoP-Nonce": "n1"}
PROOF = {"DPoP": "aa.bb.cc"}
TOKEN = {**PROOF, "Authorization": "DPoP 0123456789abcdef"}
WRITE = {**TOKEN, "Idempotency-Key": "abcdefghijklmnop", "Content-Type": "application/json"}


def changed(**members):
    view = copy.deepcopy(VIEW)
    view["recovery"].update(members)
    return view


def problem(name, status, **members):
    return {"type": f"urn:latchkey:problem:{name}", "title": name.replace("-", " "), "status": status, **members}


class StandIn(http.server.ThreadingHTTPServer):
    """Answers every request with what the test has put into `answer`: status, headers, object."""
    answer = (200, ALWAYS, VIEW)
    reached = 0

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            self.server.reached += 1
            status, headers, content = self.server.answer
            body = json.dumps(content).encode()
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            kind = "application/json" if status < 400 else "application/problem+json"
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_POST = do_GET

        def log_message(self, *_):
            pass


def make_certificates(folder):
    def openssl(*words):
        subprocess.run(["openssl", *words], cwd=folder, check=True, capture_output=True)

    key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
    openssl("req", "-x509", *key, "-keyout", "ca.key", "-out", "ca.pem", "-days", "2", "-subj", "/CN=Test CA")
    openssl("req", *key, "-keyout", "server.key", "-out", "server.csr", "-subj", "/CN=localhost")
    (folder / "names").write_text("subjectAltName=IP:127.0.0.1")
    openssl("x509", "-req", "-in", "server.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial",
            "-out", "server.pem", "-days", "2", "-extfile", "names")


class ProxyTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        folder = pathlib.Path(cls.folder.name)
        make_certificates(folder)
        cls.service = StandIn(("127.0.0.1", 0), StandIn.Handler)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(folder / "server.pem", folder / "server.key")
        cls.service.socket = context.wrap_socket(cls.service.socket, server_side=True)
        threading.Thread(target=cls.service.serve_forever, daemon=True).start()
        cls.addClassCleanup(cls.service.server_close)
        cls.addClassCleanup(cls.service.shutdown)
        cls.proxy = ValidatingProxy(f"https://127.0.0.1:{cls.service.server_port}", folder / "ca.pem")
        cls.enterClassContext(cls.proxy)

    def exchange(self, method, path, headers, body, answer):
        """True when the service was reached and its answer came through untouched."""
        self.service.answer = answer
        before = self.service.reached
        request = urllib.request.Request(self.proxy.url + path, method=method, headers=headers,
                                         data=None if body is None else json.dumps(body).encode())
        try:
            with urllib.request.urlopen(request, timeout=30) as response:
                status, got, text = response.status, response.headers, response.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                status, got, text = error.code, error.headers, error.read().decode()
        judged = is_verdict(status, got.keys(), text)
        if not judged:
            self.assertEqual((status, json.loads(text)), (answer[0], answer[2]))
            self.assertEqual(self.service.reached, before + 1)
        return not judged

    def test_right_exchanges_pass(self):
        wait = problem("resend-too-early", 429, retryIn=3)
        opened = {**changed(stage="challenge"), "token": "0123456789abcdef"}
        opening = {"account": "msabc123@outlook.com", "reason": "forgot-password", "language": "ja"}
        rows = {
            "read": ("GET", "/v1/recovery", TOKEN, None, (200, ALWAYS, VIEW)),
            "opened": ("POST", "/v1/recoveries",
                       {**PROOF, "Idempotency-Key": "a" * 64, "Content-Type": "application/json"}, opening,
                       (201, ALWAYS, opened)),
            "wrong code": ("POST", "/v1/recovery/code", WRITE, {"code": "1234567"},
                           (422, ALWAYS, problem("code-wrong", 422, triesLeft=3))),
            "too early": ("POST", "/v1/recovery/resend", WRITE, {},
                          (429, {**ALWAYS, "Retry-After": "3"}, wait)),
            "not here": ("GET", "/v1/recovery", TOKEN, None, (406, ALWAYS, problem("not-acceptable", 406))),
        }
        for name, row in rows.items():
            with self.subTest(name):
                self.assertTrue(self.exchange(*row))

    def test_wrong_answers_are_found(self):
        rows = {
            "unknown member": (200, ALWAYS, changed(secret="x")),
            "unknown stage": (200, ALWAYS, changed(stage="paused")),
            "null": (200, ALWAYS, changed(chosenHandle=None)),
            "missing": (200, ALWAYS, {"recovery": {"stage": "method"}}),
            "code stage without a code": (200, ALWAYS, changed(stage="code")),
            "work without a seed": (200, ALWAYS, changed(stage="challenge", challenge={
                "id": "c", "kind": "work", "expiresIn": 1})),
            "status and problem at odds": (429, ALWAYS, problem("code-wrong", 429)),
            "unknown problem": (401, {**ALWAYS, "WWW-Authenticate": "DPoP"}, problem("full-moon", 401)),
        }
        for name, answer in rows.items():
            with self.subTest(name):
                self.assertFalse(self.exchange("GET", "/v1/recovery", TOKEN, None, answer))

    def test_wrong_requests_are_found(self):
        handle = {"handle": "q83vEjRWeJCrze8SNFZ4kA"}
        without = {name: {k: v for k, v in WRITE.items() if k != name} for name in WRITE}
        rows = {
            "no token": ("/v1/recovery/method", without["Authorization"], handle),
            "no proof": ("/v1/recovery/method", without["DPoP"], handle),
            "no idempotency key": ("/v1/recovery/method", without["Idempotency-Key"], handle),
            "unknown member": ("/v1/recovery/method", WRITE, {**handle, "verified": True}),
            "code as number": ("/v1/recovery/code", WRITE, {"code": 1234567}),
            "two answers": ("/v1/recovery/challenge/answer", WRITE, {"id": "a", "text": "b", "workCounter": "1"}),
            "no answer": ("/v1/recovery/challenge/answer", WRITE, {"id": "a"}),
            "member in an empty body": ("/v1/recovery/cancel", WRITE, {"why": "x"}),
            "no such route": ("/v1/recovery/hack", WRITE, {}),
        }
        for name, (path, headers, body) in rows.items():
            with self.subTest(name):
                self.assertFalse(self.exchange("POST", path, headers, body, (200, ALWAYS, VIEW)))


if __name__ == "__main__":
    unittest.main(verbosity=2)
