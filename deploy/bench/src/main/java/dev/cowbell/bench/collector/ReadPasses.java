package dev.cowbell.bench.collector;

import dev.cowbell.collector.procfs.ProcFs;
import dev.cowbell.collector.procfs.SmapsRollup;
import dev.cowbell.collector.reading.Reading;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The counterpart of read_rollups.c with the collector's own reader and parser: for each line on
 * standard input it reads all the processes once and prints the CPU nanoseconds of that pass.
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
      long start = threads.getCurrentThreadCpuTime();
      for (int pid : pids) {
        Reading<SmapsRollup> rollup = procFs.smapsRollup(pid);
        if (rollup.optional().isEmpty()) {
          throw new IOException("process " + pid + " could not be read: " + rollup);
        }
      }
      System.out.println(threads.getCurrentThreadCpuTime() - start);
    }
  }
}
