package dev.cowbell.standalone.simulate.kafka;

import dev.cowbell.standalone.failure.Failure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;

/** The topic that ticks go to; made where it is missing, left as it is where it exists. */
final class TickTopic {
  static final String NAME = "cowbell.ticks.v1";

  private static final long PATIENCE_SECONDS = 10;

  private TickTopic() {}

  static void ensure(String bootstrap, int partitions) throws InterruptedException {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            bootstrap,
            "client.id",
            "cowbell-simulate-admin",
            "request.timeout.ms",
            5000,
            "default.api.timeout.ms",
            5000);
    try (Admin admin = Admin.create(settings)) {
      admin
          .createTopics(List.of(new NewTopic(NAME, Optional.of(partitions), Optional.empty())))
          .all()
          .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw unreachable(bootstrap, e.getCause() == null ? e : e.getCause());
      }
    } catch (TimeoutException e) {
      throw unreachable(bootstrap, e);
    }
  }

  private static Failure unreachable(String bootstrap, Throwable cause) {
    return new Failure(
        "Kafka at %s did not answer (%s); check --kafka".formatted(bootstrap, cause.getMessage()),
        cause);
  }
}
