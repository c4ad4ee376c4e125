package dev.cowbell.aggregator.savings;

import dev.cowbell.aggregator.savings.Coefficient.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Coefficients as a file: a header, then a line for each, {@code
 * generation,coefficient,value,unit,source}. The source is the rest of the line, so that it may
 * hold commas. Empty lines and those that begin with # are left out.
 */
public final class CoefficientsCsv {

  static final String HEADER = "generation,coefficient,value,unit,source";
  private static final int COLUMNS = 5;

  private CoefficientsCsv() {}

  /**
   * Throws an {@link IllegalArgumentException} that names line, what is there and what should be.
   */
  public static Coefficients parse(List<String> lines) {
    List<Coefficient> known = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    boolean header = false;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      if (!header) {
        header = true;
        require(line.equals(HEADER), i, "expected the header " + HEADER);
        continue;
      }
      Coefficient one = coefficient(line, i);
      require(
          seen.add(one.generation() + '|' + one.kind()),
          i,
          "%s of %s stands twice".formatted(one.kind().word(), one.generation()));
      known.add(one);
    }
    return new Coefficients(known);
  }

  private static Coefficient coefficient(String line, int at) {
    String[] parts = line.split(",", COLUMNS);
    require(parts.length == COLUMNS, at, "expected " + HEADER);
    Kind kind = kind(parts[1].strip(), at);
    String unit = parts[3].strip();
    require(
        kind.accepts(unit), at, "%s: expected a unit such as %s".formatted(unit, kind.example()));
    String source = parts[4].strip();
    require(
        !source.isEmpty(), at, "a figure without a source is not used: name where it comes from");
    require(!parts[0].isBlank(), at, "expected a generation, or * for all");
    return new Coefficient(parts[0].strip(), kind, value(parts[2].strip(), at), unit, source);
  }

  private static Kind kind(String word, int at) {
    return Stream.of(Kind.values())
        .filter(kind -> kind.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                refused(
                    at,
                    "%s: expected one of %s"
                        .formatted(
                            word,
                            Stream.of(Kind.values())
                                .map(Kind::word)
                                .collect(Collectors.joining(", ")))));
  }

  private static double value(String text, int at) {
    require(text.matches("\\d{1,9}(\\.\\d{1,9})?"), at, text + ": expected a number such as 0.39");
    return Double.parseDouble(text);
  }

  private static void require(boolean holds, int at, String expected) {
    if (!holds) {
      throw refused(at, expected);
    }
  }

  private static IllegalArgumentException refused(int at, String expected) {
    return new IllegalArgumentException("line %d: %s".formatted(at + 1, expected));
  }
}
