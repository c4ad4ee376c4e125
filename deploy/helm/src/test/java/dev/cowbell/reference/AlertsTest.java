package dev.cowbell.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The operations guide against the alert rules. */
class AlertsTest {
  private static final Path RULES = Path.of("../observability/prometheus/cowbell.rules.yaml");
  private static final Path GUIDE = Path.of("../../docs/operations.md");
  private static final Pattern ALERT = Pattern.compile("(?m)^ *- alert: (\\w+)$");
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| (Cowbell\\w+) \\| ([^|]+) \\| ([^|]+) \\|$");

  @Test
  void guide_saysOfEachAlert_whatItMeansAndWhatToDo() throws IOException {
    List<String> alerts =
        ALERT.matcher(Files.readString(RULES)).results().map(found -> found.group(1)).toList();
    String guide = Files.readString(GUIDE);
    assertThat(ROW.matcher(guide).results().map(row -> row.group(1)))
        .containsExactlyElementsOf(alerts);
    assertThat(ROW.matcher(guide).results())
        .hasSizeGreaterThan(10)
        .allSatisfy(
            row -> {
              assertThat(row.group(2).strip()).as(row.group(1)).hasSizeGreaterThan(20);
              assertThat(row.group(3).strip()).as(row.group(1)).hasSizeGreaterThan(20);
            });
  }
}
