package dev.cowbell.images;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.List;

/** What the chart gives each program unless told otherwise. */
final class ChartLimits {
  private ChartLimits() {}

  static long memoryBytes(String program) throws IOException {
    String limit =
        values().get(program).get("resources").get("limits").get("memory").asText(); // such as 96Mi
    return Long.parseLong(limit.replace("Mi", "")) << 20;
  }

  /** As a container runtime calls them: CAP_PERFMON. */
  static List<String> collectorCapabilities() throws IOException {
    return values()
        .get("collector")
        .get("security")
        .get("capabilities")
        .valueStream()
        .map(name -> "CAP_" + name.asText())
        .toList();
  }

  private static JsonNode values() throws IOException {
    return new YAMLMapper()
        .readTree(BuiltImages.HOME.resolve("deploy/helm/cowbell/values.yaml").toFile());
  }
}
