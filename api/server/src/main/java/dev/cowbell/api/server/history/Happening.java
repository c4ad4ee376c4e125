package dev.cowbell.api.server.history;

import dev.cowbell.api.contract.v1.LifecycleKind;
import dev.cowbell.api.server.database.Row;
import java.time.Instant;

/** Something that befell a process. */
public record Happening(
    Instant at, LifecycleKind kind, int masterPid, long masterStartTicks, int pid, String detail) {
  private static final String COLUMNS =
      "SELECT seen_at, kind, master_pid, master_start_ticks, pid, detail FROM api.lifecycle ";

  static final String OF_HOST =
      COLUMNS
          + "WHERE host_id = ? AND seen_at >= ? AND kind <> 1 ORDER BY seen_at DESC, pid LIMIT ?";
  static final String OF_FAMILY =
      COLUMNS
          + "WHERE host_id = ? AND master_pid = ? AND master_start_ticks = ? ORDER BY seen_at DESC,"
          + " pid LIMIT ?";

  static Happening read(Row row) {
    LifecycleKind kind = LifecycleKind.forNumber(row.smallNumber("kind"));
    return new Happening(
        row.requiredInstant("seen_at"),
        kind == null ? LifecycleKind.UNRECOGNIZED : kind,
        row.smallNumber("master_pid"),
        row.number("master_start_ticks"),
        row.smallNumber("pid"),
        row.text("detail"));
  }
}
