package dev.cowbell.images;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What is packed.
 *
 * @param commit its name, with "-changed" where the checkout was not clean; unknown outside one
 * @param at when it was committed, so that the same commit gives the same image
 */
record Revision(String version, String commit, Instant at) {
  private static final String VERSION = "0.1.0";

  static Revision of(Path home) {
    List<String> git = List.of("git", "-C", home.toString());
    return Command.tried(with(git, "log", "-1", "--format=%H %ct"))
        .map(line -> line.split(" ", 2))
        .map(
            parts ->
                new Revision(
                    VERSION,
                    parts[0] + (isClean(git) ? "" : "-changed"),
                    Instant.ofEpochSecond(Long.parseLong(parts[1]))))
        .orElse(new Revision(VERSION, "unknown", Instant.EPOCH));
  }

  private static boolean isClean(List<String> git) {
    return Command.tried(with(git, "status", "--porcelain")).map(String::isEmpty).orElse(false);
  }

  private static List<String> with(List<String> command, String... arguments) {
    List<String> all = new ArrayList<>(command);
    all.addAll(List.of(arguments));
    return all;
  }
}
