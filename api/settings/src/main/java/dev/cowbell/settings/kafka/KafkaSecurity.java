package dev.cowbell.settings.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cowbell.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.types.Password;

/**
 * How the connection to Kafka is secured. Secrets are in files, which are read each time a producer
 * is made; none is held here, shown or logged. The broker's name is always checked against its
 * certificate.
 *
 * @param protocol COWBELL_KAFKA_SECURITY_PROTOCOL: PLAINTEXT
 * @param saslMechanism COWBELL_KAFKA_SASL_MECHANISM: PLAIN, SCRAM-SHA-256 or SCRAM-SHA-512;
 *     required with SASL
 * @param jaasFile COWBELL_KAFKA_SASL_JAAS_FILE, which holds one JAAS login module entry such as
 *     {@code org.apache.kafka.common.security.plain.PlainLoginModule required username="u"
 *     password="p";}; required with SASL
 * @param truststore COWBELL_KAFKA_TRUSTSTORE: else what the JDK trusts
 * @param keystore COWBELL_KAFKA_KEYSTORE, the collector's own certificate, where the broker wants
 *     one
 */
public record KafkaSecurity(
    Protocol protocol,
    Optional<String> saslMechanism,
    Optional<Path> jaasFile,
    Optional<Store> truststore,
    Optional<Store> keystore) {
  private static final String PROTOCOL = "COWBELL_KAFKA_SECURITY_PROTOCOL";
  private static final String MECHANISM = "COWBELL_KAFKA_SASL_MECHANISM";
  private static final String JAAS_FILE = "COWBELL_KAFKA_SASL_JAAS_FILE";
  private static final String TRUSTSTORE = "COWBELL_KAFKA_TRUSTSTORE";
  private static final String KEYSTORE = "COWBELL_KAFKA_KEYSTORE";
  private static final String PASSWORD_FILE = "_PASSWORD_FILE";
  private static final List<String> MECHANISMS = List.of("PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512");
  private static final String MECHANISM_ALLOWED = String.join(", ", MECHANISMS);
  private static final List<String> PROTOCOLS =
      Arrays.stream(Protocol.values()).map(Protocol::name).toList();
  private static final Pattern JAAS =
      Pattern.compile(
          "\\s*[\\w.$]+\\s+(required|requisite|sufficient|optional)\\s[^;]*.*;\\s*",
          Pattern.DOTALL);

  /** No security. */
  public static final KafkaSecurity NONE =
      new KafkaSecurity(
          Protocol.PLAINTEXT,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  /** Kafka's security protocols. */
  public enum Protocol {
    PLAINTEXT,
    SSL,
    SASL_PLAINTEXT,
    SASL_SSL;

    boolean isSasl() {
      return this == SASL_PLAINTEXT || this == SASL_SSL;
    }

    boolean isTls() {
      return this == SSL || this == SASL_SSL;
    }
  }

  /**
   * Keys or certificates in a file: PKCS12 (.p12, .pfx), JKS (.jks), else PEM.
   *
   * @param setting its name, for messages
   * @param passwordFile the same setting with _PASSWORD_FILE; PEM needs none
   */
  public record Store(String setting, Path file, Optional<Path> passwordFile) {
    String type() {
      String name = file.toString().toLowerCase(Locale.ROOT);
      if (name.endsWith(".p12") || name.endsWith(".pfx")) {
        return "PKCS12";
      }
      return name.endsWith(".jks") ? "JKS" : "PEM";
    }
  }

  /** What these settings say; what is wrong with them is a fault of theirs. */
  public static KafkaSecurity from(Settings settings) {
    Protocol protocol =
        Protocol.valueOf(
            settings.choice(
                PROTOCOL, "how the connection to Kafka is secured", "PLAINTEXT", PROTOCOLS));
    Optional<String> mechanism =
        settings.text(MECHANISM, "how one signs in to Kafka; with SASL only", MECHANISM_ALLOWED);
    Optional<Path> jaasFile =
        settings.readableFile(JAAS_FILE, "one JAAS login module entry; with SASL only");
    if (protocol.isSasl()) {
      requireSasl(mechanism, jaasFile, settings);
    }
    return new KafkaSecurity(
        protocol,
        mechanism,
        jaasFile,
        store(settings, TRUSTSTORE, "certificates to trust; else those that the JDK trusts"),
        store(settings, KEYSTORE, "own key and certificate, where brokers ask for one"));
  }

  private static void requireSasl(
      Optional<String> mechanism, Optional<Path> jaasFile, Settings settings) {
    if (mechanism.filter(MECHANISMS::contains).isEmpty()) {
      settings.fault(MECHANISM, mechanism.orElse(""), MECHANISM_ALLOWED);
    }
    if (jaasFile.isEmpty()) {
      settings.fault(JAAS_FILE, "", "a readable file with one JAAS login module entry");
    }
  }

  private static Optional<Store> store(Settings settings, String key, String purpose) {
    Optional<Path> file = settings.readableFile(key, purpose + ": .p12, .pfx, .jks, else PEM");
    Optional<Path> passwordFile =
        settings.readableFile(key + PASSWORD_FILE, "the password of " + key + "; PEM needs none");
    return file.map(path -> new Store(key, path, passwordFile));
  }

  /**
   * The same as properties of a Kafka client, with the secrets.
   *
   * @throws IOException where a file cannot be read or used; the message names setting and file,
   *     never what is in it
   */
  public Map<String, Object> properties() throws IOException {
    Map<String, Object> properties = new HashMap<>();
    properties.put("security.protocol", protocol.name());
    if (protocol.isSasl()) {
      saslMechanism.ifPresent(mechanism -> properties.put("sasl.mechanism", mechanism));
      if (jaasFile.isPresent()) {
        properties.put("sasl.jaas.config", jaas(jaasFile.get()));
      }
    }
    if (protocol.isTls()) {
      properties.put("ssl.endpoint.identification.algorithm", "https");
      put("ssl.truststore", truststore, properties);
      put("ssl.keystore", keystore, properties);
    }
    return properties;
  }

  private static Password jaas(Path file) throws IOException {
    String entry = secret(JAAS_FILE, file);
    if (!JAAS.matcher(entry).matches()) {
      throw new IOException(
          JAAS_FILE
              + " is \""
              + file
              + "\"; it has to hold one JAAS login module entry: a class name, required, options and"
              + " a semicolon");
    }
    return new Password(entry);
  }

  private static void put(String prefix, Optional<Store> store, Map<String, Object> properties)
      throws IOException {
    if (store.isEmpty()) {
      return;
    }
    Store present = store.get();
    properties.put(prefix + ".location", present.file().toString());
    properties.put(prefix + ".type", present.type());
    if (present.passwordFile().isPresent()) {
      String password = secret(present.setting() + PASSWORD_FILE, present.passwordFile().get());
      properties.put(prefix + ".password", new Password(password));
    }
  }

  private static String secret(String setting, Path file) throws IOException {
    try {
      return Files.readString(file, UTF_8).strip();
    } catch (IOException unreadable) {
      throw new IOException(
          setting
              + " is \""
              + file
              + "\", which cannot be read ("
              + unreadable.getClass().getSimpleName()
              + ")",
          unreadable);
    }
  }
}
