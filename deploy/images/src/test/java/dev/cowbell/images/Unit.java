package dev.cowbell.images;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A systemd unit, started as systemd would as far as that goes without it: user, capabilities,
 * environment, credentials and folders. What it unpacked is put at its place in a mount namespace,
 * so that nothing of the host is touched.
 *
 * @param lines of the file
 */
record Unit(List<String> lines) {
  private static final String ANY_USER = "61184"; // where systemd takes its dynamic users from

  static Unit read(Path file) throws IOException {
    return new Unit(Files.readAllLines(file));
  }

  List<String> values(String key) {
    return lines.stream()
        .filter(line -> line.startsWith(key + "="))
        .map(line -> line.substring(key.length() + 1))
        .filter(value -> !value.isEmpty())
        .toList();
  }

  /**
   * Starts it.
   *
   * @param root where the tarball was unpacked
   * @param more settings, as in a drop-in
   */
  Process start(Path root, Path credentials, Map<String, String> more, Path log)
      throws IOException {
    List<String> command = new ArrayList<>(List.of("unshare", "--mount", "sh", "-ec"));
    command.add(
        """
        mount -t tmpfs none /opt
        mkdir /opt/cowbell
        mount --bind "%s/opt/cowbell" /opt/cowbell
        mount -t tmpfs none /var/lib
        for state in %s; do mkdir -p "/var/lib/$state"; chown -R %s "/var/lib/$state"; done
        exec "$@"
        """
            .formatted(root, String.join(" ", values("StateDirectory")), ANY_USER));
    command.add("sh");
    command.addAll(identity());
    command.addAll(List.of(values("ExecStart").getFirst().split(" ", -1)));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().clear();
    builder.environment().put("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
    builder.environment().putAll(environment(credentials));
    builder.environment().putAll(more);
    return builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
  }

  private List<String> identity() {
    String capabilities =
        Stream.concat(Stream.of("-all"), capabilities("CapabilityBoundingSet"))
            .reduce((one, other) -> one + "," + other)
            .orElseThrow();
    List<String> identity =
        new ArrayList<>(
            List.of("setpriv", "--reuid", ANY_USER, "--regid", ANY_USER, "--clear-groups"));
    identity.addAll(List.of("--bounding-set", capabilities, "--inh-caps", capabilities));
    identity.addAll(List.of("--ambient-caps", capabilities, "--no-new-privs", "--"));
    return identity;
  }

  private Stream<String> capabilities(String key) {
    return values(key).stream()
        .flatMap(value -> Stream.of(value.split(" ", -1)))
        .map(name -> "+" + name.toLowerCase(Locale.ROOT).replaceFirst("^cap_", ""));
  }

  private Map<String, String> environment(Path credentials) {
    Map<String, String> environment = new LinkedHashMap<>();
    for (String line : values("Environment")) {
      String[] pair = line.replace("%d", credentials.toString()).split("=", 2);
      environment.put(pair[0], pair[1]);
    }
    return environment;
  }

  /** Names of its credentials and where they are read. */
  Optional<String> credential() {
    return values("LoadCredential").stream().findFirst().map(value -> value.split(":", 2)[0]);
  }
}
