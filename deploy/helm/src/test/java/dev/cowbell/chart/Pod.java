package dev.cowbell.chart;

import static dev.cowbell.chart.Manifest.map;
import static dev.cowbell.chart.Manifest.maps;

import java.util.List;
import java.util.Map;

/**
 * A pod as a workload would make it.
 *
 * @param of the workload
 */
record Pod(Manifest of, Map<String, Object> metadata, Map<String, Object> spec) {

  List<Map<String, Object>> containers() {
    return maps(spec.get("containers"));
  }

  List<Map<String, Object>> volumes() {
    return maps(spec.get("volumes"));
  }

  Map<String, Object> labels() {
    return map(metadata.get("labels"));
  }

  Map<String, Object> securityContext() {
    return map(spec.get("securityContext"));
  }

  /** The single container's environment, name to value or reference. */
  static Map<String, Object> securityContext(Map<String, Object> container) {
    return map(container.get("securityContext"));
  }
}
