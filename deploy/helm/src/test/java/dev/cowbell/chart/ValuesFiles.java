package dev.cowbell.chart;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Values files as trees. */
final class ValuesFiles {
  private ValuesFiles() {}

  /** The chart with a scenario's values as its own: lint takes no others. */
  static Chart copyWith(Chart chart, Path scenario, Path target) throws IOException {
    // Helm asks that folder and chart have the same name.
    copy(chart.folder(), target.resolve("cowbell"), text -> text);
    Path folder = target.resolve("cowbell");
    Path values = folder.resolve("values.yaml");
    Files.writeString(values, new Yaml().dump(merged(read(values), read(scenario))));
    return Chart.in(folder);
  }

  /** Copies a chart, changing the text of its files. */
  static void copy(Path from, Path to, UnaryOperator<String> change) throws IOException {
    try (Stream<Path> files = Files.walk(from, FileVisitOption.FOLLOW_LINKS)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Path copy = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else {
          Files.writeString(copy, change.apply(Files.readString(file)));
        }
      }
    }
  }

  static Map<String, Object> read(Path file) throws IOException {
    return Manifest.map(
        new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file)));
  }

  private static Map<String, Object> merged(Map<String, Object> below, Map<String, Object> above) {
    Map<String, Object> result = new LinkedHashMap<>(below);
    above.forEach(
        (key, value) ->
            result.merge(
                key,
                value,
                (old, now) ->
                    old instanceof Map<?, ?> && now instanceof Map<?, ?>
                        ? merged(Manifest.map(old), Manifest.map(now))
                        : now));
    return result;
  }
}
