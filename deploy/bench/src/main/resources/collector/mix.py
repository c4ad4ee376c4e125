"""Families whose workers do to inherited memory all that is hard to measure from outside.

usage: mix.py MIB FOLDER

Reads commands, one a line, and answers each with one line when everything is at rest again:
  load            the master has its memory                  "loaded MASTER"
  fork            one worker of each role is born            "forked PID ROLE PID ROLE ..."
  grow            the worker that forks has half as much more, of its own   "grown PID"
  refork          it forks one worker of each of its roles   "reforked PID ROLE PID ROLE ..."
  phase           every worker does what its role is         "phase"
  leave ROLE      the worker of that role ends               "left PID"

Workers of a worker that has ended become the master's, as with a server that watches over all its processes.
"""
import ctypes
import mmap
import os
import random
import signal
import struct
import sys

PAGE = 4096
ROLES = ["idle", "copies", "frees", "frees_and_grows", "maps_files", "churns", "writes_shared", "grows",
         "copies_all", "leaves", "forks"]
ROLES_OF_FORKED = ["child_idle", "child_copies", "child_frees"]
PR_SET_CHILD_SUBREAPER = 36


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
        self.mib = len(area) >> 20
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

    def grow(self):
        self.kept.append(anonymous(self.mib // 2))

    def phase(self):
        role = self.role
        if role in ("copies", "child_copies"):
            self.copy(0.08)
        elif role == "copies_all":
            self.copy(0.2)
        elif role in ("frees", "child_frees"):
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


def run(worker, pipes, answers):
    """Does what is asked of one role; its children do the same for theirs."""
    for _, write in pipes.values():
        os.close(write)
    obey(worker, pipes, answers)


def obey(worker, pipes, answers):
    while True:
        order = os.read(pipes[worker.role][0], 1)
        if order == b"p":
            worker.phase()
        elif order == b"g":
            worker.grow()
        elif order == b"f":
            for role in ROLES_OF_FORKED:
                pid = os.fork()
                if pid == 0:
                    obey(Worker(role, worker.area, worker.shared, worker.folder), pipes, answers)
                os.write(answers, struct.pack("i", pid))
            continue
        else:
            os._exit(0)
        os.write(answers, b".")


def main():
    mib, folder = int(sys.argv[1]), sys.argv[2]
    with open(os.path.join(folder, "mapped"), "wb") as file:
        file.write(b"m" * (4 << 20))
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    workers = {}
    done_read, done_write = os.pipe()
    pipes = {role: os.pipe() for role in ROLES + ROLES_OF_FORKED}
    area = shared = None
    for line in sys.stdin:
        command, *rest = line.split()
        if command == "load":
            area = anonymous(mib)
            shared = anonymous(4, mmap.MAP_SHARED | mmap.MAP_ANONYMOUS)
            print("loaded", os.getpid(), flush=True)
        elif command == "fork":
            for role in ROLES:
                pid = os.fork()
                if pid == 0:
                    signal.signal(signal.SIGINT, signal.SIG_IGN)
                    run(Worker(role, area, shared, folder), pipes, done_write)
                workers[role] = pid
            print("forked", *(f"{pid} {role}" for role, pid in workers.items()), flush=True)
        elif command == "grow":
            os.write(pipes["forks"][1], b"g")
            os.read(done_read, 1)
            print("grown", workers["forks"], flush=True)
        elif command == "refork":
            os.write(pipes["forks"][1], b"f")
            born = {role: struct.unpack("i", os.read(done_read, 4))[0] for role in ROLES_OF_FORKED}
            workers.update(born)
            print("reforked", *(f"{pid} {role}" for role, pid in born.items()), flush=True)
        elif command == "phase":
            for role in workers:
                os.write(pipes[role][1], b"p")
            for _ in workers:
                os.read(done_read, 1)
            print("phase", flush=True)
        elif command == "leave":
            pid = workers.pop(rest[0])
            os.close(pipes[rest[0]][1])
            os.waitpid(pid, 0)
            print("left", pid, flush=True)
    for role, pid in workers.items():
        os.close(pipes[role][1])
        os.waitpid(pid, 0)


main()
