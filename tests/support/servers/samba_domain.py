#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A real Active Directory domain for tests: Samba (Debian packages: group "directories") on loopback.

    samba_domain.py --into DIR [--read-policies]

Domain LATCHKEY (latchkey.test), controller localhost, everything below DIR. LDAP, LDAPS and Kerberos stand on
their fixed ports 389, 636 and 88, so that only one domain runs at a time, as root. Ready:
{"event":"ready","port":636,"ca":…,"krb5":…,"folder":…}.

In the domain: OU=People, where the service account CN=latchkey,OU=Services has exactly the rights that
docs/directories.md asks for; OU=Elsewhere, where it has none. The administrator's and the service account's
passwords stand below. Tests make the people themselves, by LDAP.
"""
import pathlib
import subprocess
import sys

import common

REALM, SHORT, BASE = "LATCHKEY.TEST", "LATCHKEY", "DC=latchkey,DC=test"
ADMINISTRATOR_PASSWORD = "Adm1n-Start-9"
SERVICE_PASSWORD = "Serv1ce-Start-9"
MODES = ["run"]

# Object types and rights by their schema GUIDs ([MS-ADTS], "Control Access Rights" and [MS-ADA]).
USER = "bf967aba-0de6-11d0-a285-00aa003049e2"
RESET_PASSWORD = "00299570-246d-11d0-a768-00aa006e0529"
LOCKOUT_TIME = "28630ebf-41d5-11d1-a9c1-0000f80367c1"
PWD_LAST_SET = "bf967a0a-0de6-11d0-a285-00aa003049e2"


def provision(folder):
    subprocess.run(
        ["samba-tool", "domain", "provision", f"--realm={REALM}", f"--domain={SHORT}", "--server-role=dc",
         "--host-name=dc1", "--host-ip=127.0.0.1", f"--adminpass={ADMINISTRATOR_PASSWORD}", "--dns-backend=NONE",
         f"--targetdir={folder}", "--option=interfaces=lo", "--option=bind interfaces only=yes",
         f"--option=pid directory={folder}/run", f"--option=ncalrpc dir={folder}/ncalrpc",
         f"--option=winbindd socket directory={folder}/winbindd", f"--option=log file={folder}/samba.log",
         # No rpc: nobody asks for it, and its ports lie where the system takes those of outgoing connections from.
         "--option=server services=ldap,kdc",
         f"--option=tls certfile={folder}/tls/server.pem", f"--option=tls keyfile={folder}/tls/server.key",
         f"--option=tls cafile={folder}/tls/ca.pem"],
        check=True, stdout=subprocess.DEVNULL, stderr=(folder / "provision.log").open("wb"))


def furnish(folder, options):
    """Organisational units and the service account with its rights, before the controller runs."""
    from samba import auth, param, samdb  # only there with the packages of "directories"
    from samba.ndr import ndr_pack, ndr_unpack
    from samba.dcerpc import security
    import ldb

    configuration = param.LoadParm()
    configuration.load(str(folder / "etc" / "smb.conf"))
    database = samdb.SamDB(url=str(folder / "private" / "sam.ldb"), lp=configuration,
                           session_info=auth.system_session())
    for unit in ("Services", "People", "Elsewhere"):
        database.create_ou(f"OU={unit},{BASE}")
    database.newuser("latchkey", SERVICE_PASSWORD, userou="OU=Services")
    found = database.search(BASE, ldb.SCOPE_SUBTREE, "(sAMAccountName=latchkey)", ["objectSid"])
    sid = ndr_unpack(security.dom_sid, found[0]["objectSid"][0])

    def grant(dn, aces):
        """Before the others in the list of rights."""
        target = ldb.Dn(database, dn)
        held = database.search(target, ldb.SCOPE_BASE, attrs=["nTSecurityDescriptor"])
        text = ndr_unpack(security.descriptor, held[0]["nTSecurityDescriptor"][0]).as_sddl()
        first = text.index("(", text.index("D:"))
        changed = security.descriptor.from_sddl(text[:first] + aces + text[first:],
                                                security.dom_sid(database.domain_sid))
        message = ldb.Message(target)
        message["right"] = ldb.MessageElement(ndr_pack(changed), ldb.FLAG_MOD_REPLACE, "nTSecurityDescriptor")
        database.modify(message, ["sd_flags:1:4"])

    grant(f"OU=People,{BASE}", "".join(
        f"(OA;CIIO;{what};{which};{USER};{sid})" for what, which in
        (("CR", RESET_PASSWORD), ("RPWP", LOCKOUT_TIME), ("RPWP", PWD_LAST_SET))))
    if options.read_policies:
        grant(f"CN=Password Settings Container,CN=System,{BASE}", f"(A;CI;LCRPLORC;;;{sid})")


def kerberos(folder):
    path = folder / "krb5.conf"
    path.write_text(f"[libdefaults]\n default_realm = {REALM}\n dns_lookup_kdc = false\n dns_lookup_realm = false\n"
                    f" udp_preference_limit = 1\n[realms]\n {REALM} = {{\n  kdc = 127.0.0.1:88\n }}\n", encoding="ascii")
    return str(path)


def main():
    parser = common.arguments(__doc__, MODES)
    parser.add_argument("--read-policies", action="store_true", help="the service account may read fine-grained policies")
    options = parser.parse_args()
    folder = pathlib.Path(options.into).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "run").mkdir()
    common.make_authority(folder / "tls", options.names)
    for key in (folder / "tls").glob("*.key"):
        key.chmod(0o600)  # Samba looks
    provision(folder)
    furnish(folder, options)
    log = (folder / "controller.log").open("wb")
    with subprocess.Popen(["samba", "-i", "-s", str(folder / "etc" / "smb.conf")], stdin=subprocess.PIPE,
                          stdout=log, stderr=log, start_new_session=True) as controller:
        try:
            if common.wait_for_port(636, controller):
                common.serve_until_stopped(636, str(folder / "tls" / "ca.pem"), krb5=kerberos(folder), folder=str(folder))
            else:
                sys.stderr.write((folder / "controller.log").read_text(errors="replace"))
        finally:
            common.end_session(controller)


if __name__ == "__main__":
    main()
