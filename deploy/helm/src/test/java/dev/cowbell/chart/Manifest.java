package dev.cowbell.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** One rendered object. */
record Manifest(String apiVersion, String kind, String name, Map<String, Object> tree) {

  static List<Manifest> parse(String rendered) {
    LoaderOptions strict = new LoaderOptions();
    strict.setAllowDuplicateKeys(false);
    List<Manifest> manifests = new ArrayList<>();
    for (Object document : new Yaml(new SafeConstructor(strict)).loadAll(rendered)) {
      if (document != null) {
        manifests.add(of(map(document)));
      }
    }
    return manifests;
  }

  private static Manifest of(Map<String, Object> tree) {
    return new Manifest(
        String.valueOf(tree.get("apiVersion")),
        String.valueOf(tree.get("kind")),
        String.valueOf(map(tree.get("metadata")).get("name")),
        tree);
  }

  String title() {
    return kind + "/" + name;
  }

  /** What stands at this path; absent where any part of it is. */
  Optional<Object> at(String... path) {
    Object here = tree;
    for (String key : path) {
      if (!(here instanceof Map<?, ?> map) || map.get(key) == null) {
        return Optional.empty();
      }
      here = map.get(key);
    }
    return Optional.of(here);
  }

  /** The pod that this object makes, where it makes one. */
  Optional<Pod> pod() {
    return switch (kind) {
      case "Pod" -> Optional.of(new Pod(this, map(tree.get("metadata")), map(tree.get("spec"))));
      case "Deployment", "DaemonSet", "StatefulSet", "Job" -> at("spec", "template").map(this::pod);
      default -> Optional.empty();
    };
  }

  private Pod pod(Object template) {
    return new Pod(this, map(map(template).get("metadata")), map(map(template).get("spec")));
  }

  /** All values under this key, wherever in the object. */
  Stream<Object> everywhere(String key) {
    return everywhere(tree, key);
  }

  private static Stream<Object> everywhere(Object here, String key) {
    return switch (here) {
      case Map<?, ?> map ->
          map.entrySet().stream()
              .flatMap(
                  entry ->
                      entry.getKey().equals(key)
                          ? Stream.of((Object) entry.getValue())
                          : everywhere(entry.getValue(), key));
      case List<?> list -> list.stream().flatMap(item -> everywhere(item, key));
      case null, default -> Stream.empty();
    };
  }

  /** As a map; what is absent is empty. */
  @SuppressWarnings("unchecked") // YAML maps of manifests have strings for keys
  static Map<String, Object> map(@Nullable Object value) {
    return value == null ? Map.of() : (Map<String, Object>) value;
  }

  /** As a list of maps; what is absent is empty. */
  @SuppressWarnings("unchecked") // what is checked is that the value is a list of maps
  static List<Map<String, Object>> maps(@Nullable Object value) {
    return value == null ? List.of() : (List<Map<String, Object>>) value;
  }
}
