package dev.cowbell.aggregator.app;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandsTest {

  @ParameterizedTest
  @CsvSource({
    "dance, no such command: dance",
    "backfill --from yesterday, --from yesterday: expected a time",
    "backfill --since 2026-03-01T12:00:00Z, '--since: expected one of [--from, --to]'",
    "backfill --from 2026-03-01T12:00:00Z --to 2026-03-01T11:00:00Z, is not after",
    "backfill --from 2026-03-01T12:00:00Z --to 2026-03-01T13:00:00Z, COWBELL_DB_URL is not set",
    "rejects list --limit many, --limit many: expected a number",
    "rejects list --reason ugly, '--reason ugly: expected one of [empty, too_large,'",
    "rejects replay, COWBELL_KAFKA_BOOTSTRAP is not set",
  })
  void whatCannotBeDone_saysWhy(String line, String message) {
    Commands commands = new Commands(new Keys(key -> Optional.empty()), System.out);
    assertThatThrownBy(() -> commands.run(List.of(line.split(" "))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }
}
