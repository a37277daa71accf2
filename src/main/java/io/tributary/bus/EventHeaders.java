package io.tributary.bus;

/** What stands in the headers of an event, and only where it says something. */
public final class EventHeaders {

  /** On an event that is sent again: which redelivery this is, from 1. */
  public static final String REDELIVERY = "redelivery";

  private EventHeaders() {}
}
