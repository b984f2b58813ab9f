#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A real OpenLDAP with a password policy for tests: slapd (Debian packages: group "directories") on loopback.

    slapd_server.py --into DIR

dc=latchkey,dc=test on ldaps://127.0.0.1:PORT and, for StartTLS, on ldap://127.0.0.1:PLAINPORT; everything below
DIR. Ready: {"event":"ready","port":…,"plainPort":…,"ca":…}. In it: ou=people and ou=groups, where the service account
cn=latchkey,ou=services has exactly the rights that docs/directories.md asks for, as they are read there, but in
ou=unmarked,ou=people, where it may not write pwdReset; cn=auditors,ou=veiled, a group whose members it cannot see; the
policies cn=default,ou=policies (10 characters, 3 earlier passwords, lockout after 3 misses), cn=aged,ou=policies (and a
minimum age of a day) and cn=forgetful,ou=policies (one earlier password), none of which marks by itself what others set.
The administrator's and the service account's passwords stand below. Tests make the people.
"""
import pathlib
import re
import subprocess
import sys

import common

BASE = "dc=latchkey,dc=test"
ADMINISTRATOR_PASSWORD = "Adm1n-Start-9"
SERVICE_PASSWORD = "Serv1ce-Start-9"
MODES = ["run"]
DOCUMENT = pathlib.Path(__file__).resolve().parents[3] / "docs" / "directories.md"

CONFIGURATION = """
include /etc/ldap/schema/core.schema
include /etc/ldap/schema/cosine.schema
include /etc/ldap/schema/inetorgperson.schema
attributetype ( 1.3.6.1.4.1.99999.1 NAME 'recoveryMail' EQUALITY caseIgnoreMatch SUBSTR caseIgnoreSubstringsMatch
  SYNTAX 1.3.6.1.4.1.1466.115.121.1.15 )
objectclass ( 1.3.6.1.4.1.99999.2 NAME 'reachable' SUP top AUXILIARY MAY ( recoveryMail ) )
modulepath /usr/lib/ldap
moduleload back_mdb
moduleload ppolicy
pidfile {folder}/slapd.pid
argsfile {folder}/slapd.args
TLSCACertificateFile {folder}/tls/ca.pem
TLSCertificateFile {folder}/tls/server.pem
TLSCertificateKeyFile {folder}/tls/server.key
TLSProtocolMin 3.3
security simple_bind=128
database mdb
suffix "{base}"
rootdn "cn=admin,{base}"
rootpw {administrator}
directory {folder}/data
lastbind on
overlay ppolicy
ppolicy_default "cn=default,ou=policies,{base}"
access to attrs=userPassword
  by self =w
  by anonymous auth
access to dn.subtree="ou=veiled,{base}" attrs=entry,objectClass,cn
  by dn.exact="cn=latchkey,ou=services,{base}" read
"""

ENTRIES = """dn: {base}
objectClass: dcObject
objectClass: organization
dc: latchkey
o: Latchkey

dn: ou=people,{base}
objectClass: organizationalUnit
ou: people

dn: ou=unmarked,ou=people,{base}
objectClass: organizationalUnit
ou: unmarked

dn: ou=services,{base}
objectClass: organizationalUnit
ou: services

dn: ou=groups,{base}
objectClass: organizationalUnit
ou: groups

dn: cn=operators,ou=groups,{base}
objectClass: groupOfNames
cn: operators
member: cn=admin,{base}

dn: ou=veiled,{base}
objectClass: organizationalUnit
ou: veiled

dn: cn=auditors,ou=veiled,{base}
objectClass: groupOfNames
cn: auditors
member: cn=admin,{base}

dn: ou=policies,{base}
objectClass: organizationalUnit
ou: policies

dn: cn=latchkey,ou=services,{base}
objectClass: organizationalRole
objectClass: simpleSecurityObject
cn: latchkey
userPassword: {service}

dn: cn=default,ou=policies,{base}
objectClass: device
objectClass: pwdPolicy
cn: default
pwdAttribute: userPassword
pwdCheckQuality: 2
pwdMinLength: 10
pwdInHistory: 3
pwdMustChange: FALSE
pwdLockout: TRUE
pwdMaxFailure: 3

dn: cn=aged,ou=policies,{base}
objectClass: device
objectClass: pwdPolicy
cn: aged
pwdAttribute: userPassword
pwdCheckQuality: 2
pwdMinLength: 10
pwdInHistory: 3
pwdMinAge: 86400

dn: cn=forgetful,ou=policies,{base}
objectClass: device
objectClass: pwdPolicy
cn: forgetful
pwdAttribute: userPassword
pwdInHistory: 1
"""


# In front of those.
UNMARKED = """
dn: olcDatabase={1}mdb,cn=config
changetype: modify
add: olcAccess
olcAccess: {0}to dn.subtree="ou=unmarked,ou=people,dc=latchkey,dc=test" attrs=pwdReset
  by dn.exact="cn=latchkey,ou=services,dc=latchkey,dc=test" read
  by * break
"""


def documented_rights():
    """The LDIF of docs/directories.md, as an administrator would apply it."""
    text = DOCUMENT.read_text(encoding="utf-8")
    blocks = [block for block in re.findall(r"^```\n(.*?)^```$", text, re.M | re.S) if "add: olcAccess" in block]
    assert len(blocks) == 1, f"{DOCUMENT}: the rights for OpenLDAP are one block"
    return blocks[0].replace("dc=example,dc=com", BASE)


def set_up(folder, names):
    (folder / "data").mkdir(parents=True)
    common.make_authority(folder / "tls", names)
    words = {"folder": folder, "base": BASE, "administrator": ADMINISTRATOR_PASSWORD, "service": SERVICE_PASSWORD}
    (folder / "slapd.conf").write_text(CONFIGURATION.format(**words), encoding="ascii")
    (folder / "entries.ldif").write_text(ENTRIES.format(**words), encoding="ascii")
    (folder / "rights.ldif").write_text(documented_rights() + UNMARKED, encoding="ascii")
    (folder / "slapd.d").mkdir()
    subprocess.run(["/usr/sbin/slapadd", "-q", "-f", folder / "slapd.conf", "-l", folder / "entries.ldif"], check=True)
    # Debian's slapd has its settings in cn=config.
    subprocess.run(["/usr/sbin/slaptest", "-Q", "-f", folder / "slapd.conf", "-F", folder / "slapd.d"], check=True,
                   stdout=sys.stderr)
    subprocess.run(["/usr/sbin/slapmodify", "-n", "0", "-F", folder / "slapd.d", "-l", folder / "rights.ldif"],
                   check=True, stdout=sys.stderr)


def main():
    options = common.arguments(__doc__, MODES).parse_args()
    folder = pathlib.Path(options.into).resolve()
    if not (folder / "data").exists():  # one that was started again goes on with what it has
        set_up(folder, options.names)
    port, plain = common.port_of(options), common.free_port()
    log = (folder / "slapd.log").open("wb")
    with subprocess.Popen(["setpriv", "--pdeathsig", "TERM", "/usr/sbin/slapd", "-d", "stats", "-F", str(folder / "slapd.d"), "-h",
                           f"ldaps://127.0.0.1:{port}/ ldap://127.0.0.1:{plain}/"],
                          stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True) as server:
        try:
            if common.wait_for_port(port, server):
                common.serve_until_stopped(port, str(folder / "tls" / "ca.pem"), plainPort=plain)
            else:
                sys.stderr.write((folder / "slapd.log").read_text(errors="replace"))
        finally:
            common.end_session(server)


if __name__ == "__main__":
    main()
