#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The Debian package of the service: made, installed, upgraded, removed and purged by the real dpkg.

    service_package_test.py --programs build/dev/bin

Runs as root, in a mount namespace of its own: a root directory that is this machine's with a layer of its own above
(overlayfs), so that libraries are there, nothing of Latchkey is, and nothing outside changes. Status 77 where that is
not allowed. There is no systemd in it: the unit is looked over (systemd-analyze), and what it would start is started
by hand as the user latchkey.
"""
import argparse
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
BUILD = HERE.parent.parent / "packaging" / "deb" / "build.sh"
SKIPPED = 77
CONFIGURATION = """[service]
name = "Test"
listen = "127.0.0.1:0"
public_url = "https://127.0.0.1:8443"
data = "/var/lib/latchkey"
[tls]
certificate = "/etc/latchkey/tls/server.pem"
key = "/etc/latchkey/tls/server.key"
[outbox]
folder = "/var/lib/latchkey/outbox"
[[realm]]
id = "staff"
profile = "workplace"
name = "Staff"
factors = ["mail"]
"""
CONFIGURED = "/etc/latchkey/latchkeyd.toml"
AS_SERVICE = ["runuser", "-u", "latchkey", "--"]


class Root:
    """The root directory of the test."""

    def __init__(self, path):
        self.path = path

    def run(self, *words, status=0):
        done = subprocess.run(["chroot", self.path, *words], capture_output=True, text=True, check=False,
                              env={"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C.UTF-8",
                                   "DEBIAN_FRONTEND": "noninteractive"})
        assert done.returncode == status, f"{words}: {done.returncode}\n{done.stdout}\n{done.stderr}"
        return done

    def file(self, path):
        return pathlib.Path(self.path) / path.lstrip("/")

    def mode(self, path):
        return self.run("stat", "-c", "%a %U:%G", path).stdout.strip()

    def serve(self):
        """Starts the service as the unit would, until it says that it is ready, and stops it."""
        with subprocess.Popen(["chroot", self.path, *AS_SERVICE, "latchkeyd", "--config", CONFIGURED],
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as service:
            ready = service.stdout.readline()
            subprocess.run(["pkill", "-TERM", "-P", str(service.pid)], check=False)
            service.terminate()
            _, errors = service.communicate(timeout=60)
        assert ready and json.loads(ready)["event"] == "ready", errors

    def accounts(self):
        return self.run(*AS_SERVICE, "latchkeyctl", "accounts", "list", "--config", CONFIGURED).stdout

    def state(self):
        done = subprocess.run(["chroot", self.path, "dpkg-query", "-W", "-f", "${Status}", "latchkey-service"],
                              capture_output=True, text=True, check=False)
        return done.stdout


def make(programs, into, version):
    done = subprocess.run([BUILD, programs, into, version], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def changed_sample(package, into):
    """The same package with another sample configuration, as a later version may have."""
    folder = pathlib.Path(into) / "later"
    subprocess.run(["dpkg-deb", "-R", package, folder], check=True)
    with (folder / "etc/latchkey/latchkeyd.toml").open("a", encoding="utf-8") as sample:
        sample.write("# Something new.\n")
    subprocess.run(["dpkg-deb", "--root-owner-group", "--build", folder, package], check=True, stdout=subprocess.DEVNULL)


def what_is_in_it(package):
    names = subprocess.run(["dpkg-deb", "-c", package], capture_output=True, text=True, check=True).stdout
    for name in ("usr/bin/latchkeyd", "usr/bin/latchkeyctl", "lib/systemd/system/latchkeyd.service",
                 "etc/latchkey/latchkeyd.toml", "usr/share/doc/latchkey/operations.md",
                 "usr/share/doc/latchkey/balancers/haproxy.cfg", "usr/share/doc/latchkey/balancers/nginx.conf"):
        assert f"./{name}\n" in names, f"{name} is missing:\n{names}"
    assert all(line.split()[1] == "root/root" for line in names.splitlines()), names
    fields = subprocess.run(["dpkg-deb", "-f", package], capture_output=True, text=True, check=True).stdout
    depends = re.search(r"^Depends: (.*)$", fields, re.M).group(1)
    for library in ("libqt6core6", "libqt6sql6-sqlite", "libldap", "libcurl4", "libssl3", "adduser"):
        assert library in depends, f"{library} is missing: {depends}"


def what_documents_link_to_is_in_it(package, into):
    folder = pathlib.Path(into) / "looked-at"
    subprocess.run(["dpkg-deb", "-x", package, folder], check=True)
    documents = sorted((folder / "usr/share/doc/latchkey").rglob("*.md"))
    links = [(document, link) for document in documents
             for link in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", document.read_text(encoding="utf-8"))]
    assert len(links) > 10, links
    dead = [f"{document.name}: {link}" for document, link in links if not (document.parent / link).is_file()]
    assert not dead, dead


def install(root, package):
    assert not root.file("/usr/bin/latchkeyd").exists()
    root.run("dpkg", "-i", package)
    assert root.state() == "install ok installed"
    assert root.mode("/var/lib/latchkey") == "700 latchkey:latchkey"
    assert root.mode("/etc/latchkey/tls") == "750 root:latchkey"
    assert "nologin" in root.run("getent", "passwd", "latchkey").stdout
    # The sample names files that are not there, and the service says which.
    refused = root.run(*AS_SERVICE, "latchkeyd", "--check-config", CONFIGURED, status=1)
    assert re.search(r"latchkeyd\.toml:\d+:\d+: ", refused.stderr), refused.stderr
    unit = root.run("systemd-analyze", "verify", "--man=no", "/lib/systemd/system/latchkeyd.service")
    assert not unit.stderr.strip(), unit.stderr


def configure(root):
    root.run("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "60",
             "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1",
             "-keyout", "/etc/latchkey/tls/server.key", "-out", "/etc/latchkey/tls/server.pem")
    root.run("chown", "root:latchkey", "/etc/latchkey/tls/server.key")
    root.run("chmod", "640", "/etc/latchkey/tls/server.key")
    root.file(CONFIGURED).write_text(CONFIGURATION, encoding="utf-8")
    people = root.file("/srv/people.csv")
    people.write_text("account,display_name,realm,mail,mobile,phone,status\n"
                      "ann@example.com,Ann,staff,ann@example.net,,,\n", encoding="utf-8")
    people.chmod(0o644)
    root.run(*AS_SERVICE, "latchkeyctl", "accounts", "import", "/srv/people.csv", "--config", CONFIGURED)
    root.serve()
    assert root.mode("/var/lib/latchkey/keys/master.key") == "600 latchkey:latchkey"
    doctor = root.run(*AS_SERVICE, "latchkeyctl", "doctor", "--config", CONFIGURED)
    assert "FAIL" not in doctor.stdout, doctor.stdout


def upgrade(root, package):
    key = root.file("/var/lib/latchkey/keys/master.key").read_bytes()
    root.run("dpkg", "--force-confold", "-i", package)
    assert root.file(CONFIGURED).read_text(encoding="utf-8") == CONFIGURATION, "the configuration was written over"
    assert root.file(CONFIGURED + ".dpkg-dist").exists(), "the new sample is not beside it"
    assert root.file("/var/lib/latchkey/keys/master.key").read_bytes() == key
    root.serve()
    assert "ann@example.com" in root.accounts()


def remove_and_come_back(root, package):
    root.run("dpkg", "-r", "latchkey-service")
    assert root.state() == "deinstall ok config-files"
    for gone in ("/usr/bin/latchkeyd", "/usr/bin/latchkeyctl", "/lib/systemd/system/latchkeyd.service"):
        assert not root.file(gone).exists(), gone
    for kept in (CONFIGURED, "/var/lib/latchkey/latchkey.sqlite", "/etc/latchkey/tls/server.key"):
        assert root.file(kept).exists(), kept
    root.run("dpkg", "--force-confold", "-i", package)
    root.serve()
    assert "ann@example.com" in root.accounts()


def purge(root):
    said = root.run("dpkg", "-P", "latchkey-service")
    assert "are left" in said.stderr, said.stderr
    assert root.state() in ("", "unknown ok not-installed"), root.state()
    for gone in ("/usr/bin/latchkeyd", CONFIGURED, "/usr/share/doc/latchkey"):
        assert not root.file(gone).exists(), gone
    # Without the key no backup can be opened any more; the other key is not the package's.
    for kept in ("/var/lib/latchkey/keys/master.key", "/var/lib/latchkey/latchkey.sqlite", "/etc/latchkey/tls/server.key"):
        assert root.file(kept).exists(), kept


def inside(programs, folder):
    folder = pathlib.Path(folder)
    mount = ["mount", "-t", "tmpfs", "latchkey-test", folder]
    if subprocess.run(mount, check=False).returncode != 0:
        return SKIPPED
    for name in ("upper", "work", "root"):
        (folder / name).mkdir()
    layers = f"lowerdir=/,upperdir={folder}/upper,workdir={folder}/work"
    if subprocess.run(["mount", "-t", "overlay", "latchkey-test", "-o", layers, folder / "root"], check=False).returncode != 0:
        return SKIPPED
    for name in ("proc", "dev"):
        subprocess.run(["mount", "--rbind", f"/{name}", folder / "root" / name], check=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", "mode=1777", "latchkey-test", folder / "root" / "tmp"], check=True)
    root = Root(str(folder / "root"))
    packages = root.file("/tmp/packages")
    first = make(programs, packages, "1.0.0")
    later = make(programs, packages, "1.0.1")
    changed_sample(later, packages)
    place = {path: "/tmp/packages/" + pathlib.Path(path).name for path in (first, later)}
    for name, act in (("what is in it", lambda: what_is_in_it(first)),
                      ("what documents link to", lambda: what_documents_link_to_is_in_it(first, packages)),
                      ("install", lambda: install(root, place[first])), ("configure and serve", lambda: configure(root)),
                      ("upgrade", lambda: upgrade(root, place[later])),
                      ("remove and come back", lambda: remove_and_come_back(root, place[later])),
                      ("purge", lambda: purge(root))):
        act()
        print(f"{name}: fine", flush=True)
    return 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--programs", required=True)
    parser.add_argument("--inside", help="the folder, in the namespace")
    options = parser.parse_args()
    programs = os.path.abspath(options.programs)
    if options.inside:
        return inside(programs, options.inside)
    if os.geteuid() != 0:
        print("root alone may do this")
        return SKIPPED
    with tempfile.TemporaryDirectory() as folder:
        # What is mounted in there goes with the namespace.
        return subprocess.run(["unshare", "--mount", "--propagation", "private", sys.executable, __file__,
                               "--programs", programs, "--inside", folder], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
