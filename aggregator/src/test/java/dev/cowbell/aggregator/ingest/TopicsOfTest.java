package dev.cowbell.aggregator.ingest;

import dev.cowbell.aggregator.fixture.Eventually;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;

/** The topics of Cowbell, empty again. */
final class TopicsOfTest {

  private TopicsOfTest() {}

  static void recreate(Admin admin, String bootstrap, int partitions) throws Throwable {
    Set<String> topics = admin.listTopics().names().get();
    topics.removeIf(name -> !name.startsWith("cowbell."));
    admin.deleteTopics(topics).all().get();
    Eventually.isTrue(
        "topics are gone",
        () -> admin.listTopics().names().get().stream().noneMatch(topics::contains));
    Topics.ensure(bootstrap, partitions, Optional.of((short) 1));
  }
}
