package dev.cowbell.aggregator.ingest;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * The topics of Cowbell; those that are missing are created, those that exist are left as they are.
 */
public final class Topics {

  /** Ticks, by host id. */
  public static final String TICKS = "cowbell.ticks.v1";

  /** What could not be used. */
  public static final String REJECTS = "cowbell.rejects.v1";

  /** Advice, compacted, by service, hardware class and kind. */
  public static final String RECOMMENDATIONS = "cowbell.recommendations.v1";

  private static final Logger LOG = System.getLogger(Topics.class.getName());

  /** Leaves room for the headers of a reject. */
  private static final int MAX_REJECT_BYTES = 16 << 20;

  private Topics() {}

  /**
   * Creates what is missing.
   *
   * @param replication copies of each partition; empty for the broker's default
   * @throws KafkaException when the broker cannot be reached or refuses
   */
  public static void ensure(String bootstrap, int tickPartitions, Optional<Short> replication) {
    ensure(bootstrap, tickPartitions, replication, Optional.empty());
  }

  /**
   * The same with how long ticks are kept; empty for the broker's default.
   *
   * @throws KafkaException when the broker cannot be reached or refuses
   */
  public static void ensure(
      String bootstrap,
      int tickPartitions,
      Optional<Short> replication,
      Optional<Duration> tickRetention) {
    Map<String, Object> settings =
        Map.of(
            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrap,
            AdminClientConfig.CLIENT_ID_CONFIG,
            "cowbell-aggregator-admin",
            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
            5_000,
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
            5_000,
            AdminClientConfig.METRIC_REPORTER_CLASSES_CONFIG,
            "");
    try (Admin admin = Admin.create(SecuredClient.settings(settings))) {
      var wanted = wanted(tickPartitions, replication, tickRetention);
      for (var topic : admin.createTopics(wanted).values().entrySet()) {
        boolean isNew = isNew(topic.getValue());
        if (!isNew && topic.getKey().equals(TICKS)) {
          compare(admin, tickPartitions);
        }
      }
    }
  }

  /** Hosts keep their order by their partition: nobody adds partitions without saying so. */
  private static void compare(Admin admin, int tickPartitions) {
    var described = admin.describeTopics(List.of(TICKS)).topicNameValues().values();
    int found = described.stream().mapToInt(Topics::partitions).sum();
    if (found != tickPartitions) {
      LOG.log(
          Level.WARNING,
          "{0} has {1} partitions, COWBELL_TICK_PARTITIONS says {2}: taken as it is; so many"
              + " instances at most share the work, set the key to {1}, or add partitions with"
              + " Kafka''s own tools",
          TICKS,
          found,
          tickPartitions);
    }
  }

  private static int partitions(KafkaFuture<TopicDescription> described) {
    try {
      return described.get().partitions().size();
    } catch (ExecutionException e) {
      throw new KafkaException("cannot look at " + TICKS, e.getCause());
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  private static List<NewTopic> wanted(
      int tickPartitions, Optional<Short> replication, Optional<Duration> tickRetention) {
    Map<String, String> ofTicks =
        new HashMap<>(Map.of(TopicConfig.COMPRESSION_TYPE_CONFIG, "producer"));
    tickRetention.ifPresent(
        kept -> ofTicks.put(TopicConfig.RETENTION_MS_CONFIG, Long.toString(kept.toMillis())));
    return List.of(
        new NewTopic(TICKS, Optional.of(tickPartitions), replication).configs(ofTicks),
        new NewTopic(REJECTS, Optional.of(1), replication)
            .configs(
                Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(MAX_REJECT_BYTES))),
        new NewTopic(RECOMMENDATIONS, Optional.of(1), replication)
            .configs(
                Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT)));
  }

  private static boolean isNew(KafkaFuture<Void> created) {
    try {
      created.get();
      return true;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TopicExistsException) {
        return false;
      }
      throw new KafkaException("cannot create topics", e.getCause());
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }
}
