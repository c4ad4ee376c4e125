package dev.cowbell.api.server.app;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Key pairs that vouch for themselves, made by the JDK's keytool: NAME.crt and NAME.key in a
 * folder.
 */
record TestCertificates(Path folder) {
  private static final String PASSWORD = "changeit";

  Path certificate(String name) {
    return folder.resolve(name + ".crt");
  }

  Path key(String name) {
    return folder.resolve(name + ".key");
  }

  void make(String name) throws IOException, GeneralSecurityException, InterruptedException {
    Path store = folder.resolve(name + ".p12");
    String[] place = {"-keystore", store.toString(), "-storepass", PASSWORD, "-alias", "it"};
    keytool(
        place,
        "-genkeypair",
        "-keyalg",
        "EC",
        "-dname",
        "CN=" + name + ",O=Cowbell tests",
        "-ext",
        "san=ip:127.0.0.1,dns:localhost",
        "-ext",
        "bc:c",
        "-validity",
        "2",
        "-storetype",
        "PKCS12");
    keytool(place, "-exportcert", "-rfc", "-file", certificate(name).toString());
    Files.writeString(key(name), pem(store));
  }

  private static String pem(Path store) throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    Key key = keys.getKey("it", PASSWORD.toCharArray());
    String body =
        Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(key.getEncoded());
    return "-----BEGIN PRIVATE KEY-----\n" + body + "\n-----END PRIVATE KEY-----\n";
  }

  private void keytool(String[] place, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    command.addAll(List.of(place));
    Path output = folder.resolve("keytool.out");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw new IOException("keytool failed: " + Files.readString(output));
    }
  }
}
