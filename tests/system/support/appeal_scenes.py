# SPDX-License-Identifier: GPL-3.0-or-later
"""The walk of the tour through an appeal, from what it is to the password that it opens."""
import re
import subprocess

from .processes import until
from .tour_ground import ACCOUNT, NEW_PASSWORD, SERVICE, SUPPORT

ADDRESS = "mika@example.net"
LINK = re.compile(r"latchkey:approved\?ticket=[0-9A-Z-]+")
TOML = SERVICE + """work_bits = 12
[realm.code]
resend_after = "10s"
""" + SUPPORT + """[realm.appeal]
per_day = 1
wait = "0s"
wait_with_factors = "0s"
"""


def appeals(tour):
    """Each page of an appeal, its refusals, and what its approval opens."""
    address = tour.serve()["url"].removeprefix("https://")
    tour.stop()
    config = tour.work / "appeals.toml"
    config.write_text(TOML.format(address=address, data=tour.data), encoding="utf-8")
    ca = tour.ready["ca"]
    tour.serve("--config", config)
    one = tour.person(server=tour.ready["url"], ca=ca)
    one.to_methods()
    one.press("&I can use none of these", roles=("push button",))
    one.see("A person can check that it is you", "appeal")
    one.press("Be&gin")
    one.see("Where can we reach you?", "appeal-contact")
    label = one.words("&Mail address for the answer")
    one.window.write(label, ACCOUNT)
    one.press("&Send the code", roles=("push button",))
    one.see("This is the account that is locked: you could not read the answer. Please give another address.",
            "appeal-contact-refused")
    one.window.write(label, ADDRESS)
    one.press("&Send the code", roles=("push button",))
    one.page("Enter your code")
    one.look("appeal-code")
    one.enter_code(tour.outbox.code(ADDRESS))
    one.see("What do you remember?", "appeal-form")
    one.window.write(one.words("Na&mes"), "Mika Sato")
    one.window.write(one.words("&Last password that you remember"), "tall-Oak-39")
    one.look("appeal-form-typed")
    one.go_on()
    one.see("How did you use the account?", "appeal-memory")
    one.window.write(one.words("&Devices that you signed in with"), "an old tablet")
    one.go_on()
    one.see("Please look through it once more", "appeal-review")
    one.press("&File the appeal", roles=("push button",))
    one.see("Your appeal is filed", "appeal-filed")
    receipt = one.receipt()

    one = tour.person(server=tour.ready["url"], ca=ca)
    one.to_methods()
    one.press("&I can use none of these", roles=("push button",))
    one.press("Be&gin")
    one.page("Where can we reach you?")
    one.window.write(label, ADDRESS)
    one.press("&Send the code", roles=("push button",))
    one.see("No more appeals for now", "appeal-limit")

    subprocess.run([tour.programs / "latchkeyctl", "appeals", "approve", receipt, "--as", "reviewer@example.com",
                    "--config", config], check=True, capture_output=True)

    def released():
        bodies = [message["body"] for _, message in tour.outbox.messages() if message["to"] == ADDRESS]
        return next((found for found in map(LINK.search, bodies) if found), None)
    link = until(released, "the mail with the code of the approval", 60)
    one = tour.person(server=tour.ready["url"], ca=ca)
    one.press("I have an approval &code")
    one.see("Enter your approval code", "approval")
    field = one.words("&Code in the mail about your appeal")
    one.window.write(field, "7Q4K")
    one.go_on()
    one.see("This is neither such a code nor such a link. A code has 16 letters and digits, and no O, I, L, 0 or 1.",
            "approval-mistyped")
    one.window.write(field, "2222-2222-2222-2222")
    one.go_on()
    one.see("This code is wrong, used or too old, or the appeal was cancelled. Compare it with the newest mail, or "
            "file another appeal.", "approval-refused")
    tour.outbox.pass_over()
    tour.clock.pass_time(seconds=10)  # until the address gets another code
    one = tour.person(server=tour.ready["url"], ca=ca, extra=[link.group(0)])
    one.page("Enter your approval code")
    one.look("approval-by-link")
    one.go_on()
    one.page("Enter your code")
    one.look("approval-code")
    one.enter_code(tour.outbox.code(ADDRESS))
    one.page("Choose a new password")
    one.look("approval-password")
    one.password(NEW_PASSWORD)
    one.page("Your account is back", 60)
    one.look("approval-done")
    tour.leave()
    tour.stop()
