package dev.cowbell.images;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A program for hosts without Kubernetes: unpacked at /, it has a runtime of its own, a systemd
 * unit and a file of settings to begin with.
 *
 * @param home root of the checkout, where units and settings are
 */
record Tarball(Path home) {

  /** Where it was written. */
  Path write(Stage stage, Revision revision, Path folder, Path work) throws IOException {
    String name = stage.program().name();
    Path extra = work.resolve(name + "-extra");
    Stage.deleteAll(extra);
    lay(stage, extra);
    Path file =
        folder.resolve(
            "cowbell-%s-%s-%s.tar.gz"
                .formatted(name, revision.version(), System.getProperty("os.arch")));
    String place = "opt/cowbell/" + name;
    Command.run(
        List.of(
            "tar",
            "--sort=name",
            "--mtime=@" + Stage.AGE.getEpochSecond(),
            "--owner=0",
            "--group=0",
            "--numeric-owner",
            "--mode=u=rwX,go=rX",
            "--transform=s,^opt/java," + place + "/java,",
            "--transform=s,^opt/cowbell/\\(lib\\|app\\|generated\\|program.aot\\|sbom\\),"
                + place
                + "/\\1,",
            "--exclude=opt/cowbell/java.args",
            "--use-compress-program=gzip -n",
            "-cf",
            file.toString(),
            "-C",
            stage.root().toString(),
            "opt",
            "-C",
            extra.toString(),
            "."));
    return file;
  }

  private void lay(Stage stage, Path extra) throws IOException {
    String name = stage.program().name();
    String place = "/opt/cowbell/" + name;
    write(extra.resolve("opt/cowbell/" + name + "/java.args"), stage.arguments(place + "/"));
    Path start = extra.resolve("opt/cowbell/" + name + "/bin/cowbell-" + name);
    write(
        start,
        """
        #!/bin/sh
        export MALLOC_ARENA_MAX=1
        exec %1$s/java/bin/java @%1$s/java.args "$@"
        """
            .formatted(place));
    Files.setPosixFilePermissions(
        start, java.nio.file.attribute.PosixFilePermissions.fromString("rwxr-xr-x"));
    write(extra.resolve("opt/cowbell/" + name + "/README"), readme(name));
    Path systemd = home.resolve("deploy/systemd");
    write(
        extra.resolve("usr/lib/systemd/system/cowbell-%s.service".formatted(name)),
        Files.readString(systemd.resolve("cowbell-%s.service".formatted(name))));
    write(
        extra.resolve("etc/cowbell/%s.conf.example".formatted(name)),
        Files.readString(systemd.resolve(name + ".conf")));
  }

  private static String readme(String name) {
    String secret =
        name.equals("collector")
            ? ""
            : "install -m 600 /dev/stdin /etc/cowbell/%s-database-password    # then the password and Ctrl-D\n"
                .formatted(name);
    return """
    Cowbell's %1$s, with a Java runtime of its own. Begin with:

    cp /etc/cowbell/%1$s.conf.example /etc/cowbell/%1$s.conf    # then say there where Kafka and the database are
    %2$ssystemctl enable --now cowbell-%1$s
    journalctl -u cowbell-%1$s

    Settings: docs/configuration.md, sizes, security, alerts and removal: docs/operations.md of the project.
    What it is made of: sbom.cdx.json (CycloneDX).
    """
        .formatted(name, secret);
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
