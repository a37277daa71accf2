package io.tributary.bench.client;

import io.tributary.bench.client.own.BarePublish;
import io.tributary.bench.client.own.BusStreams;
import io.tributary.bench.client.own.ParsedStreams;
import io.tributary.bench.client.own.ServiceStreams;
import io.tributary.bench.client.peer.BareVerticles;
import io.tributary.bench.client.peer.BytesOnly;
import io.tributary.bench.client.peer.EventSourceBackground;
import io.tributary.bench.client.peer.EventSourceIterator;
import io.tributary.bench.client.peer.JacksonOnly;
import io.tributary.bench.client.peer.JdkLines;
import io.tributary.bench.client.peer.OkHttpSse;
import io.tributary.bench.client.peer.VertxCodec;
import io.tributary.bench.client.peer.WebFlux;

/** Every contender by its name. */
final class Contenders {

  private Contenders() {}

  static Contender of(Variant variant) {
    return switch (variant.name()) {
      case "bare" -> new BareVerticles(variant);
      case "bytes" -> new BytesOnly(variant);
      case "parser" -> new ParsedStreams(variant);
      case "bus" -> new BusStreams(variant);
      case "service" -> new ServiceStreams(variant);
      case "publish" -> new BarePublish(variant);
      case "jackson" -> new JacksonOnly(variant);
      case "okhttp-sse" -> new OkHttpSse();
      case "okhttp-eventsource" -> new EventSourceIterator();
      case "okhttp-eventsource-background" -> new EventSourceBackground();
      case "jdk-lines" -> new JdkLines();
      case "vertx-codec" -> new VertxCodec();
      case "webflux" -> new WebFlux();
      default -> throw new IllegalArgumentException("no such contender: " + variant.name());
    };
  }
}
