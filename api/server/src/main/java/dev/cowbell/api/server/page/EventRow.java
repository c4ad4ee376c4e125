package dev.cowbell.api.server.page;

import dev.cowbell.api.server.figure.Words;
import dev.cowbell.api.server.history.Happening;

/** Something that befell a process, as a row. */
public record EventRow(String at, String what, String process, String detail, boolean bad) {
  static EventRow of(Happening happening) {
    return new EventRow(
        Words.moment(happening.at()),
        what(happening),
        happening.pid() == happening.masterPid()
            ? "master " + happening.pid()
            : "pid " + happening.pid(),
        happening.detail(),
        switch (happening.kind()) {
          case LIFECYCLE_KIND_OOM, LIFECYCLE_KIND_POLICY_CHANGE -> true;
          default -> false;
        });
  }

  private static String what(Happening happening) {
    return switch (happening.kind()) {
      case LIFECYCLE_KIND_SPAWN -> "forked";
      case LIFECYCLE_KIND_EXIT -> "ended";
      case LIFECYCLE_KIND_EXEC -> "replaced its program";
      case LIFECYCLE_KIND_RELOAD -> "all workers replaced";
      case LIFECYCLE_KIND_OOM -> "killed for memory";
      case LIFECYCLE_KIND_POLICY_CHANGE -> "collector policy changed";
      case LIFECYCLE_KIND_UNSPECIFIED, UNRECOGNIZED -> "something this version does not know";
    };
  }
}
