# SPDX-License-Identifier: GPL-3.0-or-later
"""The walks of the tour through what time, relays and networks bring."""
import os
import re

from .between import AFTER, SILENT, Between, Instead
from .certificates import Authority
from .processes import Program
from .proxy import HOST, Proxy
from .tour_ground import OLD_PASSWORD, SERVERS, TOML

JSON = b"HTTP/1.1 %s\r\nContent-Type: application/%s\r\nContent-Length: %d\r\n\r\n%s"
PORTAL = b"HTTP/1.1 302 Found\r\nLocation: http://portal.example/\r\nContent-Length: 0\r\n\r\n"
NONSENSE = JSON % (b"200 OK", b"json", 2, b"[]")
PROBLEM = b'{"type":"urn:latchkey:problem:internal-error","title":"internal error","status":500}'
BROKEN = JSON % (b"500 Internal Server Error", b"problem+json", len(PROBLEM), PROBLEM)


class Road:
    """The tour's service, and what may stand between it and a window."""

    def __init__(self, tour):
        address = tour.serve()["url"].removeprefix("https://")
        tour.stop()
        self.authority = Authority(tour.work / "authority")
        self.right = self.authority.issue()
        self.between = Between(self.right, tour.ready["ca"])
        self.between.service_port = int(address.rpartition(":")[2])
        config = tour.work / "road.toml"
        text = TOML.format(address=address, data=tour.data)
        config.write_text(text.replace(f'public_url = "https://{address}"', f'public_url = "{self.between.url}"'),
                          encoding="utf-8")
        tour.serve("--config", config)

    def person(self, tour):
        return tour.person(server=self.between.url, ca=self.authority.pem)


def faults(tour):
    """The service is another than it should be, or something stands between: a page for each."""
    road, proxy = Road(tour), Proxy()
    stranger = Authority(tour.work / "stranger", "Somebody else's authority")
    past = road.authority.issue(start="20200101000000Z", end="20200201000000Z")
    try:
        for certificate, cut, title, name in (
                (stranger.issue(), None, "We cannot be sure that this is the real service", "certificate"),
                (road.authority.issue(f"DNS:{HOST}"), None, "Another server answered", "certificate-other-host"),
                (past, None, "The dates do not fit", "certificate-dates"),
                (road.right, Instead(PORTAL, False), "This network wants you to sign in first", "portal"),
                (road.right, Instead(NONSENSE, False), "The answer makes no sense to this program", "bad-answer"),
                (road.right, Instead(BROKEN, False), "The service could not do this now", "service-broken")):
            road.between.present(certificate)
            road.between.cut(cut, only=lambda method, path: method == "POST")
            one = road.person(tour)
            one.to_challenge()
            one.see(title, name)
        os.environ.update(https_proxy=proxy.address, no_proxy="")
        one = tour.person(server=proxy.url, ca=road.authority.pem)
        del os.environ["https_proxy"], os.environ["no_proxy"]
        one.to_challenge()
        one.see("The network's proxy asks for a password", "proxy")
        tour.leave()
    finally:
        road.between.close()
        proxy.close()
    tour.stop()


def silence(tour):
    """An answer gets lost, and then none comes for as long as the assistant waits: half a minute of the wall's."""
    road = Road(tour)
    try:
        one = road.person(tour)
        one.to_methods()
        road.between.cut(AFTER)
        one.choose("Mail to %1", "ms*****@example.com")
        one.see("The recovery service cannot be reached")
        road.between.cut(SILENT)
        one.press("&Try again")
        one.see("The answer takes too long", "no-answer")
        tour.leave()
    finally:
        road.between.close()
    tour.stop()


def later(tour):
    """What only time brings: a code that got too old; and two gates."""
    address = tour.serve()["url"].removeprefix("https://")
    tour.stop()
    config = tour.work / "latchkeyd.toml"
    config.write_text(TOML.format(address=address, data=tour.data), encoding="utf-8")
    ca = tour.ready["ca"]
    tour.serve("--config", config)
    one = tour.person(server=tour.ready["url"], ca=ca)
    one.to_methods()
    one.look("method-two-gates")
    one.choose("Mail to %1", "ms*****@example.com")
    one.confirm_mail("msabc123.backup")
    one.page("Enter your code")
    one.see("It cannot be sent again. Please choose another way.", "code-no-resend")
    tour.clock.pass_time(minutes=1)
    one.see("This code is no longer valid.", "code-expired")
    tour.leave()
    tour.stop()


def deliveries(tour):
    """What became of a code, in a realm that tells: a mail that came back."""
    relay = Program(["/usr/bin/python3", SERVERS / "smtp_server.py", "--into", tour.work / "mail", "--tls", "none",
                     "--mode", "refuse-550"], tour.work / "mail.log")
    port = relay.ready()["port"]
    address = tour.serve()["url"].removeprefix("https://")
    tour.stop()
    config = tour.work / "latchkeyd.toml"
    told = TOML.format(address=address, data=tour.data).replace("gates = 2\n", 'disclosure = "explicit"\n')
    told = re.sub(r"\[realm\.code\]\n.*?(?=\[realm\.support\])", "", told, flags=re.DOTALL)  # the usual times
    mail = f'[mail]\nhost = "127.0.0.1"\nport = {port}\nsecurity = "none"\nfrom = "no-reply@example.com"\n'
    config.write_text(told.replace("[outbox]", mail + "[outbox]"), encoding="utf-8")
    ca = tour.ready["ca"]
    tour.serve("--config", config)
    one = tour.person(server=tour.ready["url"], ca=ca)
    one.to_methods()
    one.choose("Mail to %1", "ms*****@example.com")
    one.confirm_mail("msabc123.backup")
    one.page("Enter your code")
    one.see("The mail came back. “My code did not come” says why, and what to do.", "code-came-back")
    one.press("&My code did not come")
    one.see("Choose another way", "code-missing-known")
    tour.leave()
    tour.stop()
    relay.kill()


def rehearsals(tour):
    """A recovery that changes nothing: what it is, and what it has shown."""
    tour.serve()
    for account, mask, mailbox, name in (("worker@contoso.example", "wo*****@example.com", "worker.private", "rehearsed"),
                                         ("locked@contoso.example", "lo*****@example.com", "locked.private",
                                          "rehearsed-only-way")):
        one = tour.person(server=tour.ready["url"], ca=tour.ready["ca"], account=account, extra=("--rehearse",))
        one.page("Rehearse your recovery")
        if name == "rehearsed":
            one.look("rehearsal")
        one.press("&Begin", roles=("push button",))
        one.page("Which account is it?")
        if name == "rehearsed":
            one.look("rehearsal-account")
        one.go_on()
        one.challenge_by_work()
        one.choose("Mail to %1", mask)
        one.confirm_mail(mailbox)
        one.page("Enter your code")
        if name == "rehearsed":
            one.look("rehearsal-code")
        one.code(tour.outbox.code(mailbox))
        one.see("You would get in", name)
    one = tour.person(server=tour.ready["url"], ca=tour.ready["ca"], account="worker@contoso.example", extra=("--enrol",))
    one.page("Secure your account")
    one.window.write(one.words("Your present &password"), OLD_PASSWORD)
    one.press("&Sign in", roles=("push button",))
    one.page("How you can get back in")
    one.see("You rehearsed a recovery today.", "secured-rehearsed")
    tour.leave()
    tour.stop()
