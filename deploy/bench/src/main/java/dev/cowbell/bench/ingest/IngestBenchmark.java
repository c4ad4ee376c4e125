package dev.cowbell.bench.ingest;

import dev.cowbell.bench.database.DatabaseServer;
import dev.cowbell.bench.result.Findings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** Draft. */
public record IngestBenchmark(Size size) {
  public Findings run() throws IOException, InterruptedException, SQLException {
    Path folder = Files.createTempDirectory("cowbell-bench-ingest");
    Files.setPosixFilePermissions(
        folder, java.nio.file.attribute.PosixFilePermissions.fromString("rwxr-xr-x"));
    try (DatabaseServer server = DatabaseServer.start(folder);
        var kafka =
            dev.cowbell.standalone.embedded.EmbeddedKafka.start(
                Files.createDirectory(folder.resolve("kafka")))) {
      long t = System.nanoTime();
      long ticks = new Backlog(size.few(), size.fewRounds()).fill(kafka.bootstrap(), Instant.now());
      System.out.printf(
          "filled %d ticks in %.1f s on %s%n",
          ticks, (System.nanoTime() - t) / 1e9, server.engine());
      var drain = new Drain(server, kafka.bootstrap(), ticks, folder);
      for (int run = 0; run < size.runs(); run++) {
        Drained raw = drain.run("raw" + run, true);
        System.out.println(
            raw
                + " readings/s "
                + raw.readingsPerSecond()
                + " per aggregator core "
                + raw.readingsPerCoreSecond());
        double copy =
            new ServerCopy(server, "raw" + run, folder.resolve("timescaledb/copy")).seconds();
        System.out.printf("copy %.2f s%n", copy);
        server.drop("raw" + run);
        Drained rolled = drain.run("rolled" + run, false);
        System.out.println("rolled " + rolled + " per core " + rolled.readingsPerCoreSecond());
        server.drop("rolled" + run);
      }
    }
    return new Findings(List.of(), List.of());
  }
}
