"""A server for benches/run.sh: generated lists of assignment batches, over http and https.

    serve.py PORT_FILE [CERTIFICATE_PEM]

The API of N batches is at /N/api/, and that of a server which takes a second for each answer at
/slow/N/api/. Bodies are made once and sent as they are, without compression. The ports in use
are written to PORT_FILE, first http, then https. Standard library only.
"""

import json
import ssl
import sys
import threading
import time
from datetime import datetime, timedelta, timezone
from functools import lru_cache
from hashlib import md5
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

NOW = datetime(2026, 10, 1, 8, tzinfo=timezone.utc)


def hex_of(kind, number):
    return md5(f"{kind} {number}".encode()).hexdigest()


def batch(number):
    sent = NOW - timedelta(hours=number % 700, microseconds=322787)
    due = NOW + timedelta(hours=(number * 37) % 1500 - 100)
    items = 1 + number % 9
    return {
        "uuid": hex_of("batch", number),
        "call_uuid": hex_of("call", number % 40),
        "call_name": f"Call {number % 40}: résumé of a programme for large computers",
        "status": "sent",
        "status_display": "Sent to reviewer",
        "sent_at": sent.isoformat(),
        "expires_at": None if number % 50 == 49 else due.isoformat(),
        "is_expired": due < NOW and number % 50 != 49,
        "items_count": items,
        "items_pending_count": number % (items + 1),
        "manager_notes": "Please answer by Friday.\r\nThank you!" if number % 3 == 0 else "",
    }


@lru_cache
def body_of(number):
    batches = [batch(at) for at in range(number)]
    return json.dumps(batches, ensure_ascii=False, separators=(",", ":")).encode()


USER = b'{"uuid":"%s","username":"bench","full_name":"Ben Chmark","token_lifetime":null}' % (
    hex_of("user", 0).encode()
)


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # As nginx does: else a second small packet waits some 40 ms for the first to be acknowledged,
    # and both clients are timed waiting.
    disable_nagle_algorithm = True

    def do_GET(self):
        parts = self.path.partition("?")[0].strip("/").split("/")
        if parts[0] == "slow":
            parts = parts[1:]
            time.sleep(1)
        body, status = b'{"detail":"Not found."}', 404
        if parts[1:] == ["api", "my-assignment-batches"] and parts[0].isdigit():
            body, status = body_of(int(parts[0])), 200
        elif parts[1:] == ["api", "users", "me"]:
            body, status = USER, 200
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def main():
    servers = [ThreadingHTTPServer(("127.0.0.1", 0), Handler)]
    if len(sys.argv) > 2:
        secure = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(sys.argv[2])
        secure.socket = context.wrap_socket(secure.socket, server_side=True)
        servers.append(secure)
    for server in servers[1:]:
        threading.Thread(target=server.serve_forever, daemon=True).start()
    for number in (6, 200, 10000):
        body_of(number)
    with open(sys.argv[1], "w") as file:
        file.write(" ".join(str(server.server_port) for server in servers))
    servers[0].serve_forever()


main()
