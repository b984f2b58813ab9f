# SPDX-License-Identifier: GPL-3.0-or-later
"""Ports for servers that are named before they start, or that come back at the same place."""
import random
import socket

# Below those that the system gives to whoever asks for any (from 32768 on): between two starts of a server, none of
# the connections of the other tests takes its port, nor holds it for a minute after its end.
OWN = range(20_000, 32_000)


def free_port():
    """One of loopback that nobody listens on at present; free_port.h is the same for C++."""
    for port in random.sample(OWN, 100):
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise RuntimeError("no free port")
