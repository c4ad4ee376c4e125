package dev.cowbell.reference;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Units and the compose file give each program what the chart gives it. */
class OtherWaysInTest {
  private static final Path COMPOSE = Path.of("../compose/compose.yaml");
  private static final Path VALUES = Path.of("cowbell/values.yaml");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"collector", "aggregator", "api"})
  void units_andCompose_limitMemoryAsTheChartDoes(String program) throws IOException {
    String limit =
        String.valueOf(YamlTree.read(VALUES).at(program, "resources", "limits", "memory")); // 160Mi
    String number = limit.replace("Mi", "");
    assertThat(unit(program)).contains("\nMemoryMax=" + number + "M\n");
    assertThat(YamlTree.read(COMPOSE).at("services", program, "mem_limit"))
        .hasToString(number + "m");
  }

  @Test
  void units_andCompose_giveTheCollectorTheChartsCapabilities() throws IOException {
    List<?> capabilities =
        (List<?>) YamlTree.read(VALUES).at("collector", "security", "capabilities");
    List<String> named = capabilities.stream().map(name -> "CAP_" + name).toList();
    assertThat(unit("collector"))
        .contains("AmbientCapabilities=" + String.join(" ", named) + "\n")
        .contains("CapabilityBoundingSet=" + String.join(" ", named) + "\n");
    assertThat(YamlTree.read(COMPOSE).at("services", "collector", "cap_add"))
        .isEqualTo(capabilities);
    for (String program : List.of("collector", "aggregator", "api")) {
      assertThat(YamlTree.read(COMPOSE).at("services", program, "cap_drop")).hasToString("[ALL]");
      assertThat(YamlTree.read(COMPOSE).at("services", program, "read_only")).isEqualTo(true);
    }
    for (String program : List.of("aggregator", "api")) {
      assertThat(unit(program)).contains("\nCapabilityBoundingSet=\n");
    }
  }

  @Test
  void compose_bringsWhatTheChartsEvaluationBrings() throws IOException {
    for (String engine : List.of("kafka", "database")) {
      assertThat("docker.io/" + YamlTree.read(COMPOSE).at("services", engine, "image"))
          .isEqualTo(YamlTree.read(VALUES).at("evaluation", engine, "image"));
    }
    for (String program : List.of("collector", "aggregator", "api")) {
      assertThat(YamlTree.read(COMPOSE).at("services", program, "image"))
          .hasToString("cowbell-" + program + ":0.1.0");
    }
  }

  /** By Docker Compose itself, which knows its schema and what services say of each other. */
  @Test
  void compose_isAFileThatComposeUnderstands() throws Exception {
    String program =
        Optional.ofNullable(System.getenv("COWBELL_COMPOSE"))
            .filter(value -> !value.isBlank())
            .orElseGet(
                () ->
                    Assumptions.abort(
                        "COWBELL_COMPOSE is not set: unpack Compose with .ci/compose DIR and set it"
                            + " to DIR/docker-compose"));
    assertThat(said(program, COMPOSE)).isEmpty();
    Path spoiled = folder.resolve("compose.yaml");
    String text = Files.readString(COMPOSE);
    Files.writeString(spoiled, text.replace("mem_limit", "mem_limits"));
    assertThat(said(program, spoiled)).contains("mem_limits is not allowed");
    Files.writeString(spoiled, text.replace("  database:\n    image", "  postgres:\n    image"));
    assertThat(said(program, spoiled)).contains("depends on undefined service");
  }

  private static String said(String program, Path file) throws Exception {
    Process process =
        new ProcessBuilder(program, "-f", file.toString(), "config", "-q")
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    process.waitFor();
    return said;
  }

  private static String unit(String program) throws IOException {
    return Files.readString(Path.of("../systemd/cowbell-" + program + ".service"));
  }
}
