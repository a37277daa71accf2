package io.tributary.bus;

/** What stands in the headers of an event, and only where it says something. */
public final class EventHeaders {

  /** On an event that is sent again: which redelivery this is, from 1. */
  public static final String REDELIVERY = "redelivery";

  /** In a cluster: grows whenever another node takes the API over. */
  public static final String EPOCH = "epoch";

  /** In a cluster, on an event that has its id from an event before it: {@code true}. */
  public static final String INHERITED_ID = "inheritedId";

  private EventHeaders() {}
}
