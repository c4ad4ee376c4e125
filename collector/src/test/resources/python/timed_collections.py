"""Collects again and again with pauses between, and times itself by gc.callbacks.

Prints "up" once it has built its objects; then a line for a line: the seconds spent collecting since the start, the
seconds since the start, the CPU seconds spent collecting, the CPU seconds in all and the longest collection. Ends with its input.
The argument is the number of objects, on which the length of a collection depends.
"""
import gc
import sys
import threading
import time

gc.disable()
kept = [[i] for i in range(int(sys.argv[1]))]
gc.collect()
begun = None
wall = cpu = longest = 0.0


def timed(phase, info):
    global begun, wall, cpu, longest
    now = time.perf_counter(), time.process_time()
    if phase == "start":
        begun = now
    else:
        wall += now[0] - begun[0]
        cpu += now[1] - begun[1]
        longest = max(longest, now[0] - begun[0])


asked = threading.Event()
ended = threading.Event()


def listen():
    for _ in sys.stdin:
        asked.set()
    ended.set()


gc.callbacks.append(timed)
start = time.perf_counter(), time.process_time()
threading.Thread(target=listen, daemon=True).start()
print("up", flush=True)
while not ended.is_set():
    gc.collect()
    time.sleep(0.15)
    if asked.is_set():
        asked.clear()
        print(wall, time.perf_counter() - start[0], cpu, time.process_time() - start[1], longest, flush=True)
