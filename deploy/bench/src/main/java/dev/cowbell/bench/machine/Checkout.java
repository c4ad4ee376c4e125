package dev.cowbell.bench.machine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The source tree that was measured. */
public record Checkout(Path folder) {
  private static final String UNKNOWN = "unknown";

  /**
   * Its commit as git names it, with {@code -dirty} where files differ from it; {@code unknown}
   * where there is no git or this is no checkout.
   */
  public String commit() throws InterruptedException {
    try {
      Process git =
          new ProcessBuilder("git", "describe", "--always", "--dirty", "--abbrev=40", "--exclude=*")
              .directory(folder.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return git.waitFor() == 0 && !said.isEmpty() ? said : UNKNOWN;
    } catch (IOException noGit) {
      return UNKNOWN;
    }
  }
}
