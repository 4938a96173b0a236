package org.segmentcourier.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.segmentcourier.fake.FakeSettings;

class SettingsTest {

  private final Map<String, String> values = new HashMap<>(FakeSettings.values());

  @Test
  void everySettingHasALineInTheShippedFile() {
    assertThat(values)
        .containsOnlyKeys(List.of(Setting.values()).stream().map(Setting::key).toList());
  }

  @ParameterizedTest
  @CsvSource({"500ms,PT0.5S", "30s,PT30S", "5m,PT5M", "2h,PT2H", "1d,PT24H"})
  void aDurationIsReadWithItsUnit(String text, Duration duration) {
    values.put("training.quiet", text);
    values.put("training.deadline", "2d");

    assertThat(read().duration(Setting.TRAINING_QUIET)).isEqualTo(duration);
  }

  @Test
  void aListHasItsPartsWithoutWhiteSpaceOrNone() {
    values.put("endpoints.attributes", "Location.Country, User.UserAttributes.a b");

    assertThat(read().list(Setting.ENDPOINTS_ATTRIBUTES))
        .containsExactly("Location.Country", "User.UserAttributes.a b");
    values.put("endpoints.attributes", "");
    assertThat(read().list(Setting.ENDPOINTS_ATTRIBUTES)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "delivery.batch,0",
    "delivery.batch,-1",
    "delivery.batch,100001",
    "delivery.batch,99999999999",
    "delivery.batch,ten",
    "queue.receives,1001",
    "training.quiet,0s",
    "training.quiet,-5s",
    "training.quiet,5",
    "training.quiet,5 minutes",
    "training.queue.url,http://sqs/1/training",
    "uploads.queue.url,uploads",
    "topic.arn,arn:aws:sqs:us-east-1:1:topic",
    "pinpoint.role.arn,arn:aws:sns:us-east-1:1:topic",
    "data.bucket,''",
    "endpoints.attributes,Address",
    "endpoints.attributes,'Location.Country,'",
    "endpoints.attributes,Attributes.",
    "management.origins,hawtio.example.com",
    "management.origins,https://hawtio.example.com/"
  })
  void aValueThatCanNotBeIsRefused(String key, String value) {
    values.put(key, value);

    assertThat(errors()).singleElement().asString().startsWith(key);
  }

  @Test
  void aUserNeedsAPasswordAndAPasswordAUser() {
    values.put("management.password", "correct horse");

    assertThat(errors())
        .containsExactly(
            "management.user: not set; must be a name without a colon, since management.password is"
                + " set (environment: MANAGEMENT_USER)");
    values.put("management.user", "operator");
    values.put("management.password", "");
    assertThat(errors())
        .containsExactly(
            "management.password: not set; must be 12 characters or more, since management.user is"
                + " set (environment: MANAGEMENT_PASSWORD)");
    values.put("management.user", "");
    assertThatCode(this::read).doesNotThrowAnyException();
  }

  @Test
  void aPasswordIsInNoMessage() {
    values.put("management.password", "too-short");

    assertThat(errors())
        .containsExactly("management.password = '***' (default): must be 12 characters or more");
  }

  @Test
  void aPasswordIsNotTakenFromAFile() {
    values.put("management.user", "operator");
    values.put("management.password", "correct horse");

    assertThat(errors(new Sources(Map.of(), Set.of("management.password"), Set.of())))
        .containsExactly(
            "management.password (config/application.properties): a secret does not belong into a"
                + " file; set it in the environment, as MANAGEMENT_PASSWORD");
    assertThat(errors(new Sources(Map.of("MANAGEMENT_PASSWORD", "x"), Set.of(), Set.of())))
        .isEmpty();
  }

  @Test
  void allThatIsWrongIsSaidAtOnceALineEach() {
    values.put("delivery.batch", "0");
    values.put("topic.arn", "");
    var sources =
        new Sources(Map.of("DELIVERY_BATCH", "0"), Set.of("lookup.rat", "colour"), Set.of());

    assertThat(errors(sources))
        .containsExactly(
            "colour (config/application.properties): there is no such key",
            "lookup.rat (config/application.properties): there is no such key; did you mean"
                + " lookup.rate?",
            "topic.arn: not set; must be an ARN such as arn:aws:sns:us-east-1:123456789012:topic"
                + " (environment: TOPIC_ARN)",
            "delivery.batch = '0' (environment DELIVERY_BATCH): must be a whole number from 1 to"
                + " 100000");
  }

  @Test
  void valuesThatContradictEachOtherAreRefused() {
    values.put("aws.attempt.timeout", "2m");
    values.put("training.quiet", "2d");
    values.put("training.wait", "3d");
    values.put("delivery.branch.wait", "7h");
    values.put("queue.deaths", "5");
    values.put("imports.queue.url", values.get("training.queue.url"));

    assertThat(errors())
        .containsExactly(
            "aws.attempt.timeout = '2m' (default): must be no longer than aws.call.timeout, which"
                + " is 60s",
            "training.quiet = '2d' (default): must be no longer than training.deadline, which is"
                + " 24h",
            "training.wait = '3d' (default): must be no longer than training.deadline, which is 24h",
            "delivery.branch.wait = '7h' (default): must be no longer than delivery.deadline, which"
                + " is 6h",
            "queue.receives = '5' (default): must be less than queue.deaths, which is 5",
            "imports.queue.url = 'http://sqs/1/training.fifo' (default): must be another queue than"
                + " training.queue.url");
  }

