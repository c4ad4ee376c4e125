package dev.cowbell.collector.real;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A real pre-fork server on a free port of loopback; gone with all it forked when closed. */
public final class Server implements AutoCloseable {
  /** How many workers each is told to fork. */
  public static final int WORKERS = 3;

  private final Process process;
  private final Set<ProcessHandle> started = new LinkedHashSet<>();

  private Server(Process process) {
    this.process = process;
  }

  /** Where a program is, if this machine has it. */
  public static Optional<Path> find(String program) {
    return Stream.of("/usr/local/bin", "/usr/bin")
        .map(bin -> Path.of(bin, program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** uWSGI, which loads the application before it forks. */
  public static Server uwsgi(Path folder, Map<String, String> environment, String... options)
      throws IOException {
    copy("shop.py", folder);
    List<String> command = new ArrayList<>(List.of("uwsgi", "--plugin", "python3", "--master"));
    command.addAll(List.of("--processes", "" + WORKERS, "--http-socket", freeAddress()));
    command.addAll(List.of("--chdir", folder.toString(), "--module", "shop:application"));
    return start(command, options, folder, environment);
  }

  /** gunicorn; it loads the application before it forks where --preload says so. */
  public static Server gunicorn(Path folder, Map<String, String> environment, String... options)
      throws IOException {
    copy("shop.py", folder);
    copy("gunicorn_settings.py", folder);
    List<String> command = new ArrayList<>(List.of("gunicorn", "--bind", freeAddress()));
    command.addAll(List.of("--workers", "" + WORKERS, "--chdir", folder.toString()));
    command.addAll(List.of("--config", "gunicorn_settings.py", "shop:application"));
    return start(command, options, folder, environment);
  }

  /** unicorn, told to load the application before it forks. */
  public static Server unicorn(Path folder, Map<String, String> environment, String... options)
      throws IOException {
    copy("config.ru", folder);
    copy("unicorn_settings.rb", folder);
    List<String> command = new ArrayList<>(List.of("unicorn", "--listen", freeAddress()));
    command.addAll(List.of("--config-file", folder.resolve("unicorn_settings.rb").toString()));
    command.add(folder.resolve("config.ru").toString());
    return start(command, options, folder, environment);
  }

  /** PHP-FPM with a fixed number of workers; it has no application to load. */
  public static Server phpFpm(Path program, Path folder, Map<String, String> environment)
      throws IOException {
    Path settings = folder.resolve("php-fpm.conf");
    Files.writeString(
        settings,
        String.join(
            "\n",
            "[global]",
            "error_log = /dev/stderr",
            "[www]",
            "user = nobody",
            "group = nogroup",
            "listen = " + freeAddress(),
            "pm = static",
            "pm.max_children = " + WORKERS,
            ""));
    List<String> command = new ArrayList<>(List.of(program.toString(), "--nodaemonize"));
    command.addAll(List.of("--fpm-config", settings.toString()));
    return start(command, new String[0], folder, environment);
  }

  /** Where PHP-FPM is, whose name carries its version. */
  public static Optional<Path> findPhpFpm() throws IOException {
    try (Stream<Path> programs = Files.list(Path.of("/usr/sbin"))) {
      return programs
          .filter(program -> program.getFileName().toString().startsWith("php-fpm"))
          .filter(Files::isExecutable)
          .findFirst();
    }
  }

  private static Server start(
      List<String> command, String[] options, Path folder, Map<String, String> environment)
      throws IOException {
    command.addAll(List.of(options));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("server.log").toFile());
    builder.environment().putAll(environment);
    return new Server(builder.start());
  }

  private static void copy(String resource, Path folder) throws IOException {
    try (var source = Server.class.getResourceAsStream("/servers/" + resource)) {
      if (source == null) {
        throw new IOException(resource + " is missing from the test resources");
      }
      Files.write(folder.resolve(resource), source.readAllBytes());
    }
  }

  private static String freeAddress() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return "127.0.0.1:" + free.getLocalPort();
    }
  }

  public int masterPid() {
    return Math.toIntExact(process.pid());
  }

  /** Sends the master a signal, such as HUP. */
  public void signal(String name) throws IOException {
    remember(process.toHandle());
    Process kill = new ProcessBuilder("kill", "-" + name, "" + masterPid()).start();
    try {
      if (kill.waitFor() != 0) {
        throw new IOException("the master took no " + name);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends all it has started, by their pids. */
  @Override
  public void close() throws IOException {
    remember(process.toHandle());
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        remember(process.toHandle());
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    // A new master that a reload has left behind, and what that forked.
    started.stream().flatMap(ProcessHandle::descendants).toList().forEach(started::add);
    started.forEach(ProcessHandle::destroyForcibly);
  }

  private void remember(ProcessHandle master) {
    started.add(master);
    master.descendants().forEach(started::add);
  }
}
