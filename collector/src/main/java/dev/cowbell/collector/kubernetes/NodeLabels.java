package dev.cowbell.collector.kubernetes;

import com.google.protobuf.ByteString;
import dev.cowbell.collector.procfs.Names;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The one thing that is looked at of a Node (k8s.io/api/core/v1/generated.proto): the type of
 * machine in its labels, where the cloud's controller has put it.
 */
final class NodeLabels {
  /** The label of today, and the one before Kubernetes 1.17. */
  private static final List<String> INSTANCE_TYPE =
      List.of("node.kubernetes.io/instance-type", "beta.kubernetes.io/instance-type");

  private static final int METADATA = 1;
  private static final int LABELS = 11;

  private final String[] found = new String[INSTANCE_TYPE.size()];

  private NodeLabels() {
    Arrays.fill(found, "");
  }

  /**
   * The type, such as n2-standard-8.
   *
   * @param node without its envelope
   */
  static Optional<String> instanceType(ByteString node) throws IOException {
    NodeLabels labels = new NodeLabels();
    WireField.each(
        node,
        field -> {
          if (field.number() == METADATA) {
            WireField.each(field.bytes(), labels::metadata);
          }
        });
    return Arrays.stream(labels.found)
        .filter(type -> !type.isEmpty())
        .findFirst()
        .flatMap(Names::clean);
  }

  private void metadata(WireField field) throws IOException {
    if (field.number() == LABELS) {
      String[] pair = field.pair();
      int which = INSTANCE_TYPE.indexOf(pair[0]);
      if (which >= 0) {
        found[which] = pair[1];
      }
    }
  }
}
