package dev.cowbell.images;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * An image as a container runtime unpacks it.
 *
 * @param root all layers over each other
 * @param config the image's configuration
 */
record UnpackedImage(Path root, JsonNode config) {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  static UnpackedImage of(Path archive, Path folder) throws IOException {
    Path parts = Files.createDirectories(folder.resolve("parts"));
    Path root = Files.createDirectories(folder.resolve("rootfs"));
    Command.run(List.of("tar", "-xf", archive.toString(), "-C", parts.toString()));
    JsonNode manifest = MAPPER.readTree(parts.resolve("manifest.json").toFile()).get(0);
    for (JsonNode layer : manifest.get("Layers")) {
      Command.run(
          List.of("tar", "-xzf", parts.resolve(layer.asText()).toString(), "-C", root.toString()));
    }
    return new UnpackedImage(
        root, MAPPER.readTree(parts.resolve(manifest.get("Config").asText()).toFile()));
  }

  List<String> texts(String name) {
    return StreamSupport.stream(config.get("config").get(name).spliterator(), false)
        .map(JsonNode::asText)
        .toList();
  }

  /** Digests of what the layers hold, from the lowest to the highest. */
  List<String> layers() {
    return StreamSupport.stream(config.get("rootfs").get("diff_ids").spliterator(), false)
        .map(JsonNode::asText)
        .toList();
  }

  int user() {
    return Integer.parseInt(config.get("config").get("User").asText().split(":", 2)[0]);
  }
}
