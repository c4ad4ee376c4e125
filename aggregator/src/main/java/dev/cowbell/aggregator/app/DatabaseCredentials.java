package dev.cowbell.aggregator.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quarkus.arc.Unremovable;
import io.quarkus.credentials.CredentialsProvider;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Who signs in to the database. The pool asks for each new connection, so a password in a file may
 * be changed without a restart.
 */
@Singleton
@Unremovable
final class DatabaseCredentials implements CredentialsProvider {
  private final Optional<String> user;
  private final Optional<String> password;
  private final Optional<Path> passwordFile;

  /**
   * From the configuration.
   *
   * @param user as the data source has it
   * @param password as the data source has it
   * @param passwordFile COWBELL_DB_PASSWORD_FILE; a file that holds the password, in place of
   *     COWBELL_DB_PASSWORD; it may change at any time
   */
  DatabaseCredentials(
      @ConfigProperty(name = "quarkus.datasource.username") Optional<String> user,
      @ConfigProperty(name = "quarkus.datasource.password") Optional<String> password,
      @ConfigProperty(name = "COWBELL_DB_PASSWORD_FILE") Optional<String> passwordFile) {
    this.user = user;
    this.password = password;
    this.passwordFile = passwordFile.map(Path::of);
  }

  @Override
  public Map<String, String> getCredentials(String name) {
    Map<String, String> credentials = new HashMap<>();
    user.ifPresent(value -> credentials.put(USER_PROPERTY_NAME, value));
    passwordFile
        .map(DatabaseCredentials::read)
        .or(() -> password)
        .ifPresent(value -> credentials.put(PASSWORD_PROPERTY_NAME, value));
    return credentials;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, UTF_8).strip();
    } catch (IOException unreadable) {
      throw new UncheckedIOException("COWBELL_DB_PASSWORD_FILE cannot be read", unreadable);
    }
  }
}
