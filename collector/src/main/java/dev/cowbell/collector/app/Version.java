package dev.cowbell.collector.app;

import java.util.Optional;

/** The version in the manifest of the jar this runs from. */
final class Version {
  static final String TEXT =
      Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
          .orElse("development");

  private Version() {}
}
