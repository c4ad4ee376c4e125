package dev.cowbell.api.server.app;

import dev.cowbell.settings.ConfigException;
import dev.cowbell.settings.Settings;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.List;

/** Starts the API server, or says in one line why it cannot. */
@QuarkusMain
public final class ServerMain {
  private ServerMain() {}

  public static void main(String... arguments) {
    try {
      if (arguments.length == 2 && arguments[0].equals("check")) {
        System.exit(new Check(arguments[1], System.out).run());
      }
      ServerConfig config =
          ServerConfig.from(Settings.ofProcess(ServerMain.class, List.of("COWBELL_DB_PASSWORD")));
      free(config);
      config.properties().forEach(System::setProperty);
    } catch (BadStart | ConfigException bad) {
      System.err.println("cowbell-server cannot start: " + bad.getMessage());
      System.exit(2);
    }
    Quarkus.run(arguments);
  }

  /** Tries the port first: the framework would answer a busy one with pages of stack trace. */
  static void free(ServerConfig config) {
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true); // As the server itself does: connections of the last run linger.
      probe.bind(
          new InetSocketAddress(InetAddress.getByName(config.httpHost()), config.httpPort()));
    } catch (UnknownHostException e) {
      throw new BadStart(
          "COWBELL_HTTP_HOST is \"%s\": no such name or address".formatted(config.httpHost()), e);
    } catch (IOException e) {
      throw new BadStart(
          "cannot listen on %s port %d (%s): stop what listens there, or set COWBELL_HTTP_PORT or COWBELL_HTTP_HOST"
              .formatted(config.httpHost(), config.httpPort(), e.getMessage()),
          e);
    }
  }
}
