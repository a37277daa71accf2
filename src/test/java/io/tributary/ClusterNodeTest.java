package io.tributary;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.ownership.Standing;
import io.vertx.core.json.JsonArray;
import io.vertx.ext.healthchecks.Status;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ClusterNodeTest {

  @Test
  void aNodeInTouchWithEnoughOthersIsReadyOnceAllBackupsAreComplete() {
    assertThat(readiness(Status.OK(), true).isOk()).isTrue();
    assertThat(readiness(Status.KO(), true).isOk()).isFalse();
  }

  @Test
  void aNodeThatMayNotEmitIsNotReadyAndShowsWhy() {
    Status alone = readiness(Status.OK(), false);
    assertThat(alone.isOk()).isFalse();
    assertThat(alone.getData().getMap())
        .containsEntry("members", 1)
        .containsEntry("quorum", 2)
        .containsEntry("inTouch", false)
        .containsEntry("disputed", new JsonArray().add("a").add("b"));
  }

  private static Status readiness(Status safe, boolean inTouch) {
    Standing now = new Standing(1, 1, 3, 2, inTouch, 5, 7, 0.5, Set.of("b", "a"));
    return ClusterNode.readiness(safe, "host:5701", now);
  }
}
