"""A pre-forked family at rest, with a part of its workers busy writing.

usage: workers.py WORKERS MIB BUSY

Prints "ready MASTER WORKER WORKER ..." once all have been forked; ends with its standard input.
"""
import mmap
import os
import random
import signal
import sys
import time

PAGE = 4096
WRITES = 20  # pages per pause
PAUSE = 0.2


def anonymous(mib):
    """Private memory in base pages, all of them touched."""
    area = mmap.mmap(-1, mib << 20, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
    area.madvise(mmap.MADV_NOHUGEPAGE)
    for at in range(0, len(area), PAGE):
        area[at] = 1
    return area


def write(area, seed):
    """Writes to pages at random, the same ones for the same seed: 100 of them per second."""
    chosen = random.Random(seed)
    while True:
        for _ in range(WRITES):
            area[chosen.randrange(len(area) // PAGE) * PAGE] = 2
        time.sleep(PAUSE)


def main():
    workers, mib, busy = map(int, sys.argv[1:4])
    area = anonymous(mib)
    pids = []
    for number in range(workers):
        pid = os.fork()
        if pid == 0:
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
            if number < busy:
                write(area, number)
            signal.pause()
            os._exit(0)
        pids.append(pid)
    print("ready", os.getpid(), *pids, flush=True)
    sys.stdin.read()
    for pid in pids:
        os.kill(pid, signal.SIGTERM)
    for pid in pids:
        os.waitpid(pid, 0)


main()
