package dev.cowbell.api.server.security;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line of an access file: a role, a name, and how the name is proved, such as
 *
 * <pre>
 * viewer   grafana  sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
 * operator alice    certificate:alice.example.org
 * </pre>
 *
 * <p>{@code sha256} is the hash of a bearer token, so that the file holds no secret; {@code
 * certificate} is the common name of a client certificate. A {@code #} begins a comment.
 */
record AccessLine(Role role, String name, String proof) {
  private static final Pattern FORM =
      Pattern.compile("(viewer|operator)\\s+(\\S+)\\s+(sha256:[0-9a-fA-F]{64}|certificate:\\S.*)");

  /** The line; absent where it is blank or a comment. */
  static Optional<AccessLine> parse(int number, String line) {
    String text = line.replaceFirst("(^|\\s)#.*", "").strip();
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "line %d: expected: viewer|operator NAME sha256:64-HEX-DIGITS|certificate:COMMON-NAME"
              .formatted(number)); // Not the line itself: somebody may have put a token there.
    }
    String proof = matcher.group(3);
    return Optional.of(
        new AccessLine(
            Role.valueOf(matcher.group(1).toUpperCase(Locale.ROOT)),
            matcher.group(2),
            proof.startsWith("sha256:") ? proof.toLowerCase(Locale.ROOT) : proof));
  }
}
