package dev.cowbell.collector.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkloadTest {
  @ParameterizedTest
  @CsvSource({
    "ReplicaSet, checkout-6d4cf56db6, 6d4cf56db6, Deployment, checkout",
    "ReplicaSet, checkout-6d4cf56db6, '', ReplicaSet, checkout-6d4cf56db6",
    "ReplicaSet, alone, 6d4cf56db6, ReplicaSet, alone",
    "Job, report-29384756, '', CronJob, report",
    "Job, migrate, '', Job, migrate",
    "StatefulSet, db, '', StatefulSet, db",
    "DaemonSet, agent, '', DaemonSet, agent",
    "Node, node-1, '', Node, node-1",
  })
  void of_aController_isWhatPeopleKnow(
      String kind, String name, String hash, String knownKind, String knownName) {
    assertThat(Workload.of(kind, name, Optional.of(hash).filter(h -> !h.isEmpty())))
        .isEqualTo(new Workload(knownKind, knownName));
  }
}
