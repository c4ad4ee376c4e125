package dev.cowbell.images;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A master with three workers outside every container, of a user who is not the collector's, in a
 * memory cgroup of its own.
 *
 * @param cgroup its folder
 */
record PreforkedFamily(Process process, Path cgroup) implements AutoCloseable {
  private static final String PROGRAM =
      """
      import os, time
      held = [str(i) * 20 for i in range(300000)]
      for _ in range(3):
          if os.fork() == 0:
              time.sleep(300)
              os._exit(0)
      time.sleep(300)
      """;

  static PreforkedFamily start() throws IOException {
    Path memory = Path.of("/sys/fs/cgroup/memory"); // version 1, else 2
    Path root = Files.exists(memory) ? memory : Path.of("/sys/fs/cgroup");
    Path cgroup =
        Files.createDirectory(root.resolve("cowbell-family-" + ProcessHandle.current().pid()));
    String join = "echo $$ > %s/cgroup.procs && exec \"$@\"".formatted(cgroup);
    List<String> asNobody =
        List.of("setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups");
    List<String> command = new java.util.ArrayList<>(List.of("sh", "-c", join, "sh"));
    command.addAll(asNobody);
    command.addAll(List.of("/usr/bin/python3", "-c", PROGRAM));
    return new PreforkedFamily(new ProcessBuilder(command).start(), cgroup);
  }

  /** sh and setpriv replace themselves by python3. */
  long masterPid() {
    return process.pid();
  }

  @Override
  public void close() throws IOException {
    List<ProcessHandle> all = new java.util.ArrayList<>(process.descendants().toList());
    all.add(process.toHandle());
    all.forEach(ProcessHandle::destroyForcibly);
    for (ProcessHandle one : all) {
      one.onExit().join();
    }
    Files.delete(cgroup);
  }
}
