package dev.cowbell.collector.real;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A memory cgroup with a limit, gone when closed. */
public final class MemoryCgroup implements AutoCloseable {
  private final Path folder;
  private final Path root;

  private MemoryCgroup(Path folder, Path root) {
    this.folder = folder;
    this.root = root;
  }

  /** One with a limit, where this process may make one. */
  public static Optional<MemoryCgroup> create(long limitBytes) {
    Path version1 = Path.of("/sys/fs/cgroup/memory");
    boolean isVersion1 = Files.isDirectory(version1);
    Path root = isVersion1 ? version1 : Path.of("/sys/fs/cgroup");
    Path folder = root.resolve("cowbell-test-" + ProcessHandle.current().pid());
    try {
      Files.createDirectory(folder);
    } catch (IOException notAllowed) {
      return Optional.empty();
    }
    try {
      String limit = isVersion1 ? "memory.limit_in_bytes" : "memory.max";
      Files.writeString(folder.resolve(limit), Long.toString(limitBytes));
      return Optional.of(new MemoryCgroup(folder, root));
    } catch (IOException noController) {
      folder.toFile().delete();
      return Optional.empty();
    }
  }

  /** Moves a process in; what it forks from now on is in it too. */
  public void add(int pid) throws IOException {
    Files.writeString(folder.resolve("cgroup.procs"), Integer.toString(pid));
  }

  @Override
  public void close() throws IOException {
    for (String pid : Files.readAllLines(folder.resolve("cgroup.procs"))) {
      Files.writeString(root.resolve("cgroup.procs"), pid);
    }
    Files.delete(folder);
  }
}
