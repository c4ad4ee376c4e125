package dev.cowbell.collector.why;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Folded stacks, one line a stack with its count, as flame-graph tools read them. A fault has no
 * stack here but its place: the frames are service, module and function, with [collecting] between
 * the first two where the collector was running.
 */
final class FoldedStacks {
  private FoldedStacks() {}

  static void write(Path file, String service, FaultTally tally) throws IOException {
    Files.write(file, lines(service, tally));
  }

  static List<String> lines(String service, FaultTally tally) {
    return tally.sites().stream()
        .flatMap(
            site ->
                java.util.stream.Stream.of(
                    line(service, site, true, site.byCollector()),
                    line(service, site, false, site.faults() - site.byCollector())))
        .filter(line -> !line.endsWith(" 0"))
        .toList();
  }

  private static String line(
      String service, FaultTally.Site site, boolean collecting, long faults) {
    return String.join(
            ";",
            frame(service) + (collecting ? ";[collecting]" : ""),
            frame(site.place().module()),
            frame(site.place().function()))
        + ' '
        + faults;
  }

  /** A semicolon would begin another frame. */
  private static String frame(String text) {
    return text.replace(';', ':').replace('\n', ' ');
  }
}
