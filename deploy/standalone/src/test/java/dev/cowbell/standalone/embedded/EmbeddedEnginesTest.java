package dev.cowbell.standalone.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedEnginesTest {
  @TempDir Path root;

  @Test
  void kafka_startedAgainOnItsFolder_stillHasItsRecords() throws Exception {
    try (var kafka = EmbeddedKafka.start(root);
        var admin = Admin.create(bootstrap(kafka))) {
      admin.createTopics(List.of(new NewTopic("kept", 1, (short) 1))).all().get();
      try (var producer =
          new KafkaProducer<>(bootstrap(kafka), new StringSerializer(), new StringSerializer())) {
        producer.send(new ProducerRecord<>("kept", "key", "value")).get();
      }
    }
    try (var kafka = EmbeddedKafka.start(root);
        var consumer =
            new KafkaConsumer<>(
                bootstrap(kafka), new StringDeserializer(), new StringDeserializer())) {
      var partition = new TopicPartition("kept", 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));

      var records = consumer.poll(Duration.ofSeconds(20)).records(partition);

      assertThat(records).singleElement().satisfies(r -> assertThat(r.value()).isEqualTo("value"));
    }
  }

  @Test
  void database_startedAgainOnItsFolder_stillHasItsRowsAndSyncsWhenDurable() throws Exception {
    Path data = Files.createDirectories(root.resolve("data"));
    Path work = Files.createDirectories(root.resolve("work"));
    try (var database = EmbeddedDatabase.start(data, work, true);
        var connection = connect(database)) {
      connection.createStatement().execute("CREATE TABLE kept AS SELECT 42 AS answer");
      assertThat(string(connection, "SHOW fsync")).isEqualTo("on");
    }
    try (var database = EmbeddedDatabase.start(data, work, true);
        var connection = connect(database)) {
      assertThat(string(connection, "SELECT answer FROM kept")).isEqualTo("42");
    }
  }

  private static Map<String, Object> bootstrap(EmbeddedKafka kafka) {
    return Map.of("bootstrap.servers", kafka.bootstrap());
  }

  private static Connection connect(EmbeddedDatabase database) throws SQLException {
    return DriverManager.getConnection(database.jdbcUrl(), database.user(), "");
  }

  private static String string(Connection connection, String query) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      rows.next();
      return new String(rows.getBytes(1), StandardCharsets.UTF_8);
    }
  }
}
