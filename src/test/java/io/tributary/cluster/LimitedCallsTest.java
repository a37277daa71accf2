package io.tributary.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.testkit.Waiting;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class LimitedCallsTest {

  private final CountDownLatch back = new CountDownLatch(1);
  private Vertx vertx;

  @BeforeEach
  void use(Vertx vertx) {
    this.vertx = vertx;
  }

  @AfterEach
  void release() {
    back.countDown();
  }

  private LimitedCalls calls(int threads, long limitMillis) {
    return new LimitedCalls(vertx, vertx.createSharedWorkerExecutor("calls", threads), limitMillis);
  }

  private String whenBack() throws InterruptedException {
    back.await();
    return "late";
  }

  private static Throwable failure(Future<?> call) {
    return Waiting.result(call.transform(it -> Future.succeededFuture(it.cause())));
  }

  @Test
  void whoIsNotAnsweredIsToldSoAndMayAskAgain() {
    LimitedCalls calls = calls(2, 50);

    assertThat(failure(calls.call(this::whenBack)))
        .isInstanceOf(TimeoutException.class)
        .hasMessage("expected an answer of the cluster within 50 ms, got none");
    // The first call holds its thread still.
    assertThat(Waiting.result(calls.call(() -> "answer"))).isEqualTo("answer");
  }

  @Test
  void theTimeInWhichACallWaitsForAThreadDoesNotCount() {
    LimitedCalls calls = calls(1, 50);
    Future<String> first = calls.call(this::whenBack);
    Future<String> second = calls.call(() -> "answer");

    assertThat(failure(first)).isInstanceOf(TimeoutException.class);
    assertThat(second.isComplete()).isFalse();
    back.countDown();

    assertThat(Waiting.result(second)).isEqualTo("answer");
  }

  @Test
  void aFailureIsPassedOn() {
    assertThat(
            failure(
                calls(1, 60_000)
                    .call(
                        () -> {
                          throw new IOException("gone");
                        })))
        .isInstanceOf(IOException.class)
        .hasMessage("gone");
  }
}
