package dev.cowbell.collector.procfs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrivacyTest {

  @Test
  void environment_keepsTheNamesAndNothingElse() {
    NamingEnvironment names =
        environment(
            "DATABASE_PASSWORD=secret",
            "COWBELL_SERVICE=shop",
            "COWBELL_ARM=frozen",
            "MY_COWBELL_ARM=secret",
            "=",
            "");

    assertThat(names)
        .isEqualTo(
            new NamingEnvironment(Optional.of("shop"), Optional.of("frozen"), Optional.empty()));
    assertThat(names.toString()).doesNotContain("secret");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "service.name=shop|shop",
        "a=b,service.name=check%20out,c=d|check out",
        " service.name = shop |shop",
        "service.name=100%|100%",
        "service.name=caf%C3%A9|café",
      })
  void resourceAttributes_giveTheServiceName(String attributes, String name) {
    assertThat(environment("OTEL_RESOURCE_ATTRIBUTES=" + attributes).otelServiceName())
        .contains(name);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"api.key=secret", "service.name=", "service.namespace=x", "service.name"})
  void resourceAttributes_withoutAServiceName_giveNone(String attributes) {
    assertThat(environment("OTEL_RESOURCE_ATTRIBUTES=" + attributes).otelServiceName()).isEmpty();
  }

  @Test
  void otelServiceName_winsOverResourceAttributes() {
    assertThat(
            environment("OTEL_RESOURCE_ATTRIBUTES=service.name=b", "OTEL_SERVICE_NAME=a")
                .otelServiceName())
        .contains("a");
  }

  @Test
  void names_loseControlCharactersAndExcessLength() {
    assertThat(environment("COWBELL_SERVICE=a\nb\u001b[31mc\u202e").cowbellService())
        .contains("ab[31mc");
    assertThat(environment("COWBELL_SERVICE=" + "x".repeat(5000)).cowbellService())
        .contains("x".repeat(120));
    assertThat(environment("COWBELL_SERVICE= \t ").cowbellService()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "python3.11|python3 /srv/secret/app.py --password secret|app.py",
        "python3|python3 -u -X dev -W ignore::secret app.py|app.py",
        "python3|python3 -Bm gunicorn.app secret|gunicorn.app",
        "python3|python3 -mgunicorn secret|gunicorn",
        "python3|python3 -uX dev app.py|app.py",
        "python3|python3 --check-hash-based-pycs never app.py|app.py",
        "ruby3.1|ruby /usr/bin/unicorn -c secret|unicorn",
        "php-fpm8.2|php-fpm secret|",
        "python3|python3 -c print('secret')|",
        "python3|python3 -m secret;drop|",
        "python3|python3 -W|",
        "python3|python3|",
        "ruby|ruby -I secret x.rb|",
        "postgres|postgres -D secret|",
        "uwsgi|uwsgi --ini secret|",
      })
  void mainScript_isABaseNameOrNothing(String executable, String commandLine, String script) {
    KernelText text = KernelText.of("cmdline", commandLine.replace(' ', '\0') + "\0");

    assertThat(MainScript.parse(text, executable)).isEqualTo(Optional.ofNullable(script));
  }

  @Test
  void mainScript_ofARewrittenTitle_isNone() {
    assertThat(
            MainScript.parse(
                KernelText.of("cmdline", "gunicorn: worker [secret]\0\0\0"), "python3.11"))
        .isEmpty();
    assertThat(MainScript.parse(KernelText.of("cmdline", ""), "python3.11")).isEmpty();
  }

  private static NamingEnvironment environment(String... variables) {
    return NamingEnvironment.parse(KernelText.of("environ", String.join("\0", variables) + "\0"));
  }
}
