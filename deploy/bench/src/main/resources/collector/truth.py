"""What became of inherited memory, from page frames. Needs root; shares nothing with the collector.

Reads commands, one a line, and answers each with one line:
  parent PID        remembers the anonymous frames of a process that is about to fork   "parent BYTES"
  family PID PID:PARENT...   compares; the first is the master
                    "footprint BYTES PID COPIED ORPHANED FREED PID COPIED ORPHANED FREED ...", all in bytes

A page is present in /proc/PID/pagemap (bit 63) and anonymous where it is neither of a file nor shared memory
(bit 61); its frame stands in bits 0 to 54. A frame of the parent that a worker holds is still shared where /proc/kpagecount says that
several map it, and orphaned where it alone does; another frame at that address is a copy, none is freed. The footprint of a family
is the number of different anonymous frames its members map.
"""
import mmap
import os
import struct
import sys
from array import array

PAGE = 4096
FRAME = (1 << 55) - 1
KINDS = (1 << 63) | (1 << 61) | (1 << 62)
ANONYMOUS = 1 << 63


def frames(pid):
    """{page number: frame} of the anonymous pages of a process."""
    found = {}
    with open(f"/proc/{pid}/maps") as maps:
        ranges = [tuple(int(part, 16) // PAGE for part in line.split()[0].split("-")) for line in maps
                  if "[v" not in line]
    pagemap = os.open(f"/proc/{pid}/pagemap", os.O_RDONLY)
    try:
        for low, high in ranges:
            entries = array("Q", os.pread(pagemap, (high - low) * 8, low * 8))
            for number, entry in enumerate(entries, low):
                if entry & KINDS == ANONYMOUS:
                    found[number] = entry & FRAME
    finally:
        os.close(pagemap)
    return found


def zero_frame():
    """The frame behind anonymous pages that were read and never written: nobody's memory."""
    area = mmap.mmap(-1, PAGE, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS, prot=mmap.PROT_READ)
    area[0]
    own = frames(os.getpid())
    counts = {}
    for frame in own.values():
        counts[frame] = counts.get(frame, 0) + 1
    pages = os.open("/proc/kpageflags", os.O_RDONLY)
    zero = {frame for frame in counts if struct.unpack("Q", os.pread(pages, 8, frame * 8))[0] >> 24 & 1}
    os.close(pages)
    return zero


def main():
    if os.sysconf("SC_PAGESIZE") != PAGE:
        sys.exit("base pages of 4 KiB are assumed")
    zero = zero_frame()
    if not zero:
        sys.exit("page frames are not shown: root is needed")
    counts = os.open("/proc/kpagecount", os.O_RDONLY)
    inherited = {}
    for line in sys.stdin:
        command, *rest = line.split()
        pids = [int(pid.split(":")[0]) for pid in rest]
        if command == "parent":
            inherited[pids[0]] = {page: frame for page, frame in frames(pids[0]).items() if frame not in zero}
            print("parent", len(inherited[pids[0]]) * PAGE, flush=True)
        else:
            everybody, answer = set(), []
            for word, member in zip(rest, pids):
                now = frames(member)
                everybody.update(now.values())
                if member == pids[0]:
                    continue
                parent = int(word.split(":")[1])
                copied = orphaned = freed = 0
                for page, frame in inherited[parent].items():
                    held = now.get(page)
                    if held is None or held in zero:
                        freed += 1
                    elif held != frame:
                        copied += 1
                    elif struct.unpack("Q", os.pread(counts, 8, frame * 8))[0] == 1:
                        orphaned += 1
                answer += [member, copied * PAGE, orphaned * PAGE, freed * PAGE]
            print("footprint", len(everybody - zero) * PAGE, *answer, flush=True)


main()
