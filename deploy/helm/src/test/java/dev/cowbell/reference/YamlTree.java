package dev.cowbell.reference;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * A YAML file.
 *
 * @param root maps, lists and scalars
 */
record YamlTree(Object root) {
  static YamlTree read(Path file) throws IOException {
    return new YamlTree(
        new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file)));
  }

  /** What stands at the end of these keys. */
  Object at(String... path) {
    Object here = root;
    for (String key : path) {
      here = Optional.ofNullable(((Map<?, ?>) here).get(key)).orElseThrow();
    }
    return here;
  }
}
