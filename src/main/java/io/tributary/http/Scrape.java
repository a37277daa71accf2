package io.tributary.http;

/** Where the metrics of this process are read. Called on worker threads. */
@FunctionalInterface
public interface Scrape {

  /**
   * All metrics in Prometheus's text format.
   *
   * @param isReady whether the service is ready, which is one of them
   */
  String metrics(boolean isReady);
}
