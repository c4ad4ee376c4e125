package dev.cowbell.chart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/** From the chart before to this one, with the values that were written for the one before. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UpgradeTest {
  private static final String BEFORE = "0.1.0";

  /** What an API server does not let anybody change. */
  private static final Map<String, List<List<String>>> IMMUTABLE =
      Map.of(
          "Deployment", List.of(List.of("spec", "selector")),
          "DaemonSet", List.of(List.of("spec", "selector")),
          "StatefulSet",
              List.of(
                  List.of("spec", "selector"),
                  List.of("spec", "serviceName"),
                  List.of("spec", "volumeClaimTemplates")),
          "ClusterRoleBinding", List.of(List.of("roleRef")),
          "Secret", List.of(List.of("type")));

  private Path folder = Path.of("target");
  private Chart before = Chart.CURRENT;

  @BeforeAll
  void unpack(@TempDir Path temporary) throws IOException, InterruptedException {
    folder = temporary;
    run(List.of("tar", "-xzf", "released/cowbell-" + BEFORE + ".tgz", "-C", folder.toString()));
    before = Chart.in(folder.resolve("cowbell"));
  }

  List<Path> scenarios() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("cowbell/ci"))) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void upgrade_changesNothingThatMayNotBeChanged(Path values) {
    Map<String, Manifest> was = byTitle(before, values);
    byTitle(Chart.CURRENT, values)
        .forEach(
            (title, manifest) ->
                Optional.ofNullable(was.get(title))
                    .ifPresent(old -> assertSameWhereImmutable(old, manifest)));
  }

  private static void assertSameWhereImmutable(Manifest was, Manifest is) {
    for (List<String> path : IMMUTABLE.getOrDefault(is.kind(), List.of())) {
      String[] keys = path.toArray(String[]::new);
      assertThat(is.at(keys)).as("%s %s", is.title(), path).isEqualTo(was.at(keys));
    }
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void upgrade_changesWhatWasReviewed(Path values) throws IOException, InterruptedException {
    Map<String, Manifest> was = byTitle(before, values);
    Map<String, Manifest> is = byTitle(Chart.CURRENT, values);
    TreeSet<String> titles = new TreeSet<>(was.keySet());
    titles.addAll(is.keySet());
    StringBuilder changes = new StringBuilder();
    for (String title : titles) {
      String difference = difference(text(was.get(title)), text(is.get(title)));
      if (!difference.isEmpty()) {
        changes.append("# ").append(title).append('\n').append(difference);
      }
    }
    Golden.assertSame(
        Path.of("golden/upgrade-from-" + BEFORE, Chart.nameOf(values) + ".diff"),
        changes.toString());
  }

  private static Map<String, Manifest> byTitle(Chart chart, Path values) {
    return chart.manifests(values).stream()
        .collect(Collectors.toMap(Manifest::title, Function.identity()));
  }

  /** Without what differs in every version, and what is drawn by chance. */
  private static String text(@Nullable Manifest manifest) {
    if (manifest == null) {
      return "";
    }
    DumperOptions options = new DumperOptions();
    options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
    return new Yaml(options)
        .dump(manifest.tree())
        .replaceAll("helm.sh/chart: .*", "helm.sh/chart: (this)")
        .replaceAll("(?m)^  password: .*", "  password: (random)");
  }

  private String difference(String was, String is) throws IOException, InterruptedException {
    Path old = Files.writeString(folder.resolve("was"), was);
    Path now = Files.writeString(folder.resolve("is"), is);
    return run(List.of("diff", "-U1", old.toString(), now.toString()))
        .lines()
        .skip(2) // the names of the files
        .map(line -> line + "\n")
        .collect(Collectors.joining());
  }

  /** What a command prints; that diff finds a difference is no failure. */
  private static String run(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(printed).isLessThan(2);
    return printed;
  }
}
