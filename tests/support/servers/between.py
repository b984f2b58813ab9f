#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A TCP connection that fails on demand, between a client and a server on loopback.

    between.py --into DIR --to PORT [--mode MODE]

Ready: {"event":"ready","port":…}. Modes, read anew for each piece of data:
pass; cut-request (both sides are closed when the client says something, which is not passed on); cut-answer (closed
when the server answers, which is not passed on); the same with -once, for one connection, after which the mode is
pass; refuse (new connections are closed at once, and old ones at the next word); silent (new connections are
accepted and nothing is passed on, of old ones neither, as by a firewall that swallows packets); stall (half of the server's next word is passed on, then nothing).
"""
import socket
import threading

import common

MODES = ["pass", "cut-request", "cut-request-once", "cut-answer", "cut-answer-once", "refuse", "silent", "stall"]


class Between:
    def __init__(self, options):
        self.options = options
        self.lock = threading.Lock()

    def mode(self):
        return common.mode_of(self.options, MODES)

    def is_cut(self, side):
        """Whether this word is the end; whoever is first takes a mode that works once."""
        with self.lock:
            mode = self.mode()
            if mode == f"cut-{side}-once":
                self.options.mode_file.write_text("pass", encoding="ascii")
            return mode in ("refuse", f"cut-{side}", f"cut-{side}-once")

    def carry(self, source, target, side):
        try:
            while data := source.recv(65536):
                if self.is_cut(side):
                    break
                if self.mode() == "silent":
                    while source.recv(65536):
                        pass
                    break
                if side == "answer" and self.mode() == "stall":
                    target.sendall(data[:len(data) // 2])
                    while source.recv(65536):
                        pass
                    break
                target.sendall(data)
        except OSError:
            pass
        for end in (source, target):
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass

    def serve(self, listener):
        held = []
        while True:
            client, _ = listener.accept()
            mode = self.mode()
            if mode == "refuse":
                client.close()
            elif mode == "silent":
                held.append(client)
            else:
                try:
                    server = socket.create_connection(("127.0.0.1", self.options.to))
                except OSError:  # it has been stopped, and may come back
                    client.close()
                    continue
                for ends in ((client, server, "request"), (server, client, "answer")):
                    threading.Thread(target=self.carry, args=ends, daemon=True).start()


def main():
    parser = common.arguments(__doc__, MODES)
    parser.add_argument("--to", type=int, required=True)
    options = parser.parse_args()
    listener = socket.create_server(("127.0.0.1", common.port_of(options)))
    threading.Thread(target=Between(options).serve, args=(listener,), daemon=True).start()
    common.serve_until_stopped(listener.getsockname()[1], None)


if __name__ == "__main__":
    main()
