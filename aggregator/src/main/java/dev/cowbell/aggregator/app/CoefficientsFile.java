package dev.cowbell.aggregator.app;

import dev.cowbell.aggregator.savings.Coefficients;
import dev.cowbell.aggregator.savings.CoefficientsCsv;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Prices and coefficients on disk, read once at start. */
final class CoefficientsFile {

  private CoefficientsFile() {}

  /** An {@link IllegalArgumentException} names the key, the file, the line and what is allowed. */
  static Coefficients read(Path file) {
    try {
      return CoefficientsCsv.parse(Files.readAllLines(file));
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "COWBELL_COEFFICIENTS_FILE=%s: cannot be read: %s".formatted(file, e.getMessage()), e);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "COWBELL_COEFFICIENTS_FILE=%s: %s".formatted(file, e.getMessage()), e);
    }
  }
}
