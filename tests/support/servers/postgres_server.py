#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A real PostgreSQL for tests (Debian package: postgresql), in a folder of its own.

    postgres_server.py --into DIR [--as-a-site]

In the folder of its socket the users "postgres" and "latchkey" need no password; on 127.0.0.1:PORT, "latchkey" needs
TLS and the password below. "latchkey" may make databases. Ready: {"event":"ready","port":…,"ca":…,"socket":…,
"control":[…],"pid":…}, where control is the beginning of a pg_ctl command, to which a test adds "restart" and the like.
--as-a-site: with the memory and the care for the disk that a site gives its server, so that it can be measured.
"""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

import common

PASSWORD = "Datab4se-Start-9"
MODES = ["run"]
SETTINGS = """
unix_socket_directories = '{folder}'
listen_addresses = '127.0.0.1'
port = {port}
ssl = on
ssl_cert_file = '{folder}/tls/server.pem'
ssl_key_file = '{folder}/tls/server.key'
max_connections = 300
"""
# Tests end the server, and never the machine.
FOR_TESTS = """
shared_buffers = 32MB
fsync = off
full_page_writes = off
"""
AS_A_SITE = """
shared_buffers = 512MB
max_wal_size = 4GB
"""
ACCESS = """
local all postgres,latchkey trust
hostssl all latchkey 127.0.0.1/32 scram-sha-256
"""


def main():
    parser = common.arguments(__doc__, MODES)
    parser.add_argument("--as-a-site", action="store_true")
    options = parser.parse_args()
    programs = max(pathlib.Path("/usr/lib/postgresql").glob("*/bin/initdb"),
                   key=lambda program: int(program.parts[-3])).parent
    # It refuses to run as root, and its user has no way into a folder of root's.
    as_server = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
    folder = pathlib.Path(tempfile.mkdtemp(prefix="latchkey-postgres-"))
    port = common.port_of(options)

    def run(*words):
        subprocess.run([*as_server, *map(str, words)], check=True, stdin=subprocess.DEVNULL, stdout=sys.stderr,
                       cwd=folder)

    data = folder / "data"
    try:
        common.make_authority(folder / "tls", options.names)
        if as_server:
            subprocess.run(["chown", "-R", "postgres:", str(folder)], check=True)
        (folder / "tls" / "server.key").chmod(0o600)
        folder.chmod(0o755)
        run(programs / "initdb", "-D", data, "-U", "postgres", "-E", "UTF8", "--locale", "C.UTF-8", "-N",
            "-A", "trust")
        with (data / "postgresql.conf").open("a", encoding="ascii") as settings:
            settings.write(SETTINGS.format(folder=folder, port=port) + (AS_A_SITE if options.as_a_site else FOR_TESTS))
        (data / "pg_hba.conf").write_text(ACCESS, encoding="ascii")
        control = [*as_server, str(programs / "pg_ctl"), "-D", str(data), "-w", "-s", "-l", str(folder / "log")]
        subprocess.run([*control, "start"], check=True, stdin=subprocess.DEVNULL, stdout=sys.stderr, cwd=folder)
        try:
            run(programs / "psql", "-q", "-h", folder, "-p", port, "-U", "postgres", "-c",
                f"CREATE ROLE latchkey LOGIN CREATEDB PASSWORD '{PASSWORD}'")
            common.serve_until_stopped(port, str(folder / "tls" / "ca.pem"), socket=str(folder), control=control,
                                       pid=int((data / "postmaster.pid").read_text(encoding="ascii").split()[0]))
        finally:
            subprocess.run([*control, "-m", "immediate", "stop"], check=False, stdin=subprocess.DEVNULL, cwd=folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
