package dev.cowbell.chart;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.UnknownFieldSet.Field;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * The secrets in which Helm keeps its releases. Its client speaks protobuf of them, as in
 * k8s.io/apimachinery: four letters, then an envelope of type and object.
 */
final class ReleaseSecrets {
  static final String TYPE = "application/vnd.kubernetes.protobuf";
  private static final ByteString LETTERS = ByteString.copyFrom("k8s\0", US_ASCII);
  private static final String NAME = "sh.helm.release";

  /** Envelopes by name, which grows with the revision. */
  private final Map<String, ByteString> envelopes = new ConcurrentSkipListMap<>();

  boolean isConcernedBy(String path, byte[] body, String query) {
    return ByteString.copyFrom(body).startsWith(LETTERS)
        || query.contains("owner=helm")
        || envelopes.containsKey(path.substring(path.lastIndexOf('/') + 1));
  }

  /** Keeps one that is given, answers one that is named, or all. */
  byte[] answer(String path, byte[] body) {
    String named = path.substring(path.lastIndexOf('/') + 1);
    if (body.length > 0) {
      ByteString envelope = ByteString.copyFrom(body);
      envelopes.put(named.startsWith(NAME) ? named : nameIn(object(envelope)), envelope);
      return body;
    }
    return envelopes.getOrDefault(named, list()).toByteArray();
  }

  private ByteString list() {
    Field.Builder items = Field.newBuilder();
    envelopes.values().forEach(envelope -> items.addLengthDelimited(object(envelope)));
    UnknownFieldSet type =
        UnknownFieldSet.newBuilder()
            .addField(1, text("v1"))
            .addField(2, text("SecretList"))
            .build();
    UnknownFieldSet list =
        UnknownFieldSet.newBuilder()
            .addField(1, bytes(ByteString.EMPTY))
            .addField(2, items.build())
            .build();
    return LETTERS.concat(
        UnknownFieldSet.newBuilder()
            .addField(1, bytes(type.toByteString()))
            .addField(2, bytes(list.toByteString()))
            .build()
            .toByteString());
  }

  private static String nameIn(ByteString object) {
    return first(first(object, 1), 1).toStringUtf8();
  }

  private static ByteString object(ByteString envelope) {
    return first(envelope.substring(LETTERS.size()), 2);
  }

  private static ByteString first(ByteString message, int field) {
    try {
      return UnknownFieldSet.parseFrom(message).getField(field).getLengthDelimitedList().getFirst();
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException("not what Helm writes", e);
    }
  }

  private static Field text(String text) {
    return bytes(ByteString.copyFromUtf8(text));
  }

  private static Field bytes(ByteString bytes) {
    return Field.newBuilder().addLengthDelimited(bytes).build();
  }
}
