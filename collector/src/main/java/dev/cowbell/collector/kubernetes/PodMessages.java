package dev.cowbell.collector.kubernetes;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Kubernetes' protobuf messages about pods: lists and watch events in their envelopes
 * (k8s.io/apimachinery/pkg/{apis/meta/v1,runtime}/generated.proto). Field numbers never change.
 *
 * @param labels which labels are kept
 */
record PodMessages(NameLabels labels) {
  private static final ByteString MAGIC = ByteString.copyFromUtf8("k8s\0");

  /**
   * A page of a list.
   *
   * @param continuation asks for the next one; empty on the last
   */
  record Page(List<Pod> pods, String resourceVersion, String continuation) {}

  /** What happened to a pod. */
  sealed interface Event {
    /** It is there, as it is now. */
    record Present(Pod pod) implements Event {}

    /** It is gone. */
    record Gone(String uid) implements Event {}

    /** Nothing happened to any; so far all has been told. */
    record Bookmark() implements Event {}

    /** The server cannot go on from here: the list has to be asked for anew. */
    record Expired() implements Event {}
  }

  /** A PodList. */
  Page page(ByteString answer) throws IOException {
    List<Pod> pods = new ArrayList<>();
    String[] metadata = {"", ""};
    WireField.each(
        unwrapped(answer),
        field -> {
          switch (field.number()) {
            case 1 -> listMetadata(field.bytes(), metadata);
            case 2 -> pods.add(PodFields.read(field.bytes(), labels));
            default -> {}
          }
        });
    return new Page(pods, metadata[0], metadata[1]);
  }

  private static void listMetadata(ByteString message, String[] metadata) throws IOException {
    WireField.each(
        message,
        field -> {
          switch (field.number()) {
            case 2 -> metadata[0] = field.text();
            case 3 -> metadata[1] = field.text();
            default -> {}
          }
        });
  }

  /** A WatchEvent, as one frame of the stream has it. */
  Event event(ByteString frame) throws IOException {
    String[] type = {""};
    ByteString[] object = {ByteString.EMPTY};
    WireField.each(
        unwrapped(frame),
        field -> {
          switch (field.number()) {
            case 1 -> type[0] = field.text();
            case 2 -> object[0] = first(field.bytes(), 1);
            default -> {}
          }
        });
    return switch (type[0]) {
      case "ADDED", "MODIFIED" -> new Event.Present(PodFields.read(unwrapped(object[0]), labels));
      case "DELETED" -> new Event.Gone(PodFields.read(unwrapped(object[0]), labels).uid());
      case "BOOKMARK" -> new Event.Bookmark();
      default -> new Event.Expired();
    };
  }

  /** The type of machine that a Node is labelled with. */
  static Optional<String> instanceType(ByteString answer) throws IOException {
    return NodeLabels.instanceType(unwrapped(answer));
  }

  /** The message in its envelope, runtime.Unknown behind four bytes; or one that has none. */
  private static ByteString unwrapped(ByteString bytes) throws IOException {
    return bytes.startsWith(MAGIC) ? first(bytes.substring(MAGIC.size()), 2) : bytes;
  }

  private static ByteString first(ByteString message, int number) throws IOException {
    ByteString[] found = {ByteString.EMPTY};
    WireField.each(
        message,
        field -> {
          if (field.number() == number) {
            found[0] = field.bytes();
          }
        });
    return found[0];
  }
}
