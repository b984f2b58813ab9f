# SPDX-License-Identifier: GPL-3.0-or-later
"""Authorities and certificates of a test's own, by the openssl program."""
import pathlib
import subprocess

LOOPBACK = "DNS:localhost,IP:127.0.0.1"
NEW_KEY = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
CONFIGURATION = """
[ca]
default_ca = own
[own]
database = {folder}/index.txt
serial = {folder}/serial
new_certs_dir = {folder}
default_md = sha256
policy = any
unique_subject = no
[any]
commonName = supplied
"""


def openssl(*words):
    subprocess.run(["openssl", *map(str, words)], check=True, capture_output=True)


class Certificate:
    def __init__(self, pem, key):
        self.pem, self.key = pathlib.Path(pem), pathlib.Path(key)


class Authority:
    def __init__(self, folder, name="Latchkey test authority"):
        self.folder = pathlib.Path(folder)
        self.folder.mkdir(mode=0o700, parents=True)
        self.pem, self._key = self.folder / "ca.pem", self.folder / "ca.key"
        self._count = 0
        openssl("req", "-x509", *NEW_KEY, "-keyout", self._key, "-out", self.pem, "-days", 2, "-subj", f"/CN={name}",
                "-addext", "keyUsage=critical,keyCertSign,cRLSign")

    def issue(self, names=LOOPBACK, start=None, end=None):
        """For the names; from and until (YYYYMMDDHHMMSSZ), else for two days from now on."""
        self._count += 1
        stem = self.folder / f"server{self._count}"
        request, key, pem, more = (stem.with_suffix(suffix) for suffix in (".csr", ".key", ".pem", ".ext"))
        openssl("req", *NEW_KEY, "-keyout", key, "-out", request, "-subj", "/CN=test service")
        more.write_text(f"subjectAltName={names}\nextendedKeyUsage=serverAuth\n", encoding="ascii")
        dates = ["-startdate", start, "-enddate", end] if start else ["-days", 2]
        (self.folder / "index.txt").write_text("", encoding="ascii")
        (self.folder / "serial").write_text(f"{0x1000 + self._count:x}\n", encoding="ascii")
        settings = self.folder / "ca.cnf"
        settings.write_text(CONFIGURATION.format(folder=self.folder), encoding="utf-8")
        openssl("ca", "-batch", "-notext", "-config", settings, "-cert", self.pem, "-keyfile", self._key,
                "-in", request, "-out", pem, "-extfile", more, *dates)
        return Certificate(pem, key)


def self_signed(folder, names=LOOPBACK):
    folder = pathlib.Path(folder)
    folder.mkdir(mode=0o700, parents=True)
    made = Certificate(folder / "server.pem", folder / "server.key")
    openssl("req", "-x509", *NEW_KEY, "-keyout", made.key, "-out", made.pem, "-days", 2, "-subj", "/CN=test service",
            "-addext", f"subjectAltName={names}")
    return made
