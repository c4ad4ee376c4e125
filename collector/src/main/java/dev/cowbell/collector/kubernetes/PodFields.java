package dev.cowbell.collector.kubernetes;

import com.google.protobuf.ByteString;
import dev.cowbell.collector.procfs.Names;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The few fields of a Pod that are looked at (k8s.io/api/core/v1/generated.proto): metadata without
 * what else it holds, and the containers' ids and names of its status. Its specification, where
 * environments and commands stand, is never unpacked.
 */
final class PodFields {
  private static final String TEMPLATE_HASH = "pod-template-hash";
  private static final int ID_DIGITS = 64;

  private final NameLabels labels;
  private final Set<String> keptKeys;
  private final Map<String, String> kept = new HashMap<>();
  private final Map<String, String> containers = new HashMap<>();
  private String uid = "";
  private String namespace = "";
  private String name = "";
  private String version = "";
  private Optional<Reference> controller = Optional.empty();

  private record Reference(String kind, String name, boolean isController) {}

  private PodFields(NameLabels labels) {
    this.labels = labels;
    keptKeys = Set.of(labels.service(), labels.arm(), NameLabels.OTEL_SERVICE, TEMPLATE_HASH);
  }

  static PodFields read(ByteString message, NameLabels labels) throws IOException {
    PodFields fields = new PodFields(labels);
    WireField.each(
        message,
        field -> {
          switch (field.number()) {
            case 1 -> WireField.each(field.bytes(), fields::metadata);
            case 3 -> WireField.each(field.bytes(), fields::status);
            default -> {}
          }
        });
    return fields;
  }

  /** Of the server's store when the pod was as it is here. */
  String version() {
    return version;
  }

  private void metadata(WireField field) throws IOException {
    switch (field.number()) {
      case 1 -> name = field.text();
      case 3 -> namespace = field.text();
      case 5 -> uid = field.text();
      case 6 -> version = field.text();
      case 11, 12 -> keep(field.pair());
      case 13 -> owner(reference(field.bytes()));
      default -> {}
    }
  }

  private void owner(Reference reference) {
    if (reference.isController()) {
      controller = Optional.of(reference);
    }
  }

  /** An entry of labels or annotations. */
  private void keep(String[] pair) {
    if (keptKeys.contains(pair[0])) {
      kept.put(pair[0], pair[1]);
    }
  }

  private static Reference reference(ByteString message) throws IOException {
    String[] texts = {"", ""};
    boolean[] isController = {false};
    WireField.each(
        message,
        field -> {
          switch (field.number()) {
            case 1 -> texts[0] = field.text();
            case 3 -> texts[1] = field.text();
            case 6 -> isController[0] = field.value() == 1;
            default -> {}
          }
        });
    return new Reference(texts[0], texts[1], isController[0]);
  }

  /** Of containers, containers that prepare and containers for a look inside. */
  private void status(WireField field) throws IOException {
    switch (field.number()) {
      case 8, 10, 13 -> container(field.bytes());
      default -> {}
    }
  }

  /** Its id is written as containerd://I or cri-o://I. */
  private void container(ByteString status) throws IOException {
    String[] found = {"", ""};
    WireField.each(
        status,
        field -> {
          switch (field.number()) {
            case 1 -> found[0] = field.text();
            case 8 -> found[1] = field.text();
            default -> {}
          }
        });
    if (found[1].length() > ID_DIGITS) {
      containers.put(found[1].substring(found[1].length() - ID_DIGITS), found[0]);
    }
  }

  Pod pod() {
    Optional<String> hash = Optional.ofNullable(kept.get(TEMPLATE_HASH));
    return new Pod(
        uid,
        namespace,
        name,
        label(labels.service()).or(() -> label(NameLabels.OTEL_SERVICE)),
        label(labels.arm()),
        controller.map(owner -> Workload.of(owner.kind(), owner.name(), hash)),
        Map.copyOf(containers));
  }

  private Optional<String> label(String key) {
    return Optional.ofNullable(kept.get(key)).flatMap(Names::clean);
  }
}
