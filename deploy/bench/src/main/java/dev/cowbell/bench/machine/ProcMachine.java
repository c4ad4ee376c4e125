package dev.cowbell.bench.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads the machine's facts from a /proc tree. */
public record ProcMachine(Path proc) {

  /** The facts. */
  public Machine read() throws IOException {
    return Machine.parse(
        Files.readString(proc.resolve("cpuinfo")),
        Files.readString(proc.resolve("meminfo")),
        Files.readString(proc.resolve("sys/kernel/osrelease")),
        Runtime.getRuntime().availableProcessors());
  }
}
