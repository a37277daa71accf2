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

  /** Where a node of the cluster confirms others. */
  public static String ping(String nodeId) {
    return "tributary.ping." + nodeId;
  }

  /** Where a node of the cluster takes commands about the streams that it runs. */
  public static String node(String nodeId) {
    return "tributary.node." + nodeId;
  }

  /** Where a node of the cluster is asked for the events of the streams that it runs. */
  public static String events(String nodeId) {
    return "tributary.events." + nodeId;
  }

  /** Where one reader of events that come from another node of the cluster takes them. */
  public static String reader(String readerId) {
    return "tributary.reader." + readerId;
  }

  /** Tells every node of the cluster to look at the claims now. */
  public static String poke() {
    return "tributary.poke";
  }
}
