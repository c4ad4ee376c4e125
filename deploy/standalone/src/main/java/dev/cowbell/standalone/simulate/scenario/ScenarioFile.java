package dev.cowbell.standalone.simulate.scenario;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.cowbell.standalone.failure.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Scenario files: those that come with the program, by name, and others by path. */
public final class ScenarioFile {
  /** Names of those that come with the program. */
  public static final List<String> SHIPPED = List.of("fleet", "instagram", "one-in-ten");

  private static final ObjectMapper YAML =
      new ObjectMapper(
          YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build());

  private ScenarioFile() {}

  /** Reads and checks a shipped scenario, or the file at a path. */
  public static Scenario read(String nameOrPath) {
    if (SHIPPED.contains(nameOrPath)) {
      return parse(shipped(nameOrPath), nameOrPath + ".yaml");
    }
    Path path = Path.of(nameOrPath);
    try {
      return parse(Files.readString(path), path.toString());
    } catch (IOException e) {
      throw new Failure(
          "--scenario %s cannot be read (%s); give a file, or one of %s"
              .formatted(nameOrPath, e.getClass().getSimpleName(), String.join(", ", SHIPPED)),
          e);
    }
  }

  /** Checks the text of a scenario; complaints begin with the file's name. */
  static Scenario parse(String text, String file) {
    try {
      JsonNode tree = YAML.readTree(text);
      return Scenario.parse(Fields.of(file, "", tree));
    } catch (JsonProcessingException e) {
      throw new Failure(
          "%s: line %d: not YAML that can be read: %s"
              .formatted(file, e.getLocation().getLineNr(), firstLine(e.getOriginalMessage())),
          e);
    }
  }

  private static String shipped(String name) {
    try (InputStream in = ScenarioFile.class.getResourceAsStream("/scenarios/" + name + ".yaml")) {
      if (in == null) {
        throw new Failure("Scenario %s is missing from this build".formatted(name));
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new Failure("Scenario %s cannot be read: %s".formatted(name, e.getMessage()), e);
    }
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("");
  }
}
