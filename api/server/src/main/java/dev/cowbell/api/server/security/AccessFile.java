package dev.cowbell.api.server.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Who may do what, from a file that is read again when it changes. */
public final class AccessFile {
  private static final Logger LOG = Logger.getLogger(AccessFile.class);

  private final Path file;
  private volatile Content content;

  private AccessFile(Path file, Content content) {
    this.file = file;
    this.content = content;
  }

  /** Reads a file; what is wrong with it is said by line. */
  public static AccessFile read(Path file) throws IOException {
    return new AccessFile(file, Content.of(file));
  }

  /** Who holds a bearer token. */
  Optional<AccessLine> holder(String token) {
    return Optional.ofNullable(content.byProof.get("sha256:" + sha256(token)));
  }

  /** Whom a client certificate names. */
  Optional<AccessLine> named(String commonName) {
    return Optional.ofNullable(content.byProof.get("certificate:" + commonName));
  }

  /** Reads the file again where it changed; a file that is wrong leaves all as it was. */
  void refresh() {
    try {
      if (!Files.getLastModifiedTime(file).equals(content.changed)) {
        content = Content.of(file);
        LOG.infof("The access file %s was read again: %d lines", file, content.byProof.size());
      }
    } catch (IOException | IllegalArgumentException e) {
      LOG.errorf("The access file %s is not used as it is now: %s", file, e.getMessage());
    }
  }

  private static String sha256(String token) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(token.getBytes(UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private record Content(FileTime changed, Map<String, AccessLine> byProof) {
    static Content of(Path file) throws IOException {
      FileTime changed = Files.getLastModifiedTime(file);
      Map<String, AccessLine> byProof = new HashMap<>();
      List<String> lines = Files.readAllLines(file);
      for (int i = 0; i < lines.size(); i++) {
        int number = i + 1;
        AccessLine.parse(number, lines.get(i))
            .ifPresent(
                line -> {
                  if (byProof.put(line.proof(), line) != null) {
                    throw new IllegalArgumentException("line " + number + ": this proof is twice");
                  }
                });
      }
      return new Content(changed, Map.copyOf(byProof));
    }
  }
}
