package io.tributary.http.answer;

import io.vertx.core.json.JsonObject;

/** A request that is not served, as its client is told (RFC 9457). */
public final class Problem extends RuntimeException {

  /** The content type of the answer. */
  public static final String MEDIA_TYPE = "application/problem+json";

  private final int status;

  /**
   * A problem.
   *
   * @param status the HTTP status
   * @param detail what was expected and what came
   */
  public Problem(int status, String detail) {
    super(detail, null, false, false);
    this.status = status;
  }

  public int status() {
    return status;
  }

  /**
   * The problem document.
   *
   * @param title the reason phrase of the status
   */
  public JsonObject toJson(String title) {
    return new JsonObject()
        .put("type", "about:blank")
        .put("title", title)
        .put("status", status)
        .put("detail", getMessage());
  }
}
