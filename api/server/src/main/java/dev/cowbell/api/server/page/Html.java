package dev.cowbell.api.server.page;

/** How pages are sent. */
final class Html {
  static final String TYPE = "text/html;charset=UTF-8";

  private Html() {}
}
