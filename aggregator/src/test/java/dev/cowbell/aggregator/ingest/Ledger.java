package dev.cowbell.aggregator.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cowbell.aggregator.fixture.Database;
import dev.cowbell.aggregator.fixture.Ticks;
import java.sql.SQLException;

/** Everything that is counted somewhere, as it stood at one moment. */
record Ledger(
    long accepted,
    long offsets,
    long stored,
    long rejected,
    long duplicate,
    long ticks,
    long readings,
    long inMinutes,
    long inHours,
    long inHostDays) {

  /** One statement, hence one moment. */
  private static final String NOW =
      """
      SELECT (SELECT coalesce(sum(accepted), 0) FROM consumer_offset),
        (SELECT coalesce(sum(next_offset), 0) FROM consumer_offset),
        (SELECT coalesce(sum(stored), 0) FROM consumer_offset),
        (SELECT coalesce(sum(rejected), 0) FROM consumer_offset),
        (SELECT coalesce(sum(duplicate), 0) FROM consumer_offset),
        (SELECT count(*) FROM host_tick), (SELECT count(*) FROM worker_reading),
        (SELECT coalesce(sum(readings), 0) FROM rollup_minute), (SELECT coalesce(sum(readings), 0) FROM api.sharing_rollup_hour),
        (SELECT coalesce(sum(readings), 0) FROM (SELECT readings FROM host_day UNION ALL SELECT readings FROM host_day_open) d)
      """;

  static Ledger now(Database database) throws SQLException {
    try (var connection = database.dataSource().getConnection();
        var select = connection.prepareStatement(NOW);
        var row = select.executeQuery()) {
      row.next();
      return new Ledger(
          row.getLong(1),
          row.getLong(2),
          row.getLong(3),
          row.getLong(4),
          row.getLong(5),
          row.getLong(6),
          row.getLong(7),
          row.getLong(8),
          row.getLong(9),
          row.getLong(10));
    }
  }

  /** What must hold at every moment where every tick has {@link Ticks#WORKERS} workers. */
  void assertBalanced() {
    assertThat(stored + rejected + duplicate).as("%s", this).isEqualTo(accepted);
    assertThat(offsets).as("%s", this).isEqualTo(accepted);
    assertThat(ticks).as("%s", this).isEqualTo(stored);
    for (long figure : new long[] {readings, inMinutes, inHours, inHostDays}) {
      assertThat(figure).as("%s", this).isEqualTo(stored * Ticks.WORKERS);
    }
  }
}
