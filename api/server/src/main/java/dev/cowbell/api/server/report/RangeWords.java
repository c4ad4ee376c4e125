package dev.cowbell.api.server.report;

import java.util.List;

/**
 * What a range means, shorter than it is stored: how many hosts a comparison rests on stands beside
 * its own figures, and how its error is spent stands in the method.
 */
public final class RangeWords {
  private RangeWords() {}

  /** For the middle of a sentence: what stands before the first explanation. */
  static String brief(String basis) {
    String first = basis.split("; | \\(|, however", 2)[0];
    return basis.contains("observational") && !first.contains("observational")
        ? first + "; observational"
        : first;
  }

  /** Each kind of range once, without the hosts of single comparisons. */
  public static List<String> kinds(List<GenerationSavings> savings) {
    return savings.stream()
        .flatMap(one -> one.bases().stream())
        .map(basis -> basis.replaceFirst("^\\d+ and \\d+ hosts: ", ""))
        .map(basis -> basis.replaceAll("\\d+ and \\d+ hosts", "hosts"))
        .distinct()
        .sorted()
        .toList();
  }
}