  @Test
  void aMisspeltVariableIsRefusedUnlessTheRightOneIsSetToo() {
    assertThat(errors(new Sources(Map.of("TRAINING_QUITE", "5s"), Set.of(), Set.of())))
        .containsExactly(
            "TRAINING_QUITE (environment): there is no such variable; did you mean TRAINING_QUIET?");
    assertThatCode(
            () ->
                read(
                    new Sources(
                        Map.of("TRAINING_QUITE", "5s", "TRAINING_QUIET", "5s"),
                        Set.of(),
                        Set.of())))
        .doesNotThrowAnyException();
  }

  @Test
  void variablesOfOthersAreNoneOfItsBusiness() {
    var others = Map.of("BASE_NAME", "x", "HOST_NAME", "x", "PATH", "x", "CAMEL_MAIN_NAME", "x");

    assertThatCode(() -> read(new Sources(others, Set.of(), Set.of()))).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "camel.main.shutdownTimeout",
        "camel.main.shutdown-timeout",
        "camel.main.shutdown.timeout",
        "camel.routeController.enabled",
        "camel.threadpool.config[slow].poolSize",
        "camel.rest.corsHeaders.origin",
        "camel.component.aws2-sqs.region",
        "camel.beans.clock",
        "camel.routeTemplate[0].template-id",
        "camel.vault.aws.region"
      })
  void aKeyThatCamelTakesIsKnown(String key) {
    assertThat(errors(new Sources(Map.of(), Set.of(key), Set.of()))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "camel.main.shutdownTimout, ; did you mean camel.main.shutdownTimeout?",
    "camel.helth.enabled, ; did you mean camel.health.enabled?",
    "camel.componet.direct.block, ; did you mean camel.component.direct.block?",
    "camel.main.name.x, ; did you mean camel.main.name?",
    "camel.main.tangerine, ''",
    "camel.tangerine, ''"
  })
  void aKeyThatCamelDoesNotTakeIsRefused(String key, String meant) {
    assertThat(errors(new Sources(Map.of(), Set.of(key), Set.of())))
        .containsExactly(key + " (config/application.properties): there is no such key" + meant);
  }

  @Test
  void aVariableThatCamelDoesNotTakeIsRefused() {
    var sources =
        new Sources(
            Map.of("CAMEL_MAIN_SHUTDOWN_TIMOUT", "9", "CAMEL_HEALTH_TANGERINE", "9"),
            Set.of(),
            Set.of());

    assertThat(errors(sources))
        .containsExactly(
            "CAMEL_HEALTH_TANGERINE (environment): there is no such variable",
            "CAMEL_MAIN_SHUTDOWN_TIMOUT (environment): there is no such variable; did you mean"
                + " CAMEL_MAIN_SHUTDOWNTIMEOUT?");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CAMEL_MAIN_SHUTDOWN_TIMEOUT",
        "CAMEL_MAIN_INITIAL_PROPERTIES_LOCATION",
        "CAMEL_MANAGEMENT_PORT",
        "CAMEL_MAIN_SERVICE_HOST",
        "CAMEL_MAIN_PORT_80_TCP",
        "CAMEL_HOME",
        "CAMEL_HUMPS_NUMBER"
      })
  void aVariableOfCamelOrOfNobodyIsNoneOfItsBusiness(String variable) {
    assertThat(errors(new Sources(Map.of(variable, "9"), Set.of(), Set.of()))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "camel.main.shutdownTimeout|ten|a whole number",
        "camel.main.shutdown-timeout|2.5|a whole number",
        "camel.health.enabled|yes|true or false",
        "camel.resilience4j.failureRateThreshold|half|a number",
        "camel.health.exposureLevel|ful|one of full, default, oneline",
        "camel.main.startupSummaryLevel|loud|one of Verbose, Default, Brief, Oneline, Off"
      })
  void aValueThatCamelWouldNotUnderstandIsRefused(String key, String value, String right) {
    values.put(key, value);

    assertThat(errors(new Sources(Map.of(), Set.of(key), Set.of())))
        .containsExactly(
            "%s = '%s' (config/application.properties): must be %s".formatted(key, value, right));
  }

  @ParameterizedTest
  @CsvSource({
    "camel.main.shutdownTimeout, 10",
    "camel.routecontroller.backOffDelay, 1m30s",
    "camel.routecontroller.backOffMaxAttempts, -1",
    "camel.health.enabled, TRUE",
    "camel.resilience4j.failureRateThreshold, 12.5",
    "camel.main.startupSummaryLevel, oneline",
    "camel.rest.hostNameResolver, all-local-ip",
    "camel.main.allowUseOriginalMessage, #bean:no",
    "camel.main.dumpRoutes, false",
    "camel.main.name, ten",
    "camel.component.direct.block, perhaps",
    "camel.threadpool.config[slow].poolSize, ten"
  })
  void aValueThatCamelMayUnderstandIsTaken(String key, String value) {
    values.put(key, value);

    assertThat(errors(new Sources(Map.of(), Set.of(key), Set.of()))).isEmpty();
  }

  @Test
  void aVariablesValueThatCamelWouldNotUnderstandIsRefused() {
    var sources =
        new Sources(
            Map.of("CAMEL_MAIN_SHUTDOWNTIMEOUT", "ten", "CAMEL_HUMPS_NUMBER", "two"),
            Set.of(),
            Set.of());

    assertThat(errors(sources))
        .containsExactly(
            "CAMEL_MAIN_SHUTDOWNTIMEOUT = 'ten' (environment): must be a whole number");
  }

  /** They can't be read before the settings are: a key may be theirs, unless it is like ours. */
  @Test
  void ofRoutesInS3EveryKeyIsKnownThatIsLikeNoOther(@TempDir Path config) throws Exception {
    Files.writeString(
        config.resolve("application.properties"), "mail.folder=/mail\nlookup.rat=5\n");

    assertThat(errors(Sources.of(config, "s3://bucket/routes/")))
        .singleElement()
        .asString()
        .startsWith("lookup.rat (config/application.properties): there is no such key");
  }

  @Test
  void aKeyThatTheOperatorsRoutesUseIsKnown(@TempDir Path config) throws Exception {
    Files.createDirectory(config.resolve("routes"));
    Files.writeString(
        config.resolve("routes/email.camel.yaml"), "- to: \"file:{{mail.folder:/tmp}}\"");
    Files.writeString(
        config.resolve("application.properties"),
        "mail.folder=/mail\nmail.folders=/mail\ncamel.main.name=x\n");

    assertThat(errors(Sources.of(config, config.resolve("routes").toString())))
        .containsExactly(
            "mail.folders (config/application.properties): there is no such key; did you mean"
                + " mail.folder?");
  }

  /** Emacs leaves a dangling link beside a file that is being edited. */
  @Test
  void whatCantBeReadBesideTheOperatorsRoutesIsNoReasonNotToStart(@TempDir Path config)
      throws Exception {
    var routes = Files.createDirectory(config.resolve("routes"));
    Files.createSymbolicLink(routes.resolve(".#sms.camel.yaml"), Path.of("me@host.1"));
    Files.createSymbolicLink(routes.resolve("gone.camel.yaml"), Path.of("nowhere"));
    Files.createDirectory(routes.resolve("folder.camel.yaml"));
    Files.write(routes.resolve("latin.camel.yaml"), new byte[] {'{', '{', 'k', '.', (byte) 0xE9});
    Files.writeString(routes.resolve("sms.camel.yaml"), "- to: \"file:{{mail.folder}}\"");
    Files.writeString(config.resolve("application.properties"), "mail.folder=x\nlokup.rate=x\n");

    assertThat(errors(Sources.of(config, routes.toString())))
        .singleElement()
        .asString()
        .startsWith("lokup.rate (config/application.properties): there is no such key");
  }

  /** A key is set before the route comes that needs it, and stays when that is taken away. */
  @Test
  void aKeyThatNoRouteUsesYetMayBeThereIfItBeginsWithAWordOfItsOwn(@TempDir Path config)
      throws Exception {
    Files.writeString(
        config.resolve("application.properties"),
        "webhook.url=x\nlookup.colour=x\nlokup.rate=x\nwebhook.urls=x\n");
    Files.createDirectory(config.resolve("routes"));

    assertThat(errors(Sources.of(config, config.resolve("routes").toString())))
        .containsExactly(
            "lokup.rate (config/application.properties): there is no such key; did you mean"
                + " lookup.rate?",
            "lookup.colour (config/application.properties): there is no such key; did you mean"
                + " lookup.rate?");
  }

  @Test
  void aPlaceholderThatStandsForNothingIsNamed() {
    var sources = new Sources(Map.of(), Set.of("data.bucket"), Set.of());

    assertThatThrownBy(
            () ->
                Settings.of(
                    key -> {
                      if (key.equals("data.bucket")) {
                        throw new IllegalArgumentException("Property with key [oops] not found");
                      }
                      return Optional.ofNullable(values.get(key));
                    },
                    sources))
        .isInstanceOf(BadSettings.class)
        .hasMessageContaining(
            "data.bucket (config/application.properties): Property with key [oops] not found");
  }

  private Settings read() {
    return read(Sources.NONE);
  }

  private Settings read(Sources sources) {
    return Settings.of(key -> Optional.ofNullable(values.get(key)), sources);
  }

  private List<String> errors() {
    return errors(Sources.NONE);
  }

  private List<String> errors(Sources sources) {
    try {
      read(sources);
      return List.of();
    } catch (BadSettings e) {
      return e.errors();
    }
  }
}
