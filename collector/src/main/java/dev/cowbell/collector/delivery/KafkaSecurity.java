package dev.cowbell.collector.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

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

  /** Takes note of a setting that cannot be used. */
  @FunctionalInterface
  public interface Faults {
    /** The setting, its value, and what it has to be. */
    void fault(String key, String value, String allowed);
  }

  /** The settings in these environment variables; what is wrong with them goes to the faults. */
  public static KafkaSecurity from(Map<String, String> environment, Faults faults) {
    Protocol protocol = protocol(environment, faults);
    Optional<String> mechanism = text(environment, MECHANISM);
    Optional<Path> jaasFile = file(environment, JAAS_FILE, faults);
    if (protocol.isSasl()) {
      requireSasl(mechanism, jaasFile, faults);
    }
    return new KafkaSecurity(
        protocol,
        mechanism,
        jaasFile,
        store(environment, TRUSTSTORE, faults),
        store(environment, KEYSTORE, faults));
  }

  private static Protocol protocol(Map<String, String> environment, Faults faults) {
    String text = text(environment, PROTOCOL).orElse(Protocol.PLAINTEXT.name());
    Optional<Protocol> known =
        Arrays.stream(Protocol.values()).filter(value -> value.name().equals(text)).findFirst();
    if (known.isEmpty()) {
      faults.fault(PROTOCOL, text, "PLAINTEXT, SSL, SASL_PLAINTEXT or SASL_SSL");
    }
    return known.orElse(Protocol.PLAINTEXT);
  }

  private static void requireSasl(
      Optional<String> mechanism, Optional<Path> jaasFile, Faults faults) {
    if (mechanism.filter(MECHANISMS::contains).isEmpty()) {
      faults.fault(MECHANISM, mechanism.orElse(""), String.join(", ", MECHANISMS));
    }
    if (jaasFile.isEmpty()) {
      faults.fault(JAAS_FILE, "", "a readable file with one JAAS login module entry");
    }
  }

  private static Optional<Store> store(Map<String, String> environment, String key, Faults faults) {
    Optional<Path> passwordFile = file(environment, key + PASSWORD_FILE, faults);
    return file(environment, key, faults).map(file -> new Store(key, file, passwordFile));
  }

  private static Optional<Path> file(Map<String, String> environment, String key, Faults faults) {
    Optional<Path> file = text(environment, key).map(Path::of);
    file.filter(path -> !Files.isRegularFile(path) || !Files.isReadable(path))
        .ifPresent(
            path -> faults.fault(key, path.toString(), "a file that the collector can read"));
    return file;
  }

  private static Optional<String> text(Map<String, String> environment, String key) {
    return Optional.ofNullable(environment.get(key))
        .map(String::strip)
        .filter(text -> !text.isEmpty());
  }

  /**
   * The same as properties of a Kafka client, with the secrets.
   *
   * @throws IOException where a file cannot be read or used; the message names setting and file,
   *     never what is in it
   */
  Map<String, Object> properties() throws IOException {
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
