"""A pre-forked server as small as can be, driven by lines on standard input.

fork N          forks N workers, prints their pids
collect I       worker I runs one full collection
enable I        worker I switches its collector on
allocate I MB   worker I keeps some more memory
run I CODE      worker I (or -1: the master) runs a statement
exec            the master starts itself anew under the same pid, which ends its workers
state I         prints what worker I (or -1: the master) says of its collector
The first argument is a statement that every process runs before it forks, the second one that workers run first.
"""
import gc
import json
import os
import sys


class Record:
    pass


def record(i):
    new = Record()
    new.values = {"name": str(i) * 3, "list": [i, str(i)]}
    return new


def collections():
    return [generation["collections"] for generation in gc.get_stats()]


def state(at_birth):
    return json.dumps({
        "enabled": gc.isenabled(),
        "thresholds": gc.get_threshold(),
        "frozen": gc.get_freeze_count(),
        "collections": [now - then for now, then in zip(collections(), at_birth)],
    })


def serve(commands, answers, at_birth):
    kept = []
    for line in commands:
        words = line.split()
        if words[0] == "collect":
            gc.collect()
            answer = "collected"
        elif words[0] == "enable":
            gc.enable()
            answer = "enabled"
        elif words[0] == "allocate":
            kept.append(bytearray(os.urandom(1024)) * 1024 * int(words[2]))
            answer = "allocated"
        elif words[0] == "run":
            exec(line.split(None, 2)[2], globals())
            answer = "ran"
        else:
            answer = state(at_birth)
        answers.write(answer + "\n")
        answers.flush()
    os._exit(0)


kept = [record(i) for i in range(60000)]
exec(sys.argv[1])
workers = []
print("up", os.getpid(), flush=True)
for line in sys.stdin:
    words = line.split()
    if words[0] == "fork":
        for _ in range(int(words[1])):
            down, up = os.pipe(), os.pipe()
            pid = os.fork()
            if pid == 0:
                os.close(down[1])
                at_birth = collections()
                exec(sys.argv[2])
                serve(os.fdopen(down[0]), os.fdopen(up[1], "w"), at_birth)
            # Both ends that are the worker's, so that its end is an end of file here.
            os.close(down[0])
            os.close(up[1])
            workers.append((pid, os.fdopen(down[1], "w"), os.fdopen(up[0])))
        print(*[worker[0] for worker in workers], flush=True)
    elif words[0] == "exec":
        os.execv(sys.executable, [sys.executable] + sys.argv)
    elif words[1] == "-1":
        if words[0] == "collect":
            gc.collect()
        if words[0] == "run":
            exec(line.split(None, 2)[2], globals())
        print(state([0, 0, 0]), flush=True)
    else:
        pid, to, back = workers[int(words[1])]
        to.write(line)
        to.flush()
        print(back.readline().strip(), flush=True)
for pid, to, back in workers:
    os.kill(pid, 9)
    os.waitpid(pid, 0)
