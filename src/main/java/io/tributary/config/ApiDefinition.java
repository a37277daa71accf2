package io.tributary.config;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One SSE API as its user defined it: validated, with every default filled in. Immutable.
 *
 * @param name what users and addresses call it
 * @param url an absolute http or https URL, {@code parameters} already part of its query
 * @param method the HTTP method, upper case
 * @param body what is sent with every connect
 * @param autoStart false: waits for a {@code connect} command
 * @param headers request headers in the order they were written
 * @param onResponse what to do with each event, beside delivering it
 * @param onError what to do on each connection error
 */
public record ApiDefinition(
    String name,
    URI url,
    String method,
    Optional<String> body,
    boolean autoStart,
    Map<String, String> headers,
    Optional<Authorization> authorization,
    Optional<SslConfig> ssl,
    Optional<ProxyConfig> proxy,
    SseOptions sse,
    DeliveryConfig delivery,
    List<Action> onResponse,
    List<Action> onError) {}
