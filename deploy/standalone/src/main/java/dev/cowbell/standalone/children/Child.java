package dev.cowbell.standalone.children;

import dev.cowbell.standalone.failure.Failure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * One child process with its log. It runs in a session of its own, so that a Ctrl-C meant for this
 * program does not reach it first, and the kernel ends it should this program be killed: it must be
 * started by a thread that lives as long as the program does, since that is whose death the kernel
 * watches.
 */
public final class Child implements AutoCloseable {
  private static final Duration STOP_LIMIT = Duration.ofSeconds(15);
  private static final Duration POLL = Duration.ofMillis(100);

  private final String name;
  private final Process process;
  private final Path log;

  private Child(String name, Process process, Path log) {
    this.name = name;
    this.process = process;
    this.log = log;
  }

  /** Starts a command with the given variables added to this program's environment. */
  public static Child start(
      String name, List<String> command, Map<String, String> environment, Path logs) {
    Path log = logs.resolve(name + ".log");
    var builder =
        new ProcessBuilder(detached(command))
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    try {
      return new Child(name, builder.start(), log);
    } catch (IOException e) {
      throw new Failure("Cannot start the %s: %s".formatted(name, e.getMessage()), e);
    }
  }

  /** Its process id: setsid and setpriv replace themselves by the command. */
  public long pid() {
    return process.pid();
  }

  /** The command in a session of its own, ended with the thread that starts it. */
  public static List<String> detached(List<String> command) {
    var detached = new ArrayList<>(List.of("setsid", "setpriv", "--pdeathsig", "TERM", "--"));
    detached.addAll(command);
    return detached;
  }

  /**
   * Returns when the URL answers 200; fails in one line when the process ends before, or the limit
   * passes.
   */
  public void awaitReady(URI health, Duration limit) throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    try (var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      while (!answers(client, health)) {
        requireAlive();
        if (System.nanoTime() > deadline) {
          throw new Failure(
              "The %s was not ready within %d s; its log is %s%s"
                  .formatted(name, limit.toSeconds(), log, lastLine()));
        }
        TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
      }
    }
  }

  /** Fails in one line when the process has ended by itself. */
  public void requireAlive() {
    if (!process.isAlive()) {
      throw new Failure(
          "The %s ended with code %d; its log is %s%s"
              .formatted(name, process.exitValue(), log, lastLine()));
    }
  }

  private static boolean answers(HttpClient client, URI health) throws InterruptedException {
    try {
      var request = HttpRequest.newBuilder(health).timeout(Duration.ofSeconds(2)).build();
      return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  private String lastLine() {
    try {
      return Files.readAllLines(log).stream()
          .filter(line -> !line.isBlank())
          .reduce((first, last) -> last)
          .map(line -> ", which ends: " + line)
          .orElse("");
    } catch (IOException unreadable) {
      return " (unreadable: " + unreadable.getMessage() + ")";
    }
  }

  /** Asks the process to end and waits; ends it by force when it does not. */
  @Override
  public void close() {
    stop(STOP_LIMIT);
  }

  /** The same with as much patience as the caller has. */
  public void stop(Duration limit) {
    process.destroy();
    try {
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
