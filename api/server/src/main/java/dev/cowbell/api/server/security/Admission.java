package dev.cowbell.api.server.security;

/** What the door says to a call. */
sealed interface Admission {
  /** Come in. */
  record In(Caller caller) implements Admission {}

  /** Nobody said who calls, or what was said does not count. */
  record Stranger(String sentence) implements Admission {}

  /** Too many calls of one caller. */
  record TooFast(String sentence) implements Admission {}
}
