package io.tributary.bus;

/** Every event-bus address of the service. None is written anywhere else. */
public final class Addresses {

  /** Where commands are taken unless the configuration names another address. */
  public static final String CONTROL = "sse.control";

  private Addresses() {}

  /** Errors of an API. */
  public static String error(String apiName) {
    return apiName + ".error";
  }

  /** State changes of an API. */
  public static String state(String apiName) {
    return apiName + ".state";
  }

  /** Events of an API that could not be delivered, unless its definition names another address. */
  public static String dead(String apiName) {
    return apiName + ".dead";
  }
}
