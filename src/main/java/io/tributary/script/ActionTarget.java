package io.tributary.script;

/** What the actions of one API act on. Called on the event loop of its stream. */
public interface ActionTarget {

  void disconnect(String apiName);

  void connect(String apiName);

  /**
   * Publishes on the event bus.
   *
   * @param body any JSON value
   */
  void publish(String address, Object body);

  /** Code was to run, and this came of it. */
  void ran(SnippetResult result);

  /** An action failed; the stream goes on. */
  void failed(String message);
}
