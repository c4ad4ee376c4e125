package dev.cowbell.api.server.security;

/** What a caller may do. */
public enum Role {
  /** Read every figure. */
  VIEWER,
  /** That, and set the stages of recommendations. */
  OPERATOR
}
