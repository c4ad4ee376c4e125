package dev.cowbell.api.server.fleet;

import dev.cowbell.api.server.database.Row;

/**
 * Which family, among those at their hosts' last ticks.
 *
 * @param masterStartTicks start of the master in clock ticks since boot
 */
public record FamilyId(String hostId, int masterPid, long masterStartTicks) {
  static FamilyId read(Row row) {
    return new FamilyId(
        row.text("host_id"), row.smallNumber("master_pid"), row.number("master_start_ticks"));
  }
}
