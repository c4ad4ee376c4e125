"""A pre-forked HTTP server on the standard library: the demonstration's workload, one family per arm.

It is steered by lines on standard input, answers with JSON lines on standard output, and ends with all its workers
when standard input closes:

    (start)   builds a heap of small records until a full collection has just run   -> {"event": "built", ...}
    fork      applies the arm's policy, forks the workers, listens on loopback      -> {"event": "listening", "port": ...}
    stop      ends the workers and itself

Each request leaves some lists alive, so that a full collection comes 10 to 35 seconds after the fork at 20 requests a
second and worker, and makes some reference cycles, so that a policy without collections pays for it in private memory.
"""

import gc
import json
import os
import select
import signal
import socket
import sys

BASE_RECORDS = 70_000
REQUESTS_UNTIL_FULL_COLLECTION = 300
CYCLES_PER_REQUEST = 40
YAMA_SET_PTRACER, YAMA_ANY_PTRACER = 0x59616D61, -1


class Record:
    __slots__ = ("key", "tags", "links", "fields")

    def __init__(self, number):
        self.key = f"record-{number:08d}"
        self.tags = [number, number + 1, f"tag-{number % 1000}-{number}"]
        self.links = [[self], [number], [self.tags]]
        self.fields = {"id": number, "score": number * 0.5, "tags": self.tags}


class Node:
    def __init__(self):
        self.peer = None
        self.payload = bytearray(64)


POLICIES = {
    "default": lambda: None,
    "threshold-0": lambda: gc.set_threshold(0),
    "frozen": lambda: (gc.collect(), gc.freeze()),
    "frozen+threshold-50000": lambda: (gc.collect(), gc.freeze(), gc.set_threshold(50_000, 10, 10)),
}


def say(**event):
    sys.stdout.write(json.dumps(event) + "\n")
    sys.stdout.flush()


def build_heap():
    """Records, the last of them just after a full collection: how many depends on the interpreter, not on the arm."""
    records = [Record(number) for number in range(BASE_RECORDS)]
    full_collections = gc.get_stats()[2]["collections"]
    while gc.get_stats()[2]["collections"] == full_collections and len(records) < 3 * BASE_RECORDS:
        for _ in range(100):
            records.append(Record(len(records)))
    return records


def cycle():
    first, second = Node(), Node()
    first.peer, second.peer = second, first


def allow_reading():
    """Lets a collector of the same user read this process where the Yama module would forbid it."""
    try:
        import ctypes

        ctypes.CDLL(None).prctl(YAMA_SET_PTRACER, ctypes.c_ulong(YAMA_ANY_PTRACER & (2**64 - 1)), 0, 0, 0)
    except (ImportError, OSError, AttributeError):
        pass  # without it the collector says what it could not read


def handle(kept, survivors):
    kept.append([[] for _ in range(survivors)])
    for _ in range(CYCLES_PER_REQUEST):
        cycle()
    body = b"%d\n" % len(kept)
    return b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body)


def serve(listener, lifeline, survivors):
    """One connection at a time, kept alive, until the master's end of the lifeline closes."""
    kept = []
    while True:
        readable, _, _ = select.select([listener, lifeline], [], [])
        if lifeline in readable:
            return
        try:
            connection, _ = listener.accept()
        except BlockingIOError:
            continue  # a sibling was faster
        with connection:
            connection.setblocking(True)
            pending = b""
            while True:
                readable, _, _ = select.select([connection, lifeline], [], [])
                if lifeline in readable:
                    return
                data = connection.recv(65536)
                if not data:
                    break
                pending += data
                while b"\r\n\r\n" in pending:
                    _, pending = pending.split(b"\r\n\r\n", 1)
                    connection.sendall(handle(kept, survivors))


def fork_workers(listener, count, survivors):
    lifeline_read, lifeline_write = os.pipe()
    pids = []
    for _ in range(count):
        pid = os.fork()
        if pid == 0:
            status = 1
            try:
                os.close(lifeline_write)
                allow_reading()
                serve(listener, lifeline_read, survivors)
                status = 0
            finally:
                os._exit(status)
        pids.append(pid)
    os.close(lifeline_read)
    return pids, lifeline_write


def main(arm, workers):
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the demonstration stops its servers itself
    records = build_heap()
    tracked = len(gc.get_objects())
    allow_reading()
    say(event="built", pid=os.getpid(), records=len(records), tracked=tracked, version=sys.version.split()[0])
    pids, lifeline = [], None
    for line in sys.stdin:
        if line.strip() == "fork":
            listener = socket.create_server(("127.0.0.1", 0), backlog=workers * 4)
            listener.setblocking(False)
            POLICIES[arm]()
            pids, lifeline = fork_workers(listener, workers, tracked // 4 // REQUESTS_UNTIL_FULL_COLLECTION)
            say(event="listening", port=listener.getsockname()[1], workers=pids)
        elif line.strip() == "stop":
            break
    if lifeline is not None:
        os.close(lifeline)
    for pid in pids:
        os.waitpid(pid, 0)
    say(event="stopped")
    os._exit(0)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
