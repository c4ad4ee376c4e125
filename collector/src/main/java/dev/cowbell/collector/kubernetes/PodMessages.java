package dev.cowbell.collector.kubernetes;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.io.InputStream;
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
  /** etcd stores no object larger than 1.5 MiB. */
  static final int MOST_POD_BYTES = 2 * 1024 * 1024;

  private static final int MOST_LIST_BYTES = 256 * 1024 * 1024;
  private static final int GONE = 410;
  private static final ByteString MAGIC = ByteString.copyFromUtf8("k8s\0");

  /**
   * A page of a list.
   *
   * @param continuation asks for the next one; empty on the last
   */
  record Page(List<Pod> pods, String resourceVersion, String continuation) {}

  /** What happened to a pod, and the version it brings. */
  sealed interface Event {
    /** It is there, as it is now. */
    record Present(Pod pod, String version) implements Event {}

    /** It is gone. */
    record Gone(String uid, String version) implements Event {}

    /** Nothing happened to any; so far all has been told. */
    record Bookmark(String version) implements Event {}

    /** The server does not know any more what happened since. */
    record Forgotten() implements Event {}

    /** Something else went wrong. */
    record Failed(String message) implements Event {}
  }

  /**
   * A PodList, as it comes. Never more than one pod of it is held as the server writes it: a server
   * that answers from its cache takes no notice of a limit, and all pods of a large node are larger
   * than the collector's heap.
   */
  Page page(InputStream answer) throws IOException {
    CodedInputStream in = CodedInputStream.newInstance(answer);
    in.setSizeLimit(MOST_LIST_BYTES);
    if (!ByteString.copyFrom(in.readRawBytes(MAGIC.size())).equals(MAGIC)) {
      throw new IOException("what answers does not speak Kubernetes' protobuf");
    }
    Page page = new Page(List.of(), "", "");
    for (int tag; (tag = in.readTag()) != 0; ) {
      if (isMessage(tag, 2)) {
        int outer = in.pushLimit(in.readRawVarint32());
        page = list(in);
        in.popLimit(outer);
      } else {
        in.skipField(tag);
      }
    }
    return page;
  }

  private Page list(CodedInputStream in) throws IOException {
    List<Pod> pods = new ArrayList<>();
    String[] metadata = {"", ""};
    for (int tag; (tag = in.readTag()) != 0; ) {
      if (isMessage(tag, 1)) {
        listMetadata(in.readBytes(), metadata);
      } else if (isMessage(tag, 2)) {
        pods.add(PodFields.read(pod(in), labels).pod());
      } else {
        in.skipField(tag);
      }
    }
    return new Page(pods, metadata[0], metadata[1]);
  }

  private static boolean isMessage(int tag, int number) {
    return tag == (number << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED);
  }

  private static ByteString pod(CodedInputStream in) throws IOException {
    int length = in.readRawVarint32();
    if (length < 0 || length > MOST_POD_BYTES) {
      throw new IOException("a pod of " + Integer.toUnsignedString(length) + " bytes");
    }
    return ByteString.copyFrom(in.readRawBytes(length));
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
    ByteString about = unwrapped(object[0]);
    return switch (type[0]) {
      case "ADDED", "MODIFIED" -> {
        PodFields fields = PodFields.read(about, labels);
        yield new Event.Present(fields.pod(), fields.version());
      }
      case "DELETED" -> {
        PodFields fields = PodFields.read(about, labels);
        yield new Event.Gone(fields.pod().uid(), fields.version());
      }
      case "BOOKMARK" -> new Event.Bookmark(PodFields.read(about, labels).version());
      default -> failure(about);
    };
  }

  /** Of a Status. */
  private static Event failure(ByteString status) throws IOException {
    String[] message = {"it does not say why"};
    long[] code = {0};
    WireField.each(
        status,
        field -> {
          switch (field.number()) {
            case 3 -> message[0] = field.text();
            case 6 -> code[0] = field.value();
            default -> {}
          }
        });
    return code[0] == GONE ? new Event.Forgotten() : new Event.Failed(message[0]);
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
