package io.tributary.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiSourceTest {

  private static ApiSource source(String more) {
    return new ApiSource(
        "prices", ConfigTable.yaml(Buffer.buffer("{type: sse, url: 'http://h/'" + more + "}")));
  }

  @Test
  void aSecretInAFileIsReadAgainAtEachLook() {
    var content = new AtomicReference<>("old\n");
    var lookups = new Lookups(name -> Optional.empty(), path -> content.get());
    ApiSource source = source(", authorization: {bearer: '${file:/token}'}");

    assertThat(source.resolve(lookups).authorization()).contains(new Authorization.Bearer("old"));
    content.set("new\n");
    assertThat(source.resolve(lookups).authorization()).contains(new Authorization.Bearer("new"));
  }

  @Test
  void aFileThatIsGoneIsAProblemOfTheKeyThatQuotesIt() {
    var lookups =
        new Lookups(
            name -> Optional.empty(),
            path -> {
              throw new NoSuchFileException(path);
            });
    ApiSource source = source(", headers: {X-Key: '${file:/key}'}");
    assertThatThrownBy(() -> source.resolve(lookups))
        .isInstanceOf(InvalidConfig.class)
        .hasMessage("API.prices.headers.X-Key: cannot read file /key: no such file");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "; false",
        ", headers: {a: '${file:/x}'}; true",
        ", headers: {a: '$${file:/x}'}; false",
        ", headers: {a: '${NAME}'}; false",
        ", onError: [{publish: {address: a, body: [{x: '${file:/x}'}]}}]; true",
        ", onError: {executeCode: '${file:/x}'}; false",
        ", onError: {executeCode: {body: '${file:/x}'}}; false",
      })
  void onlyAQuotedFileHasToBeReadAgain(String more, boolean rereads) {
    assertThat(source(more == null ? "" : more).rereads()).isEqualTo(rereads);
  }

  @Test
  void theHashIsThatOfTheTextAsWrittenInWhateverOrder() {
    ApiSource one = source(", headers: {a: '${NAME}', b: '1'}, autoStart: true");
    ApiSource other = source(", autoStart: true, headers: {b: '1', a: '${NAME}'}");

    assertThat(one.hash())
        .isEqualTo(other.hash())
        // Other nodes may run another version: a new value here cuts a cluster in two.
        .isEqualTo("4714054f01216ec305ec1ab0d47715c354df3ab4077e9a3e66389fe306b32a71");
    assertThat(source(", headers: {a: '${NAMES}', b: '1'}, autoStart: true").hash())
        .isNotEqualTo(one.hash());
    assertThat(source(", headers: {a: '${NAME}', b: 1}, autoStart: true").hash())
        .isNotEqualTo(one.hash());
  }
}
