package dev.cowbell.api.server.call;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;

/** Where a page ended: the list and the key of its last row, in a form that callers do not read. */
final class PageToken {
  /** Cannot occur in a name: the database does not store it. */
  private static final String BETWEEN = "\0";

  private PageToken() {}

  static String write(String scope, List<String> key) {
    String plain = scope + BETWEEN + String.join(BETWEEN, key);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(UTF_8));
  }

  static List<String> read(String scope, String token, int keyParts) {
    if (token.isEmpty()) {
      return Collections.nCopies(keyParts, "");
    }
    String plain = decode(token);
    if (!plain.startsWith(scope + BETWEEN)) {
      throw malformed();
    }
    List<String> key = split(plain.substring(scope.length() + 1));
    if (key.size() != keyParts) {
      throw malformed();
    }
    return key;
  }

  private static String decode(String token) {
    try {
      return new String(Base64.getUrlDecoder().decode(token), UTF_8);
    } catch (IllegalArgumentException e) {
      Refusal refusal = malformed();
      refusal.initCause(e);
      throw refusal;
    }
  }

  private static List<String> split(String text) {
    List<String> parts = new ArrayList<>();
    int from = 0;
    for (int at = text.indexOf(BETWEEN); at >= 0; at = text.indexOf(BETWEEN, from)) {
      parts.add(text.substring(from, at));
      from = at + 1;
    }
    parts.add(text.substring(from));
    return parts;
  }

  private static Refusal malformed() {
    return Refusal.invalid(
        "page_token",
        "page_token must be empty or the next_page_token of this very list with the same filters");
  }
}
