package dev.cowbell.aggregator.store;

import dev.cowbell.aggregator.backtest.Trace;
import dev.cowbell.aggregator.backtest.TraceHost;
import dev.cowbell.aggregator.limit.WorkerLife;
import dev.cowbell.aggregator.recommend.HostMemory;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The stored history of one service on one hardware class, as a trace. */
public final class StoredTrace {

  private static final Duration WINDOW = Duration.ofHours(24);

  private static final String LARGEST =
      """
      SELECT s.name, c.name FROM worker_reading r JOIN service s USING (service_key) JOIN hardware_class c USING (class_key)
      WHERE r.collected_at >= ? AND r.sharing_loss_bytes IS NOT NULL
        AND (? = '' OR s.name = ?) AND (? = '' OR c.name = ?)
      GROUP BY s.name, c.name ORDER BY count(DISTINCT (r.host_key, r.pid, r.start_ticks)) DESC, s.name, c.name LIMIT 1
      """;

  private StoredTrace() {}

  /**
   * What is stored of a service and a class; of those with most workers where none is named. Empty
   * where no worker of them was read on a host whose memory is known.
   *
   * @throws StoreUnavailableException when the database cannot be read
   */
  public static Optional<Trace> of(
      DataSource database, @Nullable String service, @Nullable String hardwareClass, Instant now) {
    return new Transactions(database)
        .inOne(
            "cannot read a trace",
            connection ->
                largest(connection, service, hardwareClass, now)
                    .map(about -> trace(connection, about, now))
                    .filter(trace -> !trace.hosts().isEmpty()));
  }

  private static Optional<ServiceOnClass> largest(
      Connection connection,
      @Nullable String service,
      @Nullable String hardwareClass,
      Instant now) {
    String s = service == null ? "" : service;
    String c = hardwareClass == null ? "" : hardwareClass;

    return new Query(LARGEST, now.minus(WINDOW), s, s, c, c)
        .read(connection, row -> new ServiceOnClass(row.getString(1), row.getString(2))).stream()
            .findFirst();
  }

  private static Trace trace(Connection connection, ServiceOnClass about, Instant now) {
    StoredEvidence evidence = new StoredEvidence(connection, now.minus(WINDOW), now);
    Map<String, List<WorkerLife>> lives =
        StoredLives.of(connection, about, now).stream()
            .collect(Collectors.groupingBy(WorkerLife::host));
    List<HostMemory> hosts = evidence.hosts(about);
    boolean simulated = hosts.stream().anyMatch(HostMemory::simulated);
    double stillShared =
        new StoredThresholds(connection, about, now.minus(WINDOW), now)
            .workers().stream()
                .mapToDouble(worker -> (double) worker.stillSharedBytes())
                .average()
                .orElse(0);
    return new Trace(
        "%s, service %s on %s, until %s"
            .formatted(
                simulated ? "simulated" : "recorded", about.service(), about.hardwareClass(), now),
        hosts.stream()
            .flatMap(
                host ->
                    Stream.ofNullable(lives.get(host.host()))
                        .flatMap(of -> traced(host, stillShared, of)))
            .toList());
  }

  private static Stream<TraceHost> traced(
      HostMemory host, double stillShared, List<WorkerLife> lives) {
    return host.budgetBytes().stream()
        .mapToObj(budget -> new TraceHost(host.host(), budget, host.workers(), stillShared, lives));
  }
}
