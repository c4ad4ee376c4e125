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
  private final Map<String, Integer> pidByRole = new LinkedHashMap<>();
  private int masterPid;
  private long inheritedBytes;

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
    inheritedBytes = Long.parseLong(frames.ask("parent " + masterPid).get(1));
    List<String> born = family.ask("fork");
    for (int at = 1; at < born.size(); at += 2) {
      pidByRole.put(born.get(at + 1), Integer.valueOf(born.get(at)));
    }
  }

  void phase() throws IOException {
    family.ask("phase");
  }

  void leave(String role) throws IOException {
    family.ask("leave " + role);
    pidByRole.remove(role);
  }

  Truth truth() throws IOException {
    List<String> pids = new ArrayList<>(List.of("family", Integer.toString(masterPid)));
    pidByRole.values().forEach(pid -> pids.add(Integer.toString(pid)));
    return Truth.parse(frames.ask(String.join(" ", pids)));
  }

  int masterPid() {
    return masterPid;
  }

  long inheritedBytes() {
    return inheritedBytes;
  }

  String role(int pid) {
    return pidByRole.entrySet().stream()
        .filter(entry -> entry.getValue() == pid)
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
