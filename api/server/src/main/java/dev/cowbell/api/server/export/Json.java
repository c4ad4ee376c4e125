package dev.cowbell.api.server.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Writes JSON trees. */
final class Json {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private Json() {}

  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /** What a row is about, as FOCUS wants tags: an object of texts. */
  static String tags(String service, String hardwareClass, String arm) {
    return text(
        object().put("service", service).put("hardware_class", hardwareClass).put("arm", arm));
  }

  static String text(JsonNode tree) {
    return write(tree, false);
  }

  static String indented(JsonNode tree) {
    return write(tree, true) + "\n";
  }

  private static String write(JsonNode tree, boolean indented) {
    try {
      return indented
          ? MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(tree)
          : MAPPER.writeValueAsString(tree);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of plain values cannot be written", e);
    }
  }
}
