"""Families whose workers do to inherited memory all that is hard to measure from outside.

usage: mix.py MIB FOLDER

Reads commands, one a line, and answers each with one line when everything is at rest again:
  load            the master has its memory                  "loaded MASTER"
  fork            one worker of each role is born            "forked PID ROLE PID ROLE ..."
  phase           every worker does what its role is         "phase"
  leave ROLE      the worker of that role ends               "left PID"
"""
import mmap
import os
import random
import signal
import sys

PAGE = 4096
ROLES = ["idle", "copies", "frees", "frees_and_grows", "maps_files", "churns", "writes_shared", "grows",
         "copies_all", "leaves"]


def anonymous(mib, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS):
    area = mmap.mmap(-1, mib << 20, flags=flags)
    area.madvise(mmap.MADV_NOHUGEPAGE)
    for at in range(0, len(area), PAGE):
        area[at] = 1
    return area


class Worker:
    """One worker; each phase does a fifth of its role's worth."""

    def __init__(self, role, area, shared, folder):
        self.role, self.area, self.shared, self.folder = role, area, shared, folder
        self.pages = len(area) // PAGE
        self.order = list(range(self.pages))
        random.Random(role).shuffle(self.order)
        self.done = 0
        self.kept = []

    def next_pages(self, share):
        count = int(self.pages * share)
        chosen = self.order[self.done:self.done + count]
        self.done += count
        return chosen

    def copy(self, share):
        for page in self.next_pages(share):
            self.area[page * PAGE] = 3

    def free(self, share):
        for page in self.next_pages(share):
            self.area.madvise(mmap.MADV_DONTNEED, page * PAGE, PAGE)

    def map_file(self):
        path = os.path.join(self.folder, "mapped")
        with open(path, "r+b") as file:
            mapped = mmap.mmap(file.fileno(), 0, flags=mmap.MAP_PRIVATE, prot=mmap.PROT_READ | mmap.PROT_WRITE)
        for at in range(0, len(mapped), PAGE):
            mapped[at]
        for at in range(0, len(mapped) // 8, PAGE):
            mapped[at] = 4
        self.kept.append(mapped)

    def churn(self):
        for _ in range(20):
            anonymous(2).close()

    def phase(self):
        role = self.role
        if role == "copies":
            self.copy(0.08)
        elif role == "copies_all":
            self.copy(0.2)
        elif role == "frees":
            self.free(0.08)
        elif role == "frees_and_grows":
            self.free(0.06)
            self.kept.append(anonymous(2))
        elif role == "maps_files":
            self.map_file()
            self.copy(0.02)
        elif role == "churns":
            self.churn()
            self.copy(0.02)
        elif role == "writes_shared":
            for at in range(0, len(self.shared), PAGE):
                self.shared[at] = 5
        elif role == "grows":
            self.kept.append(anonymous(4))


def run(worker, orders, answers):
    while True:
        if os.read(orders, 1) != b"p":
            os._exit(0)
        worker.phase()
        os.write(answers, b".")


def main():
    mib, folder = int(sys.argv[1]), sys.argv[2]
    with open(os.path.join(folder, "mapped"), "wb") as file:
        file.write(b"m" * (4 << 20))
    workers = {}
    done_read, done_write = os.pipe()
    area = shared = None
    for line in sys.stdin:
        command, *rest = line.split()
        if command == "load":
            area = anonymous(mib)
            shared = anonymous(4, mmap.MAP_SHARED | mmap.MAP_ANONYMOUS)
            print("loaded", os.getpid(), flush=True)
        elif command == "fork":
            for role in ROLES:
                orders_read, orders_write = os.pipe()
                pid = os.fork()
                if pid == 0:
                    signal.signal(signal.SIGINT, signal.SIG_IGN)
                    os.close(orders_write)
                    for _, other in workers.values():
                        os.close(other)
                    run(Worker(role, area, shared, folder), orders_read, done_write)
                os.close(orders_read)
                workers[role] = (pid, orders_write)
            print("forked", *(f"{pid} {role}" for role, (pid, _) in workers.items()), flush=True)
        elif command == "phase":
            for _, orders in workers.values():
                os.write(orders, b"p")
            for _ in workers:
                os.read(done_read, 1)
            print("phase", flush=True)
        elif command == "leave":
            pid, orders = workers.pop(rest[0])
            os.close(orders)
            os.waitpid(pid, 0)
            print("left", pid, flush=True)
    for pid, orders in workers.values():
        os.close(orders)
        os.waitpid(pid, 0)


main()
