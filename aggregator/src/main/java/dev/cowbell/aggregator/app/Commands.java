package dev.cowbell.aggregator.app;

import dev.cowbell.aggregator.ingest.Reject;
import dev.cowbell.aggregator.ingest.RejectReason;
import dev.cowbell.aggregator.ingest.RejectSelection;
import dev.cowbell.aggregator.ingest.Rejects;
import dev.cowbell.aggregator.store.Backfill;
import dev.cowbell.aggregator.store.DatabaseGate;
import java.io.PrintStream;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What the program does instead of aggregating when it is given a command. */
record Commands(Keys keys, PrintStream out) {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String USAGE =
      """
      commands: prepare
                backfill --from TIME --to TIME
                rejects list [--reason R] [--from-offset N] [--limit N]
                rejects replay [--reason R] [--from-offset N] [--limit N]""";

  /** Throws an {@link IllegalArgumentException} that says what was expected. */
  void run(List<String> arguments) {
    switch (String.join(" ", arguments.stream().takeWhile(a -> !a.startsWith("--")).toList())) {
      case "prepare" -> prepare();
      case "backfill" -> backfill(options(arguments, 1, "--from", "--to"));
      case "rejects list" -> list(selection(arguments));
      case "rejects replay" -> replay(selection(arguments));
      default ->
          throw new IllegalArgumentException(
              "no such command: %s%n%s".formatted(String.join(" ", arguments), USAGE));
    }
  }

  /** Schema and topics, once, before any instance starts. */
  private void prepare() {
    AggregatorSettings settings = AggregatorSettings.from(keys);
    new DatabaseGate(settings.databaseUrl(), settings.databaseUser(), settings.databasePassword())
        .await(PATIENCE);
    Preparation preparation = Preparation.of(settings, keys);
    new TopicGate(preparation).await(PATIENCE);
    preparation.run(out);
  }

  private void backfill(Map<String, String> options) {
    Instant from = time(options, "--from");
    Instant to = time(options, "--to");
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException("--to %s is not after --from %s".formatted(to, from));
    }
    Backfill.Done done =
        Backfill.of(
                AggregatorSettings.databaseUrl(keys),
                keys.text("COWBELL_DB_USER", ""),
                keys.text("COWBELL_DB_PASSWORD", ""))
            .run(from, to);
    out.printf(
        Locale.ROOT,
        "rebuilt %d hours, %d days, host-days of %d days%n",
        done.hours(),
        done.days(),
        done.hostDays());
  }

  private void list(RejectSelection selection) {
    rejects().forEach(selection, this::print);
  }

  private void print(Reject reject) {
    out.printf(
        Locale.ROOT,
        "%d %s %s %s %d bytes: %s%n",
        reject.offset(),
        reject.rejectedAt(),
        reject.reason(),
        reject.origin(),
        reject.valueBytes(),
        reject.detail());
  }

  private void replay(RejectSelection selection) {
    Rejects.Replayed replayed = rejects().replay(selection);
    out.printf(
        Locale.ROOT,
        "sent %d records again; %d were kept without their value and cannot be%n",
        replayed.sent(),
        replayed.omitted());
  }

  private Rejects rejects() {
    return new Rejects(keys.required("COWBELL_KAFKA_BOOTSTRAP", "host:port[,host:port]"));
  }

  private static RejectSelection selection(List<String> arguments) {
    var options = options(arguments, 2, "--reason", "--from-offset", "--limit");
    return new RejectSelection(
        Optional.ofNullable(options.get("--reason")).map(Commands::reason),
        number(options, "--from-offset", 0),
        number(options, "--limit", Long.MAX_VALUE));
  }

  private static RejectReason reason(String label) {
    return Arrays.stream(RejectReason.values())
        .filter(reason -> reason.label().equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "--reason %s: expected one of %s"
                        .formatted(
                            label,
                            Arrays.stream(RejectReason.values())
                                .map(RejectReason::label)
                                .toList())));
  }

  private static Map<String, String> options(List<String> arguments, int from, String... allowed) {
    Map<String, String> options = new java.util.HashMap<>();
    for (int i = from; i < arguments.size(); i += 2) {
      if (!List.of(allowed).contains(arguments.get(i)) || i + 1 == arguments.size()) {
        throw new IllegalArgumentException(
            "%s: expected one of %s, followed by its value%n%s"
                .formatted(arguments.get(i), List.of(allowed), USAGE));
      }
      options.put(arguments.get(i), arguments.get(i + 1));
    }
    return options;
  }

  private static Instant time(Map<String, String> options, String name) {
    String text = options.getOrDefault(name, "");
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "%s %s: expected a time such as 2026-03-01T12:00:00Z".formatted(name, text), e);
    }
  }

  private static long number(Map<String, String> options, String name, long otherwise) {
    String text = options.get(name);
    if (text == null) {
      return otherwise;
    }
    if (!text.matches("\\d{1,18}")) {
      throw new IllegalArgumentException("%s %s: expected a number".formatted(name, text));
    }
    return Long.parseLong(text);
  }
}
