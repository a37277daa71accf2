package io.tributary.connection;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Why a connection could not be made or did not last: a value, never an exception. */
public sealed interface Failure {

  /** What follows from a failure. */
  enum Verdict {
    /** A loss: the stream reconnects while its attempts last. */
    RETRY,
    /** Trying again would not help. */
    FAIL,
    /** The server said that there is nothing more to come. */
    CLOSE
  }

  ErrorType type();

  default Verdict verdict() {
    return Verdict.RETRY;
  }

  /** What was expected and what came: lower case, no full stop. */
  String message();

  /** The connection was refused, reset or cut. */
  record Connect(String message) implements Failure {
    @Override
    public ErrorType type() {
      return ErrorType.CONNECT;
    }
  }

  /** The server ended the response in good order. */
  record Ended() implements Failure {
    @Override
    public ErrorType type() {
      return ErrorType.CONNECT;
    }

    @Override
    public String message() {
      return "the server ended the stream";
    }
  }

  /** The TLS handshake failed. */
  record Tls(String message) implements Failure {
    @Override
    public ErrorType type() {
      return ErrorType.TLS;
    }
  }

  /** The connect took too long. */
  record Timeout(Duration limit) implements Failure {
    @Override
    public ErrorType type() {
      return ErrorType.TIMEOUT;
    }

    @Override
    public String message() {
      return "expected a connection within " + limit.toMillis() + " ms";
    }
  }

  /** The server was silent for too long. */
  record Idle(Duration limit) implements Failure {
    @Override
    public ErrorType type() {
      return ErrorType.IDLE;
    }

    @Override
    public String message() {
      return "expected a byte within " + limit.toMillis() + " ms, got none";
    }
  }

  /**
   * The server answered, but not with a stream.
   *
   * @param code the HTTP status
   * @param reasonPhrase what stands beside it
   * @param headers of the response, by lower-case name
   * @param verdict what the definition makes of this status
   * @param retryAfter what a {@code Retry-After} header asks for
   */
  record Status(
      int code,
      String reasonPhrase,
      Map<String, String> headers,
      Verdict verdict,
      Optional<Duration> retryAfter)
      implements Failure {
    @Override
    public ErrorType type() {
      return ErrorType.STATUS;
    }

    @Override
    public String message() {
      return "expected HTTP 200, got " + code;
    }
  }

  /** HTTP 200, but not an event stream. */
  record ContentType(String got) implements Failure {
    @Override
    public ErrorType type() {
      return ErrorType.CONTENT_TYPE;
    }

    @Override
    public Verdict verdict() {
      return Verdict.FAIL;
    }

    @Override
    public String message() {
      return "expected content type text/event-stream, got " + got;
    }
  }

  /** A redirect that cannot be followed. */
  record Redirect(int code, Verdict verdict, String message) implements Failure {
    @Override
    public ErrorType type() {
      return ErrorType.REDIRECT;
    }
  }

  /** The peer sent something that is not HTTP. */
  record Protocol(String message) implements Failure {
    @Override
    public ErrorType type() {
      return ErrorType.PROTOCOL;
    }
  }

  /** It is not known where to start from. */
  record Checkpoint(String message) implements Failure {
    @Override
    public ErrorType type() {
      return ErrorType.DELIVERY;
    }

    @Override
    public Verdict verdict() {
      return Verdict.FAIL;
    }
  }

  /** The credentials could not be had or were not accepted. */
  record Auth(Verdict verdict, String message) implements Failure {
    @Override
    public ErrorType type() {
      return ErrorType.AUTH;
    }
  }
}
