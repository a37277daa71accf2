package io.tributary.stream.http;

import io.tributary.connection.Failure;
import io.tributary.connection.Failure.Verdict;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a response head means for a stream (WHATWG HTML §9.2.3). Pure functions. */
final class Answer {

  private static final String EVENT_STREAM = "text/event-stream";
  private static final int OK = 200;
  private static final int NO_CONTENT = 204;
  private static final int GONE = 410;

  private Answer() {}

  /**
   * A response head.
   *
   * @param headers by lower-case name
   */
  record Head(int status, String reasonPhrase, Map<String, String> headers) {}

  /** Why this is not a stream; empty when it is one. */
  static Optional<Failure> refusal(Head head, Set<Integer> retryStatuses, Instant now) {
    if (head.status() != OK) {
      return Optional.of(
          new Failure.Status(
              head.status(),
              head.reasonPhrase(),
              head.headers(),
              verdict(head.status(), retryStatuses),
              retryAfter(head.headers().get("retry-after"), now)));
    }
    String contentType = head.headers().get("content-type");
    return isEventStream(contentType)
        ? Optional.empty()
        : Optional.of(new Failure.ContentType(contentType == null ? "none" : contentType));
  }

  private static Verdict verdict(int status, Set<Integer> retryStatuses) {
    if (status == NO_CONTENT || status == GONE) {
      return Verdict.CLOSE;
    }
    return retryStatuses.contains(status) ? Verdict.RETRY : Verdict.FAIL;
  }

  /** The essence of the MIME type decides; its parameters do not. */
  private static boolean isEventStream(String contentType) {
    if (contentType == null) {
      return false;
    }
    int parameters = contentType.indexOf(';');
    String essence = parameters < 0 ? contentType : contentType.substring(0, parameters);
    return essence.strip().toLowerCase(Locale.ROOT).equals(EVENT_STREAM);
  }

  /** Seconds or an HTTP date (RFC 9110 §10.2.3); anything else is ignored. */
  static Optional<Duration> retryAfter(String value, Instant now) {
    if (value == null) {
      return Optional.empty();
    }
    String text = value.strip();
    if (!text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      // Nine digits are 31 years: enough, and they fit.
      return Optional.of(
          Duration.ofSeconds(text.length() > 9 ? 999_999_999L : Long.parseLong(text)));
    }
    try {
      Instant date = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return Optional.of(date.isAfter(now) ? Duration.between(now, date) : Duration.ZERO);
    } catch (DateTimeException notADate) {
      return Optional.empty();
    }
  }
}
