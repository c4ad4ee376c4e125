package dev.cowbell.aggregator.app;

import dev.cowbell.aggregator.ingest.IngestProgress;
import dev.cowbell.aggregator.ingest.IngestState;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready while ticks are being taken over; otherwise says what is waited for. */
@Readiness
@Singleton
final class IngestReadiness implements HealthCheck {

  private final IngestProgress progress;

  @Inject
  IngestReadiness(IngestProgress progress) {
    this.progress = progress;
  }

  @Override
  public HealthCheckResponse call() {
    var answer = HealthCheckResponse.named("ingest");
    return switch (progress.state()) {
      case IngestState.Running running ->
          answer.up().withData("partitions", progress.counts().size()).build();
      case IngestState.Starting starting -> answer.down().withData("state", "starting").build();
      case IngestState.Waiting waiting ->
          answer
              .down()
              .withData("waiting for", waiting.reason())
              .withData("since", waiting.since().toString())
              .build();
      case IngestState.Stopped stopped ->
          answer.down().withData("stopped", stopped.reason()).build();
    };
  }
}
