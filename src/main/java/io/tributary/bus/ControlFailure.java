package io.tributary.bus;

import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import java.util.Collection;

/** A command that was not obeyed: the failure of its reply. */
public final class ControlFailure extends ReplyException {

  /** The command itself is wrong. */
  public static final int BAD_REQUEST = 400;

  /** No such API. */
  public static final int NOT_FOUND = 404;

  /** The stream is in a state in which the command makes no sense. */
  public static final int CONFLICT = 409;

  /** Nobody can answer now. */
  public static final int UNAVAILABLE = 503;

  private static final int LISTED = 20;

  public ControlFailure(int code, String message) {
    super(ReplyFailure.RECIPIENT_FAILURE, code, message);
  }

  /** What was expected and what came. */
  public static ControlFailure badRequest(String message) {
    return new ControlFailure(BAD_REQUEST, message);
  }

  /** Lists the APIs that there are. */
  public static ControlFailure unknownApi(String apiName, Collection<String> known) {
    String more = known.size() > LISTED ? " and " + (known.size() - LISTED) + " more" : "";
    return new ControlFailure(
        NOT_FOUND,
        "no API is named \"%s\"; known: %s%s"
            .formatted(apiName, known.stream().sorted().limit(LISTED).toList(), more));
  }

  public static ControlFailure conflict(String message) {
    return new ControlFailure(CONFLICT, message);
  }
}
