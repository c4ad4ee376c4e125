package dev.cowbell.images;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cowbell.standalone.failure.Failure;
import java.io.IOException;
import java.nio.file.Files;

/**
 * What an image is made of, as CycloneDX (cyclonedx.org/specification): the build's own list, and
 * what the build does not know of, the Java runtime and the C library.
 */
final class Sbom {
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private Sbom() {}

  static String of(Program program, SystemFiles system) {
    try {
      ObjectNode bom = (ObjectNode) MAPPER.readTree(Files.readString(program.bom()));
      ArrayNode components = bom.withArray("components");
      add(components, "platform", "jdk", JavaRuntime.version());
      add(components, "library", "glibc", system.version());
      return MAPPER.writeValueAsString(bom) + "\n";
    } catch (IOException missing) {
      throw new Failure(
          "%s is missing; build it with ./cowbell build".formatted(program.bom()), missing);
    }
  }

  private static void add(ArrayNode components, String type, String name, String version) {
    components
        .addObject()
        .put("type", type)
        .put("bom-ref", name + "@" + version)
        .put("name", name)
        .put("version", version);
  }
}
