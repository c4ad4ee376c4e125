package dev.cowbell.aggregator.app;

import dev.cowbell.aggregator.ingest.IngestProgress;
import dev.cowbell.aggregator.ingest.RejectReason;
import dev.cowbell.aggregator.store.PartitionCounts;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToLongFunction;

/**
 * Ingest in Prometheus terms. {@code cowbell_ingest_records} by partition and outcome is what the
 * database holds since its creation, so that accepted = stored + rejected + duplicate can be
 * checked from outside.
 */
final class IngestMetrics {

  private final MeterRegistry registry;
  private final AtomicReference<IngestProgress> progress = new AtomicReference<>();

  private IngestMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  static IngestProgress observed(MeterRegistry registry) {
    IngestMetrics metrics = new IngestMetrics(registry);
    IngestProgress progress = new IngestProgress(metrics::partitionSeen);
    metrics.progress.set(progress);
    metrics.rejects(progress);
    FunctionCounter.builder("cowbell.ingest.passed.over", progress, IngestProgress::passedOver)
        .description(
            "Offsets passed over without a record: dropped by the broker before they were read")
        .register(registry);
    return progress;
  }

  private void rejects(IngestProgress of) {
    for (RejectReason reason : RejectReason.values()) {
      FunctionCounter.builder("cowbell.ingest.rejects", of, p -> p.rejected(reason))
          .description("Records rejected since start, by reason")
          .tag("reason", reason.label())
          .register(registry);
    }
  }

  private void partitionSeen(int partition) {
    outcome(partition, "accepted", PartitionCounts::accepted);
    outcome(partition, "stored", PartitionCounts::stored);
    outcome(partition, "rejected", PartitionCounts::rejected);
    outcome(partition, "duplicate", PartitionCounts::duplicate);
    Gauge.builder("cowbell.ingest.lag", progress, of -> lag(of.get(), partition))
        .description("Records between what the database holds and the end of the partition")
        .tag("partition", Integer.toString(partition))
        .register(registry);
  }

  private void outcome(int partition, String outcome, ToLongFunction<PartitionCounts> figure) {
    Gauge.builder("cowbell.ingest.records", progress, of -> count(of.get(), partition, figure))
        .description(
            "Records taken over since the database was created; absent while another instance holds"
                + " the partition")
        .tag("partition", Integer.toString(partition))
        .tag("outcome", outcome)
        .register(registry);
  }

  /** NaN is how a gauge says that it has no value. */
  private static double count(
      IngestProgress of, int partition, ToLongFunction<PartitionCounts> figure) {
    PartitionCounts counts = of.counts().get(partition);
    return counts == null ? Double.NaN : figure.applyAsLong(counts);
  }

  private static double lag(IngestProgress of, int partition) {
    Long lag = of.lags().get(partition);
    return lag == null ? Double.NaN : lag;
  }
}
