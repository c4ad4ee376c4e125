package dev.cowbell.api.server.recommendation;

import dev.cowbell.api.server.call.PageTokens;
import dev.cowbell.api.server.call.Refusal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;

/** Where a watch stands: everything computed before a moment has been sent. */
record WatchToken(PageTokens tokens, String service) {
  private static final String FIELD = "resume_token";

  String at(Instant moment) {
    return tokens.write(scope(), List.of(moment.toString()));
  }

  /** The moment in a token; with an empty one, the beginning of all. */
  Instant read(String token) {
    if (token.isEmpty()) {
      return Instant.EPOCH;
    }
    try {
      return Instant.parse(tokens.read(FIELD, scope(), token, 1).getFirst());
    } catch (DateTimeParseException e) {
      Refusal refusal = Refusal.invalid(FIELD, FIELD + " is not one of this stream");
      refusal.initCause(e);
      throw refusal;
    }
  }

  private String scope() {
    return "watch\0" + service;
  }
}
