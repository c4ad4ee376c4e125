package dev.cowbell.api.server.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cowbell.api.contract.v1.LifecycleKind;
import dev.cowbell.api.server.history.Happening;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventRowTest {
  private static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");

  @Test
  void workersThatLeaveTogether_areOneRow_andAMasterIsNeverAmongThem() {
    List<EventRow> rows =
        EventRow.of(
            List.of(
                ended(12, 7, 0),
                ended(11, 7, 20),
                ended(7, 7, 20),
                ended(10, 7, 21),
                ended(9, 8, 21),
                ended(9, 8, 300)));

    assertThat(rows)
        .extracting(row -> row.what() + " " + row.process())
        .containsExactly(
            "2 workers ended of master 7",
            "ended master 7",
            "ended pid 10 of master 7",
            "ended pid 9 of master 8",
            "ended pid 9 of master 8");
  }

  private static Happening ended(int pid, int master, int secondsAgo) {
    return new Happening(
        AT.minusSeconds(secondsAgo),
        LifecycleKind.LIFECYCLE_KIND_EXIT,
        master,
        1,
        pid,
        "worker ended");
  }
}
