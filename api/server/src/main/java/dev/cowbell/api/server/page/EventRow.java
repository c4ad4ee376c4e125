package dev.cowbell.api.server.page;

import dev.cowbell.api.server.figure.Words;
import dev.cowbell.api.server.history.Happening;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Something that befell a process, or several of a family together, as a row. */
public record EventRow(String at, String what, String process, String detail, boolean bad) {
  /** Workers of a family that leave together do so within a reload. */
  private static final Duration TOGETHER = Duration.ofMinutes(1);

  private static final int MOST_ROWS = 25;

  /** The newest first; the same thing that befell several workers of a family is one row. */
  static List<EventRow> of(List<Happening> newestFirst) {
    List<List<Happening>> groups = new ArrayList<>();
    for (Happening happening : newestFirst) {
      if (!groups.isEmpty() && together(groups.getLast().getFirst(), happening)) {
        groups.getLast().add(happening);
      } else {
        groups.add(new ArrayList<>(List.of(happening)));
      }
    }
    return groups.stream().limit(MOST_ROWS).map(EventRow::row).toList();
  }

  private static boolean together(Happening newer, Happening older) {
    return newer.kind() == older.kind()
        && newer.masterPid() == older.masterPid()
        && newer.masterStartTicks() == older.masterStartTicks()
        && newer.pid() != newer.masterPid()
        && older.pid() != older.masterPid()
        && newer.detail().equals(older.detail())
        && Duration.between(older.at(), newer.at()).compareTo(TOGETHER) <= 0;
  }

  private static EventRow row(List<Happening> group) {
    Happening newest = group.getFirst();
    return new EventRow(
        Words.moment(newest.at()),
        (group.size() == 1 ? "" : group.size() + " workers ") + what(newest),
        process(group),
        newest.detail(),
        switch (newest.kind()) {
          case LIFECYCLE_KIND_OOM, LIFECYCLE_KIND_POLICY_CHANGE -> true;
          default -> false;
        });
  }

  private static String process(List<Happening> group) {
    Happening newest = group.getFirst();
    if (group.size() > 1) {
      return "of master " + newest.masterPid();
    }
    return newest.pid() == newest.masterPid()
        ? "master " + newest.pid()
        : "pid " + newest.pid() + " of master " + newest.masterPid();
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
