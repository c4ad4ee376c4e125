package dev.cowbell.aggregator.app;

import dev.cowbell.settings.Secret;
import io.quarkus.arc.Unremovable;
import io.quarkus.credentials.CredentialsProvider;
import jakarta.inject.Singleton;
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
  private final Secret password;

  /**
   * From the configuration.
   *
   * @param user as the data source has it
   * @param password as the data source has it
   * @param passwordFile COWBELL_DB_PASSWORD_FILE; a file that holds the password, in place of
   *     COWBELL_DB_PASSWORD; it may change at any time | a file that can be read
   */
  DatabaseCredentials(
      @ConfigProperty(name = "quarkus.datasource.username") Optional<String> user,
      @ConfigProperty(name = "quarkus.datasource.password") Optional<String> password,
      @ConfigProperty(name = "COWBELL_DB_PASSWORD_FILE") Optional<String> passwordFile) {
    this.user = user;
    this.password = new Secret("COWBELL_DB_PASSWORD", password, passwordFile.map(Path::of));
  }

  @Override
  public Map<String, String> getCredentials(String name) {
    Map<String, String> credentials = new HashMap<>();
    user.ifPresent(value -> credentials.put(USER_PROPERTY_NAME, value));
    password.now().ifPresent(value -> credentials.put(PASSWORD_PROPERTY_NAME, value));
    return credentials;
  }
}
