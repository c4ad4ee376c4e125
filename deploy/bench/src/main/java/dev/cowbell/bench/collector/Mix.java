package dev.cowbell.bench.collector;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One family of mix.py with the program that tells the truth about it. */
final class Mix implements AutoCloseable {
  private final Conversation family;
  private final Conversation frames;
  private final Map<String, Born> byRole = new LinkedHashMap<>();
  private int masterPid;

  /** A worker with the process it was forked from. */
  private record Born(int pid, int parentPid, long inheritedBytes) {}

  private Mix(Conversation family, Conversation frames) {
    this.family = family;
    this.frames = frames;
  }

  static Mix start(Path python, Programs programs, int mib) throws IOException {
    Path files = Files.createDirectories(programs.folder().resolve("mix-" + mib));
    return new Mix(
        Conversation.start(
            "family",
            List.of(
                python.toString(),
                programs.shipped("mix.py").toString(),
                Integer.toString(mib),
                files.toString())),
        Conversation.start(
            "reader of page frames",
            List.of(python.toString(), programs.shipped("truth.py").toString())));
  }

  void load() throws IOException {
    masterPid = Integer.parseInt(family.ask("load").get(1));
  }

  void fork() throws IOException {
    fork(masterPid, "fork");
  }

  /** A worker grows and forks workers of its own. */
  void forkAgain() throws IOException {
    fork(Integer.parseInt(family.ask("grow").get(1)), "refork");
  }

  private void fork(int parentPid, String command) throws IOException {
    long inheritedBytes = Long.parseLong(frames.ask("parent " + parentPid).get(1));
    List<String> born = family.ask(command);
    for (int at = 1; at < born.size(); at += 2) {
      byRole.put(
          born.get(at + 1), new Born(Integer.parseInt(born.get(at)), parentPid, inheritedBytes));
    }
  }

  void phase() throws IOException {
    family.ask("phase");
  }

  void leave(String role) throws IOException {
    family.ask("leave " + role);
    byRole.remove(role);
  }

  Truth truth() throws IOException {
    List<String> pids = new ArrayList<>(List.of("family", Integer.toString(masterPid)));
    byRole.values().forEach(worker -> pids.add(worker.pid + ":" + worker.parentPid));
    return Truth.parse(frames.ask(String.join(" ", pids)));
  }

  int masterPid() {
    return masterPid;
  }

  /** What each worker of the master inherited. */
  long inheritedBytes() {
    return byRole.values().stream()
        .filter(worker -> worker.parentPid == masterPid)
        .mapToLong(Born::inheritedBytes)
        .findFirst()
        .orElseThrow();
  }

  /** What this one inherited. */
  long inheritedBytes(int pid) {
    return byRole.values().stream()
        .filter(worker -> worker.pid == pid)
        .mapToLong(Born::inheritedBytes)
        .findFirst()
        .orElseThrow();
  }

  String role(int pid) {
    return byRole.entrySet().stream()
        .filter(entry -> entry.getValue().pid == pid)
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse("left");
  }

  @Override
  public void close() {
    try (frames) {
      family.close();
    }
  }
}
