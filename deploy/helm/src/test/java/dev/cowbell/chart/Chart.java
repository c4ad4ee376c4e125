package dev.cowbell.chart;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import com.marcnuri.helm.TemplateCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A chart in a folder, and what the Helm engine says of it.
 *
 * @param folder with Chart.yaml
 * @param unhooked a copy whose hooks are ordinary objects: the library leaves hooks out of what it
 *     renders
 */
record Chart(Path folder, Path unhooked) {
  static final Chart CURRENT = in(Path.of("cowbell"));
  private static final String HOOK = "helm.sh/hook";
  private static final String NO_HOOK = "was.helm.sh/hook";
  // The oldest that Chart.yaml allows.
  private static final String KUBERNETES = "1.30.0";
  private static final String RELEASE = "cowbell";
  private static final String NAMESPACE = "cowbell";

  static Chart in(Path folder) {
    try {
      Path copy = Files.createTempDirectory(Path.of("target"), "chart").resolve("cowbell");
      ValuesFiles.copy(folder, copy, text -> text.replace(HOOK, NO_HOOK));
      return new Chart(folder, copy);
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  /** Values files, one for each way the chart is used. */
  static List<Path> scenarios() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("cowbell/ci"))) {
      return files.filter(file -> file.toString().endsWith("-values.yaml")).sorted().toList();
    }
  }

  static String nameOf(Path scenario) {
    return scenario.getFileName().toString().replace("-values.yaml", "");
  }

  /**
   * Manifests as text.
   *
   * @throws IllegalStateException with Helm's words where it refuses the values
   */
  String render(Path values) {
    return render(values, Map.of());
  }

  /** The same with single values set, as with --set, on top of a values file. */
  String render(Path values, Map<String, ?> set) {
    TemplateCommand command = template().withValuesFile(values);
    set.forEach(command::set);
    return command.call().replace(NO_HOOK, HOOK);
  }

  List<Manifest> manifests(Path values) {
    return Manifest.parse(render(values));
  }

  /** Strict lint of the chart as it stands in this folder. */
  LintResult lint() {
    return new Helm(folder).lint().strict().call();
  }

  /** What Helm tells after an installation. */
  String notes(Path values) {
    String told =
        new Helm(folder)
            .install()
            .withName(RELEASE)
            .withNamespace(NAMESPACE)
            .withKubeVersion(KUBERNETES)
            .clientOnly()
            .dryRun()
            .withValuesFile(values)
            .call()
            .getOutput();
    return told.substring(told.indexOf("NOTES:"));
  }

  private TemplateCommand template() {
    return new Helm(unhooked)
        .template()
        .withName(RELEASE)
        .withNamespace(NAMESPACE)
        .withKubeVersion(KUBERNETES);
  }
}
