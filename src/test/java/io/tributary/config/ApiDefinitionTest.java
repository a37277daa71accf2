package io.tributary.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the keys of one API become. */
class ApiDefinitionTest {

  private static ApiDefinition parse(String more) {
    return ApiDefinition.parse("prices", yaml("type: sse\nurl: http://h/\n" + more));
  }

  private static JsonObject yaml(String text) {
    return ConfigTable.yaml(Buffer.buffer(text));
  }

  @ParameterizedTest
  @CsvSource({
    "http://h/,          'q: a b',             http://h/?q=a%20b",
    "http://h,           'q: a',               http://h?q=a",
    "http://h/?x=1,      'q: 1.10',            http://h/?x=1&q=1.10",
    "http://h/?,         'q: true',            http://h/?q=true",
    "http://h/,          '\"a&=+\": \"ü/?#\"', http://h/?a%26%3D%2B=%C3%BC%2F%3F%23",
    "http://h/ü,         'q: \"\"',            http://h/%C3%BC?q=",
    "HTTPS://h:8443/a%20b, 'q: 007',           HTTPS://h:8443/a%20b?q=007",
  })
  void parametersBecomePartOfTheUrl(String url, String parameter, String expected) {
    var definition =
        ApiDefinition.parse(
            "prices", yaml("type: sse\nuri: " + url + "\nparameters: {" + parameter + "}"));
    assertThat(definition.url()).hasToString(expected);
  }

  @Test
  void headersGoOutAsTheyWereWritten() {
    var definition = parse("headers: {B: 1.10, A: 007, C: true, D: text, E: '', F: -5}");
    assertThat(definition.headers())
        .containsExactly(
            entry("B", "1.10"),
            entry("A", "007"),
            entry("C", "true"),
            entry("D", "text"),
            entry("E", ""),
            entry("F", "-5"));
  }

  @Test
  void aBodyOfTextStaysText() {
    var definition = parse("method: post\nbody: 'a=b'");
    assertThat(definition.method()).isEqualTo("POST");
    assertThat(definition.body()).contains("a=b");
    assertThat(definition.headers()).isEmpty();
  }

  @Test
  void aBodyOfValuesIsSentAsJson() {
    var definition = parse("method: REPORT\nbody: {list: [1, null, 1.5], text: '$${x}'}");
    assertThat(definition.body()).contains("{\"list\":[1,null,1.5],\"text\":\"${x}\"}");
    assertThat(definition.headers()).containsExactly(entry("content-type", "application/json"));
  }

  @Test
  void aContentTypeOfTheUsersOwnIsKept() {
    var definition =
        parse("method: POST\nbody: [1]\nheaders: {Content-Type: application/vnd.x+json}");
    assertThat(definition.headers())
        .containsExactly(entry("Content-Type", "application/vnd.x+json"));
  }

  @Test
  void actionsKeepTheirOrderAndSayWhereTheyStand() {
    var definition =
        parse(
            """
            onResponse:
              - executeCode: one
              - publish: {address: a, body: {x: 1}}
              - disconnectSSE: {apiName: any}
              - executeCode: {body: two}
            """);
    assertThat(definition.onResponse())
        .containsExactly(
            new Action.ExecuteCode("one", "API.prices.onResponse[0].executeCode.body"),
            new Action.Publish("a", java.util.Optional.of(new JsonObject().put("x", 1))),
            new Action.DisconnectSse("any"),
            new Action.ExecuteCode("two", "API.prices.onResponse[3].executeCode.body"));
  }

  @Test
  void aFingerprintIsComparedInOneForm() {
    String pairs = "AB:".repeat(31) + "AB";
    assertThat(parse("sslConfig: {pinningFingerprint: '" + pairs + "'}").ssl().orElseThrow())
        .extracting(ssl -> ssl.pinningFingerprint().orElseThrow())
        .isEqualTo("ab".repeat(32));
  }

  @Test
  void timesAreMilliseconds() {
    assertThat(parse("sseOptions: {idleTimeout: 1500}").sse().idleTimeout())
        .isEqualTo(Duration.ofMillis(1500));
  }

  @Test
  void whoEmbedsGetsEveryProblemToo() {
    assertThatThrownBy(() -> ApiDefinition.parse("prices", new JsonObject().put("body", 5)))
        .isInstanceOf(InvalidConfig.class)
        .hasMessage(
            """
            API.prices.type: is required
            API.prices.url: is required
            API.prices.body: must be text, an object or a list, was a number""");
  }

  @Test
  void aWrongNameIsAProblemToo() {
    assertThatThrownBy(() -> ApiDefinition.parse("a.b", yaml("{type: sse, url: 'http://h/'}")))
        .hasMessage("API.a.b: the name must be a letter, then letters, digits, _ and -");
  }

  @Test
  void nothingThatIsPrintedHoldsASecret() {
    var definition =
        ApiDefinition.parse(
            "prices",
            yaml(
                """
                type: sse
                url: https://h/?key=SECRET
                headers: {X-Key: SECRET}
                authorization: {basic: {username: me, password: SECRET}}
                proxy: {type: http, host: h, port: 1, username: u, password: SECRET}
                sslConfig:
                  trustStore: {path: a.p12, password: SECRET}
                  keyStore: {path: b.p12, password: SECRET}
                """));
    assertThat(
            definition
                + ""
                + definition.authorization()
                + definition.proxy()
                + definition.ssl()
                + new Authorization.Bearer("SECRET"))
        .doesNotContain("SECRET");
  }
}
