package dev.cowbell.bench.collector;

import dev.cowbell.collector.procfs.ProcFs;
import dev.cowbell.collector.reading.Reading;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The counterpart of read_rollups.c with the collector's own reader and parser: for each line on
 * standard input it reads all the processes once and prints the CPU nanoseconds of that pass. Each
 * pass follows a look at stat and statm of all of them, as every tick of the collector takes it
 * before its readings; that one is not counted.
 */
public final class ReadPasses {
  private ReadPasses() {}

  public static void main(String[] arguments) throws IOException {
    List<Integer> pids = Stream.of(arguments).map(Integer::valueOf).toList();
    ProcFs procFs = new ProcFs(Path.of("/proc"));
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    BufferedReader orders =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    while (orders.readLine() != null) {
      Map<Integer, Long> births = new HashMap<>();
      for (int pid : pids) {
        births.put(pid, read(procFs.stat(pid)).startTicks());
        read(procFs.statm(pid));
      }
      long start = threads.getCurrentThreadCpuTime();
      for (var birth : births.entrySet()) {
        read(procFs.smapsRollup(birth.getKey(), birth.getValue()));
      }
      System.out.println(threads.getCurrentThreadCpuTime() - start);
    }
  }

  private static <T> T read(Reading<T> reading) throws IOException {
    return reading
        .optional()
        .orElseThrow(() -> new IOException("a process could not be read: " + reading));
  }
}
