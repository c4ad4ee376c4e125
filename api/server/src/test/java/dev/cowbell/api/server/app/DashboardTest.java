package dev.cowbell.api.server.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The dashboards and alert rules under deploy/observability: SQL runs against a real PostgreSQL
 * with the real schema, PromQL through promtool, and every metric that is asked for is one that a
 * process of Cowbell tells.
 */
@QuarkusTest
@WithTestResource(TestDatabase.class)
class DashboardTest {
  private static final Path FOLDER = Path.of("../../deploy/observability");
  private static final Path RULES = FOLDER.resolve("prometheus/cowbell.rules.yaml");
  private static final Pattern METRIC = Pattern.compile("\\b(?:cowbell|http|jvm)_[a-z_]+\\b");

  /** Where metrics are named: the collector writes its own text, the others name meters. */
  private static final List<Path> SOURCES =
      List.of(
          Path.of("../../collector/src/main/java"),
          Path.of("../../aggregator/src/main/java"),
          Path.of("src/main/java"));

  @Inject DataSource database;

  @Test
  void everyPanelOfTheFleet_runsAgainstTheRealSchema_andMostShowSomething() throws Exception {
    int shown = 0;
    List<JsonNode> panels = panels("cowbell-fleet.json");
    for (JsonNode panel : panels) {
      for (JsonNode target : panel.path("targets")) {
        shown += rows(target.path("rawSql").asText(), panel.path("title").asText()) > 0 ? 1 : 0;
      }
    }
    assertThat(panels).hasSizeGreaterThan(10);
    assertThat(shown).as("panels with rows").isGreaterThanOrEqualTo(panels.size() - 1);
  }

  @Test
  void everyVariableOfTheFleet_hasValues() throws Exception {
    for (JsonNode variable : dashboard("cowbell-fleet.json").path("templating").path("list")) {
      if (variable.path("type").asText().equals("query")) {
        assertThat(rows(variable.path("query").asText(), variable.path("name").asText()))
            .isPositive();
      }
    }
  }

  @Test
  void dashboards_haveAPlaceForEveryPanel_andSayWhatTheyShow() throws Exception {
    for (String file : List.of("cowbell-fleet.json", "cowbell-health.json")) {
      List<JsonNode> panels = panels(file);
      assertThat(panels.stream().map(p -> p.path("id").asInt())).doesNotHaveDuplicates();
      assertThat(panels.stream().map(p -> p.path("gridPos").toString())).doesNotHaveDuplicates();
      for (JsonNode panel : panels) {
        assertThat(panel.path("title").asText()).isNotBlank();
        assertThat(
                panel.path("gridPos").path("x").asInt() + panel.path("gridPos").path("w").asInt())
            .isLessThanOrEqualTo(24);
        assertThat(panel.path("datasource").path("uid").asText()).isEqualTo("${datasource}");
      }
    }
  }

  @Test
  void everyMetric_isOneThatCowbellTells() throws Exception {
    String sources = sources();
    Set<String> asked = metrics(Files.readString(RULES, UTF_8));
    for (JsonNode panel : panels("cowbell-health.json")) {
      panel.path("targets").forEach(t -> asked.addAll(metrics(t.path("expr").asText())));
    }

    assertThat(asked).hasSizeGreaterThan(15);
    for (String metric : asked) {
      if (metric.startsWith("cowbell_")) {
        assertThat(named(sources, metric)).as(metric).isTrue();
      }
    }
  }

  @Test
  void everyExpressionOfTheHealthDashboard_isOneThatPrometheusUnderstands(@TempDir Path folder)
      throws Exception {
    StringBuilder rules = new StringBuilder("groups:\n  - name: dashboard\n    rules:\n");
    int number = 0;
    for (JsonNode panel : panels("cowbell-health.json")) {
      for (JsonNode target : panel.path("targets")) {
        String expression =
            target.path("expr").asText().replaceAll("\\$__(rate_interval|range)", "5m");
        rules.append("      - record: panel:%d\n".formatted(number++));
        rules.append("        expr: |\n          ").append(expression).append('\n');
      }
    }
    Path file = Files.writeString(folder.resolve("dashboard.yaml"), rules);

    assertThat(promtool("check", "rules", file.toString())).contains("SUCCESS: " + number);
  }

  @Test
  void alerts_fireWhenTheyShould_andAreQuietWhenTheyShouldBe() throws Exception {
    Path tests = FOLDER.resolve("prometheus/cowbell.rules.test.yaml");

    assertThat(promtool("test", "rules", tests.toString())).contains("SUCCESS");
    Set<String> alerts = words(Files.readString(RULES, UTF_8), "- alert: (\\w+)");
    assertThat(words(Files.readString(tests, UTF_8), "alertname: (\\w+)")).isEqualTo(alerts);
  }

  private static String promtool(String... arguments) throws IOException, InterruptedException {
    String path = System.getenv().getOrDefault("COWBELL_PROMTOOL", "/usr/bin/promtool");
    Assumptions.assumeTrue(
        Files.isExecutable(Path.of(path)),
        "SKIPPED: no "
            + path
            + "; apt-get download prometheus, dpkg -x it and name its promtool in"
            + " COWBELL_PROMTOOL");
    List<String> command = new ArrayList<>(List.of(path));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(said).isZero();
    return said;
  }

  /** As Grafana fills it in: all services and classes, the last hour of the fixture. */
  private int rows(String raw, String what) throws SQLException {
    String sql =
        raw.replaceAll(
                "\\$__timeFilter\\(([a-z_.]+)\\)",
                "$1 BETWEEN '2026-03-01T11:30:00Z' AND '2026-03-01T12:30:00Z'")
            .replaceAll(
                "\\$__timeGroup\\(([a-z_.]+), \\$__interval\\)",
                "floor(extract(epoch from $1) / 60) * 60")
            .replace("${service:sqlstring}", "'demo','shop','locked'")
            .replace(
                "${hardware_class:sqlstring}",
                "'Ice Lake-SP / 4 cores / 16 GiB','Sandy Bridge-EP / 32 cores / 32 GiB'");
    assertThat(sql).as(what).doesNotContain("$_", "${");
    int rows = 0;
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(sql)) {
      while (found.next()) {
        rows++;
      }
    } catch (SQLException e) {
      throw new AssertionError(what + ": " + e.getMessage() + "\n" + sql, e);
    }
    return rows;
  }

  private static List<JsonNode> panels(String file) throws IOException {
    List<JsonNode> panels = new ArrayList<>();
    dashboard(file).path("panels").forEach(panels::add);
    return panels;
  }

  private static JsonNode dashboard(String file) throws IOException {
    return new ObjectMapper().readTree(FOLDER.resolve("grafana").resolve(file).toFile());
  }

  private static Set<String> metrics(String text) {
    return METRIC.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
  }

  private static Set<String> words(String text, String pattern) {
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toCollection(HashSet::new));
  }

  /** Micrometer writes dots as underlines and adds the unit or _total. */
  private static boolean named(String sources, String metric) {
    String bare =
        metric
            .replaceFirst("^cowbell_collector_", "")
            .replaceFirst("_seconds_(count|sum|max)$", "");
    return sources.contains("\"" + bare + "\"")
        || sources.contains("\"" + bare.replace('_', '.') + "\"")
        || sources.contains("\"" + bare.replaceFirst("_total$", "").replace('_', '.') + "\"");
  }

  private static String sources() throws IOException {
    StringBuilder all = new StringBuilder();
    for (Path folder : SOURCES) {
      try (var files = Files.walk(folder)) {
        for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
          all.append(Files.readString(file, UTF_8));
        }
      }
    }
    return all.toString();
  }
}
