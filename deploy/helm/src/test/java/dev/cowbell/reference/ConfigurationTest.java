package dev.cowbell.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cowbell.collector.app.CollectorMain;
import dev.cowbell.settings.ConfigException;
import dev.cowbell.settings.Setting;
import dev.cowbell.settings.Settings;
import dev.cowbell.settings.kafka.KafkaSecurity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ConfigurationTest {
  private static final Path REFERENCE = Path.of("../../docs/configuration.md");
  private static final Pattern KEY = Pattern.compile("\\bCOWBELL_[A-Z_]+\\b");
  private static final SourceSettings AGGREGATOR = new SourceSettings(Path.of("../../aggregator"));
  private static final SourceSettings API = new SourceSettings(Path.of("../../api/server"));
  private static final Map<String, List<Setting>> PROGRAMS = programs();

  /**
   * The environment is the chart's, so there is no file of settings; passwords come as files, PEM
   * needs none; the pod's own API server, host and folders are where they are by default; and how
   * often tables are compacted is nobody's wish.
   */
  private static final Map<String, List<String>> OF_NO_USE_IN_A_CLUSTER =
      Map.of(
          "collector",
          List.of(
              "COWBELL_CONFIG_FILE",
              "COWBELL_PROC_ROOT",
              "COWBELL_SYS_ROOT",
              "COWBELL_HOST_ID",
              "COWBELL_KUBERNETES_API",
              "COWBELL_KUBERNETES_TOKEN_FILE",
              "COWBELL_KUBERNETES_CA_FILE",
              "COWBELL_KAFKA_TRUSTSTORE_PASSWORD_FILE",
              "COWBELL_KAFKA_KEYSTORE_PASSWORD_FILE"),
          "aggregator",
          List.of(
              "COWBELL_CONFIG_FILE",
              "COWBELL_KAFKA_TRUSTSTORE_PASSWORD_FILE",
              "COWBELL_KAFKA_KEYSTORE_PASSWORD_FILE",
              "COWBELL_DB_PASSWORD",
              "COWBELL_MAINTENANCE_INTERVAL"),
          "api",
          List.of("COWBELL_CONFIG_FILE", "COWBELL_DB_PASSWORD"));

  private static Map<String, List<Setting>> programs() {
    Map<String, List<Setting>> programs = new LinkedHashMap<>();
    programs.put("collector", CollectorMain.settings());
    List<Setting> ofKafka = new ArrayList<>(Settings.askedBy(KafkaSecurity::from));
    ofKafka.addAll(AGGREGATOR.settings());
    programs.put("aggregator", ofKafka);
    List<Setting> ofApi = new ArrayList<>(Settings.askedBy(settings -> {}));
    ofApi.addAll(API.settings());
    programs.put("api", ofApi);
    return programs;
  }

  /** -Dchart.golden.update=true writes it anew. */
  @Test
  void reference_isWhatTheProgramsAskFor() throws IOException {
    String now = text();
    if (Boolean.getBoolean("chart.golden.update")) {
      Files.writeString(REFERENCE, now);
    }
    assertThat(Files.readString(REFERENCE)).isEqualTo(now);
  }

  @Test
  void keys_inTheSources_haveALineEach() {
    assertThat(PROGRAMS.getOrDefault("aggregator", List.of()))
        .extracting(Setting::key)
        .containsAll(AGGREGATOR.keys());
    assertThat(PROGRAMS.getOrDefault("api", List.of()))
        .extracting(Setting::key)
        .containsAll(API.keys());
  }

  /** A program whose framework reads its settings knows by this list what a typing error is. */
  @Test
  void names_thatAProgramRefusesOthersBy_areThoseOfTheReference() throws IOException {
    Map<String, String> places =
        Map.of(
            "aggregator", "aggregator/src/main/resources/dev/cowbell/aggregator/app",
            "api", "api/server/src/main/resources/dev/cowbell/api/server/app");
    for (var place : places.entrySet()) {
      Path list = Path.of("../..", place.getValue(), "settings.names");
      String names =
          PROGRAMS.getOrDefault(place.getKey(), List.of()).stream()
              .map(setting -> setting.key() + "\n")
              .sorted()
              .collect(Collectors.joining());
      if (Boolean.getBoolean("chart.golden.update")) {
        Files.writeString(list, names);
      }
      assertThat(Files.readString(list)).isEqualTo(names);
    }
  }

  /** One program's setting in the environment of another must not look like a typing error. */
  @Test
  void settings_ofOneProgram_areNoTypingErrorsToAnother() throws ConfigException {
    Map<String, String> all = new LinkedHashMap<>();
    PROGRAMS.values().forEach(some -> some.forEach(setting -> all.put(setting.key(), "x")));
    all.put("COWBELL_ARM", "frozen");
    all.put("COWBELL_SERVICE", "shop");
    all.remove("COWBELL_CONFIG_FILE");
    for (List<Setting> own : PROGRAMS.values()) {
      Settings settings = Settings.of(all);
      own.forEach(setting -> settings.text(setting.key(), "", ""));
      settings.refuseUnknownKeys();
      settings.throwIfFaulty();
    }
  }

  @Test
  void settings_haveAPurposeAndSayWhatIsAllowed() {
    assertThat(PROGRAMS.values())
        .flatMap(settings -> settings)
        .allSatisfy(
            setting -> {
              assertThat(setting.purpose()).as(setting.key()).isNotBlank();
              assertThat(setting.allowed()).as(setting.key()).isNotBlank();
            });
  }

  @Test
  void chart_setsOnlyWhatTheProgramAsksFor() throws IOException {
    for (String program : PROGRAMS.keySet()) {
      assertKnown(program, keysBelow(Path.of("cowbell/templates", program)));
    }
  }

  /** A setting that no value of the chart leads to is left out for a reason, not forgotten. */
  @Test
  void chart_setsEverySetting_butForThoseThatAClusterHasNoUseFor() throws IOException {
    for (String program : PROGRAMS.keySet()) {
      Set<String> set = keysBelow(Path.of("cowbell/templates", program));
      set.addAll(keys(Path.of("cowbell/templates/_connections.tpl")));
      set.addAll(keysBelow(Path.of("cowbell/templates/prepare")));
      assertThat(PROGRAMS.getOrDefault(program, List.of()))
          .extracting(Setting::key)
          .filteredOn(key -> !set.contains(key))
          .as(program)
          .containsExactlyInAnyOrderElementsOf(
              OF_NO_USE_IN_A_CLUSTER.getOrDefault(program, List.of()));
    }
  }

  @Test
  void chart_sharesOnlyWhatBothProgramsAskFor() {
    Set<String> shared = keys(Path.of("cowbell/templates/_connections.tpl"));
    assertThat(PROGRAMS.values())
        .flatMap(settings -> settings)
        .extracting(Setting::key)
        .containsAll(shared);
  }

  @Test
  void unitsAndTheirSettings_setOnlyWhatTheProgramAsksFor() throws IOException {
    for (String program : PROGRAMS.keySet()) {
      assertKnown(program, keysIn(Path.of("../systemd/" + program + ".conf")));
      assertKnown(program, keysIn(Path.of("../systemd/cowbell-" + program + ".service")));
    }
  }

  @Test
  void compose_setsOnlyWhatTheProgramAsksFor() throws IOException {
    YamlTree compose = YamlTree.read(Path.of("../compose/compose.yaml"));
    for (String program : PROGRAMS.keySet()) {
      Map<?, ?> environment = (Map<?, ?>) compose.at("services", program, "environment");
      assertKnown(
          program, environment.keySet().stream().map(String::valueOf).collect(Collectors.toSet()));
    }
  }

  private static void assertKnown(String program, Set<String> keys) {
    assertThat(PROGRAMS.getOrDefault(program, List.of()))
        .extracting(Setting::key)
        .as(program)
        .containsAll(keys);
  }

  private static Set<String> keysBelow(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .flatMap(file -> keys(file).stream())
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static Set<String> keysIn(Path file) {
    return keys(file);
  }

  private static Set<String> keys(Path file) {
    try {
      return KEY.matcher(Files.readString(file))
          .results()
          .map(result -> result.group())
          .collect(Collectors.toSet());
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }

  private static String text() {
    StringBuilder text =
        new StringBuilder(
            """
            # Configuration

            Written by `ConfigurationTest` from the code that reads the settings. Each is an environment variable, or a line `KEY=value` in the file that
            `COWBELL_CONFIG_FILE` names; the environment wins. A value that cannot be used ends the program before it does anything, with one line per fault: key,
            value, and what it has to be. So does a key in the file that nobody knows, and one in the environment that is almost a setting. Durations are written with their unit (500ms, 10s, 2m, 1h, 7d), sizes too (512KiB, 64MiB).

            What names a service or an arm is set on the workload, not here: `COWBELL_SERVICE`, `COWBELL_ARM`, `OTEL_SERVICE_NAME` or `OTEL_RESOURCE_ATTRIBUTES` in its environment, or a
            label of its pod.
            """);
    PROGRAMS.forEach(
        (program, settings) -> {
          text.append("\n## ")
              .append(program)
              .append(
                  "\n\n| setting | what it is | default | what it may be |\n|---|---|---|---|\n");
          settings.forEach(setting -> text.append(line(setting)));
        });
    return text.toString();
  }

  private static String line(Setting setting) {
    String fallback =
        setting.isRequired()
            ? "required"
            : setting.fallback().isEmpty() ? "" : "`" + setting.fallback() + "`";
    return "| `%s` | %s | %s | %s |\n"
        .formatted(
            setting.key(),
            setting.purpose(),
            fallback,
            Matcher.quoteReplacement(setting.allowed()).replace("|", "\\|"));
  }
}
