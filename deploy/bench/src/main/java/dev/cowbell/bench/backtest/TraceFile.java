package dev.cowbell.bench.backtest;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cowbell.aggregator.backtest.Trace;
import dev.cowbell.aggregator.backtest.TraceCsv;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** A trace on disk, compressed where its name ends in .gz. */
record TraceFile(Path path) {

  Trace read() throws IOException {
    try (InputStream file = Files.newInputStream(path);
        InputStream plain = compressed() ? new GZIPInputStream(file) : file;
        BufferedReader lines = new BufferedReader(new InputStreamReader(plain, UTF_8))) {
      return TraceCsv.parse(lines.lines().toList());
    } catch (IllegalArgumentException e) {
      throw new IOException(path + ": " + e.getMessage(), e);
    }
  }

  void write(Trace trace) throws IOException {
    try (OutputStream file = Files.newOutputStream(path);
        OutputStream plain = compressed() ? new GZIPOutputStream(file) : file) {
      plain.write((String.join("\n", TraceCsv.lines(trace)) + "\n").getBytes(UTF_8));
    }
  }

  private boolean compressed() {
    return path.toString().endsWith(".gz");
  }
}
