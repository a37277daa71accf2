package sample;

import io.tributary.Tributary;
import io.tributary.config.ConfigFile;
import io.tributary.config.ServiceConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;

/** An application that has the whole service in it. Its argument is the configuration. */
public final class WholeService {

  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

  private final Vertx vertx = Vertx.vertx();
  private final ConfigFile file;

  private WholeService(String path) {
    file = new ConfigFile(vertx, path);
  }

  public static void main(String[] args) {
    WholeService application = new WholeService(args[0]);
    application.start().onFailure(Throwable::printStackTrace);
  }

  private Future<?> start() {
    return file.load().compose(this::deploy);
  }

  private Future<?> deploy(ServiceConfig config) {
    config.apis().keySet().forEach(name -> vertx.eventBus().consumer(name, WholeService::event));
    Tributary service = new Tributary(config);
    return vertx
        .deployVerticle(service)
        .onSuccess(id -> file.watch(LOOK_AGAIN, service::reload, Throwable::printStackTrace))
        .compose(
            id ->
                vertx
                    .eventBus()
                    .<JsonArray>request(
                        config.controlAddress(), new JsonObject().put("action", "list")))
        .onSuccess(reply -> System.out.println("streams " + reply.body().size()));
  }

  private static void event(Message<JsonObject> event) {
    System.out.println(event.address() + " " + event.body().getValue("data"));
  }
}
