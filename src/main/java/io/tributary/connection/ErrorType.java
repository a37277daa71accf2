package io.tributary.connection;

import java.util.Locale;

/** What an error is about: the {@code type} of a {@code NAME.error} message. */
public enum ErrorType {
  /** No connection, or a connection that was lost or ended. */
  CONNECT,
  TLS,
  /** The connect took longer than {@code connectTimeout}. */
  TIMEOUT,
  /** No byte for longer than {@code idleTimeout}. */
  IDLE,
  STATUS,
  CONTENT_TYPE,
  REDIRECT,
  /** The peer does not speak HTTP. */
  PROTOCOL,
  /** An event was larger than {@code maxEventSize} and was skipped. */
  OVERSIZE,
  DELIVERY,
  SCRIPT,
  AUTH;

  private final String text = name().toLowerCase(Locale.ROOT).replace('_', '-');

  /** The word on the wire, for example {@code content-type}. */
  @Override
  public String toString() {
    return text;
  }
}
