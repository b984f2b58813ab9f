# SPDX-License-Identifier: GPL-3.0-or-later
"""A real Active Directory domain, its people, and who gets into it: by the programs of ldap-utils and of Kerberos."""
import base64
import os
import pathlib
import subprocess

from .processes import Program

SCRIPT = pathlib.Path(__file__).resolve().parents[2] / "support" / "servers" / "samba_domain.py"
ADMINISTRATOR, ADMINISTRATOR_PASSWORD, SERVICE_PASSWORD = "Administrator@latchkey.test", "Adm1n-Start-9", "Serv1ce-Start-9"
BASE, PEOPLE = "DC=latchkey,DC=test", "OU=People,DC=latchkey,DC=test"
URL = "ldaps://127.0.0.1"
LOCKOUT = 5  # wrong passwords


def is_possible():
    """Its ports are those of root, its programs those of the packages "directories"."""
    return os.geteuid() == 0 and pathlib.Path("/usr/sbin/samba").exists()


class Domain:
    """Domain LATCHKEY, latchkey.test; what a service needs to stand before it is its `settings`."""

    def __init__(self, folder):
        folder.mkdir()
        self._folder = folder
        self._program = Program(["/usr/bin/python3", SCRIPT, "--into", folder / "domain"], folder / "domain.log")
        ready = self._program.ready(180)
        self._ca = ready["ca"]
        self._tickets = {"KRB5_CONFIG": ready["krb5"], "KRB5CCNAME": f"FILE:{folder / 'tickets'}"}
        secret = folder / "service.password"
        secret.touch(mode=0o600)
        secret.write_text(SERVICE_PASSWORD + "\n", encoding="ascii")
        self.settings = {
            "[directory]": {"kind": "active-directory", "urls": [URL], "ca_file": self._ca, "base": BASE,
                            "bind_dn": f"CN=latchkey,OU=Services,{BASE}", "password_file": str(secret),
                            "domain": "latchkey.test", "operation_deadline": "30s", "connect_deadline": "30s"},
            "[[realm]]": {"id": "staff", "profile": "workplace", "domains": ["latchkey.test"],
                          "short_domains": ["LATCHKEY"], "factors": ["mail"]},
            "[realm.password]": {"maximum_length": 32},
        }
        self._change(f"dn: {BASE}\nchangetype: modify\nreplace: lockoutThreshold\nlockoutThreshold: {LOCKOUT}\n")

    def close(self):
        self._program.stop(60)

    def _ask(self, program, *words, name=ADMINISTRATOR, password=ADMINISTRATOR_PASSWORD, **more):
        return subprocess.run([program, "-x", "-H", URL, "-D", name, "-w", password, *words], capture_output=True,
                              text=True, check=False, env=dict(os.environ, LDAPTLS_CACERT=self._ca), **more)

    def _change(self, ldif):
        done = self._ask("ldapmodify", "-a", input=ldif)
        if done.returncode != 0:
            raise AssertionError(f"{done.stderr}{ldif}")

    def add(self, login, password, display_name, mailboxes):
        quoted = base64.b64encode(f'"{password}"'.encode("utf-16-le")).decode()
        self._change(f"dn: CN={login},{PEOPLE}\nobjectClass: user\nsAMAccountName: {login}\n"
                     f"userPrincipalName: {login}@latchkey.test\ndisplayName: {display_name}\nuserAccountControl: 512\n"
                     + "".join(f"otherMailbox: {mailbox}\n" for mailbox in mailboxes) + f"unicodePwd:: {quoted}\n")

    def value(self, login, attribute):
        """The first one, "" where there is none."""
        found = self._ask("ldapsearch", "-LLL", "-b", f"CN={login},{PEOPLE}", "-s", "base", "(objectClass=*)", attribute)
        lines = [line for line in found.stdout.splitlines() if line.startswith(attribute + ": ")]
        return lines[0].split(": ", 1)[1] if lines else ""

    def lock(self, login):
        """As somebody does who tries again and again; True when nobody gets in any more."""
        for _ in range(LOCKOUT):
            self._sign_in(login, "not this one")
        return "775" in self._sign_in(login, "not this one").stderr  # ERROR_ACCOUNT_LOCKED_OUT

    def _sign_in(self, login, password):
        # The root entry, which everybody may read: Samba does not know "who am I".
        return self._ask("ldapsearch", "-LLL", "-b", "", "-s", "base", "1.1", name=f"{login}@latchkey.test",
                         password=password)

    def signs_in(self, login, password):
        """Over LDAP and, for a ticket, over Kerberos."""
        return self._sign_in(login, password).returncode == 0 and self.gets_ticket(login, password)

    def gets_ticket(self, login, password):
        """By Kerberos alone: over LDAP and NTLM, Active Directory takes the password before this one for an hour."""
        return subprocess.run(["kinit", f"{login}@LATCHKEY.TEST"], input=password + "\n", capture_output=True,
                              text=True, check=False, env=dict(os.environ, **self._tickets)).returncode == 0
