package dev.cowbell.bench.ingest;

import dev.cowbell.bench.database.DatabaseServer;
import dev.cowbell.bench.database.TemporaryFolder;
import dev.cowbell.standalone.embedded.EmbeddedKafka;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A broker and a database server that a measurement has to itself. */
record Site(TemporaryFolder room, DatabaseServer server, EmbeddedKafka kafka)
    implements AutoCloseable {

  static Site open() throws IOException, InterruptedException {
    TemporaryFolder room = TemporaryFolder.create("cowbell-bench-ingest");
    DatabaseServer server = DatabaseServer.start(room.path());
    Path kafka = Files.createDirectory(room.path().resolve("kafka"));
    return new Site(room, server, EmbeddedKafka.start(kafka));
  }

  Path folder() {
    return room.path();
  }

  /** What the broker has written of all topics. */
  long kafkaBytes() throws IOException {
    try (Stream<Path> files = Files.walk(folder().resolve("kafka"))) {
      long bytes = 0;
      for (Path file : files.filter(file -> file.toString().endsWith(".log")).toList()) {
        bytes += Files.size(file);
      }
      return bytes;
    }
  }

  @Override
  public void close() throws IOException {
    kafka.close();
    server.close();
    room.close();
  }
}
