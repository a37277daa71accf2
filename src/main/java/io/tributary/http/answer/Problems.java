package io.tributary.http.answer;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers every request that cannot be served with a problem document, never with a stack trace.
 */
public final class Problems {

  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

  private static final int FIRST_ERROR = 400;
  private static final int LAST_ERROR = 599;
  private static final int INTERNAL = 500;

  private static final Map<Integer, String> DETAILS =
      Map.of(
          400,
          "the request could not be understood",
          404,
          "nothing is served at this path",
          405,
          "this path does not take this method",
          413,
          "the body is larger than what is taken here",
          415,
          "expected Content-Type: application/json",
          INTERNAL,
          "the service failed to answer; its log says why");

  private Problems() {}

  /** Lets {@code router} answer failures, its own and those of its handlers. */
  public static void answerThoseOf(Router router) {
    IntStream.rangeClosed(FIRST_ERROR, LAST_ERROR)
        .forEach(status -> router.errorHandler(status, call -> answer(call, status)));
  }

  /** Answers a request that is no proper HTTP, and closes its connection. */
  public static void answerMalformed(HttpServerRequest request) {
    Throwable why = request.decoderResult().cause();
    Problem problem =
        why instanceof TooLongHttpHeaderException
            ? new Problem(431, "the headers are larger than what is taken here")
            : why instanceof TooLongHttpLineException
                ? new Problem(414, "the request line is longer than what is taken here")
                : new Problem(FIRST_ERROR, "the request is not HTTP/1.1 as RFC 9112 has it");
    request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    // What else of it is under way is not read.
    end(request.response(), problem).onComplete(done -> request.connection().close());
  }

  private static void answer(RoutingContext call, int status) {
    if (call.response().headWritten()) {
      call.response().reset();
      return;
    }
    Problem problem = of(call.failure(), status);
    if (problem.status() == INTERNAL) {
      LOG.error("{} {} failed", call.request().method(), call.request().path(), call.failure());
    }
    end(call.response(), problem);
  }

  private static Problem of(Throwable failure, int status) {
    if (failure instanceof Problem problem) {
      return problem;
    }
    if (failure instanceof ReplyException refused && refused.failureCode() >= FIRST_ERROR) {
      return new Problem(refused.failureCode(), refused.getMessage());
    }
    int known = status < FIRST_ERROR ? INTERNAL : status;
    return new Problem(known, DETAILS.getOrDefault(known, title(known)));
  }

  private static io.vertx.core.Future<Void> end(HttpServerResponse response, Problem problem) {
    return response
        .setStatusCode(problem.status())
        .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .end(problem.toJson(title(problem.status())).toBuffer());
  }

  private static String title(int status) {
    return HttpResponseStatus.valueOf(status).reasonPhrase();
  }
}
