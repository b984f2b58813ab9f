#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Somebody who speaks one version of TLS only, in a directory's place on loopback.

    old_tls_server.py --into DIR --mode VERSION

TLS from the first byte at PORT, and after an LDAP client's StartTLS at PLAINPORT. Ready: {"event":"ready","port":…,
"plainPort":…,"ca":…}. Of each connection that ended there is one file in DIR, numbered, in order: {"tls":VERSION or null
where there was none,"said":what came first under it, as Latin 1}. Nothing is ever answered under it.
"""
import socket
import ssl
import threading
import warnings

import common

warnings.simplefilter("ignore", DeprecationWarning)
VERSIONS = {"1.0": ssl.TLSVersion.TLSv1, "1.1": ssl.TLSVersion.TLSv1_1, "1.2": ssl.TLSVersion.TLSv1_2,
            "1.3": ssl.TLSVersion.TLSv1_3}
# RFC 4511: message 1, an extended response that says success.
YES = bytes.fromhex("300c02010178070a010004000400")
PATIENCE = 60


def serve(client, context, folder, is_plain):
    said = {"tls": None, "said": ""}
    try:
        client.settimeout(PATIENCE)
        if is_plain:
            client.recv(4096)
            client.sendall(YES)
        with context.wrap_socket(client, server_side=True) as secured:
            said["tls"] = secured.version()
            said["said"] = secured.recv(4096).decode("latin-1")
    except OSError:
        pass
    client.close()
    folder.write({".json": said})


def accept(listener, *more):
    while True:
        client, _ = listener.accept()
        threading.Thread(target=serve, args=(client, *more), daemon=True).start()


def main():
    options = common.arguments(__doc__, list(VERSIONS)).parse_args()
    folder = common.Folder(options.into)
    context, authority = common.tls_context(options)
    context.set_ciphers("DEFAULT:@SECLEVEL=0")  # OpenSSL 3 has the old ones at this level alone
    context.minimum_version = context.maximum_version = VERSIONS[options.mode]
    listeners = [socket.create_server(("127.0.0.1", port)) for port in (common.port_of(options), 0)]
    for listener, is_plain in zip(listeners, (False, True)):
        threading.Thread(target=accept, args=(listener, context, folder, is_plain), daemon=True).start()
    port, plain = (listener.getsockname()[1] for listener in listeners)
    common.serve_until_stopped(port, authority, plainPort=plain)


if __name__ == "__main__":
    main()
