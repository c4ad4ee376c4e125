package dev.cowbell.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReadmeTest {
  private static final Path VALUES = Path.of("cowbell/values.yaml");
  private static final Path README = Path.of("cowbell/README.md");
  private static final String BEGIN = "<!-- values: written by ReadmeTest from values.yaml -->\n";

  @Test
  void values_haveACommentEach() throws IOException {
    assertThat(ValuesReadme.of(VALUES).rows())
        .filteredOn(row -> row.comment().isEmpty())
        .extracting(ValuesReadme.Row::key)
        .isEmpty();
  }

  @Test
  void readme_hasTheTableOfAllValues() throws IOException {
    String prose = Files.readString(README).split(BEGIN, 2)[0];
    Golden.assertSame(README, prose + BEGIN + "\n" + ValuesReadme.of(VALUES).table());
  }

  /** A key that the schema knows and values.yaml does not would be one that nobody finds. */
  @Test
  void schema_knowsTheKeysOfValuesAndNoOthers() throws IOException {
    Map<String, Object> schema = ValuesFiles.read(Path.of("cowbell/values.schema.json"));
    assertThat(keys("", schema).filter(key -> !key.equals("global")))
        .containsExactlyInAnyOrderElementsOf(leaves("", ValuesFiles.read(VALUES)).toList());
  }

  @Test
  void schema_ofEveryObjectThatItDescribes_allowsNothingElse() throws IOException {
    Manifest schema =
        new Manifest("", "", "", ValuesFiles.read(Path.of("cowbell/values.schema.json")));
    assertThat(schema.at("additionalProperties")).contains(false);
    Map<Boolean, List<Map<String, Object>>> byProperties =
        objects(schema.tree())
            .collect(Collectors.partitioningBy(object -> object.containsKey("properties")));
    assertThat(byProperties.get(true))
        .hasSizeGreaterThan(40)
        .allSatisfy(object -> assertThat(object).containsEntry("additionalProperties", false));
    // Labels, annotations and host labels have keys of the user's own; global is Helm's.
    assertThat(byProperties.get(false))
        .filteredOn(object -> !object.equals(Map.of("type", "object")))
        .hasSize(2)
        .allSatisfy(object -> assertThat(object).containsKeys("propertyNames"));
    assertThat(byProperties.get(false)).filteredOn(Map.of("type", "object")::equals).hasSize(1);
  }

  private static Stream<Map<String, Object>> objects(Object here) {
    return switch (here) {
      case Map<?, ?> map -> {
        Stream<Map<String, Object>> below = map.values().stream().flatMap(ReadmeTest::objects);
        yield "object".equals(map.get("type"))
            ? Stream.concat(Stream.of(Manifest.map(map)), below)
            : below;
      }
      case List<?> list -> list.stream().flatMap(ReadmeTest::objects);
      default -> Stream.empty();
    };
  }

  private static Stream<String> keys(String prefix, Map<String, Object> schema) {
    return Manifest.map(schema.get("properties")).entrySet().stream()
        .flatMap(
            entry -> {
              Map<String, Object> property = Manifest.map(entry.getValue());
              if (property.equals(Map.of("$ref", "#/definitions/secretKey"))) {
                return Stream.of("name", "key").map(key -> prefix + entry.getKey() + "." + key);
              }
              return property.containsKey("properties")
                  ? keys(prefix + entry.getKey() + ".", property)
                  : Stream.of(prefix + entry.getKey());
            });
  }

  private static Stream<String> leaves(String prefix, Map<String, Object> values) {
    return values.entrySet().stream()
        .flatMap(
            entry ->
                entry.getValue() instanceof Map<?, ?> map
                        && !map.isEmpty()
                        && !isOneValue(entry.getKey())
                    ? leaves(prefix + entry.getKey() + ".", Manifest.map(map))
                    : Stream.of(prefix + entry.getKey()));
  }

  private static boolean isOneValue(String key) {
    return key.equals("resources") || key.equals("labels");
  }
}
