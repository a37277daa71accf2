package io.tributary.config;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** Sees to it that no event-bus address of a configuration has two meanings. */
final class AddressPlan {

  private final Map<String, String> meanings = new LinkedHashMap<>();
  private final Reading reading;

  private AddressPlan(Reading reading) {
    this.reading = reading;
  }

  static void check(Collection<ApiDefinition> apis, String control, Reading reading) {
    var plan = new AddressPlan(reading);
    for (ApiDefinition api : apis) {
      plan.meanings.put(api.name() + ".error", "the errors of API." + api.name());
      plan.meanings.put(api.name() + ".state", "the states of API." + api.name());
    }
    plan.claim(control, "control.address", "the control address");
    for (ApiDefinition api : apis) {
      plan.claim(api.delivery().address(), key(api, "address"), "the events of API." + api.name());
    }
    for (ApiDefinition api : apis) {
      plan.checkDeadLetter(api);
    }
  }

  private void claim(String address, String keyPath, String meaning) {
    String other = meanings.putIfAbsent(address, meaning);
    if (other != null) {
      reading.problem(keyPath, taken(address, other));
    }
  }

  /** Several APIs may share an address for dead letters: each letter says whose it is. */
  private void checkDeadLetter(ApiDefinition api) {
    String other = meanings.get(api.delivery().deadLetter());
    if (other != null) {
      reading.problem(key(api, "deadLetter"), taken(api.delivery().deadLetter(), other));
    }
  }

  private static String taken(String address, String meaning) {
    return "must be an address of its own, was \"" + address + "\", which is " + meaning;
  }

  private static String key(ApiDefinition api, String key) {
    return "API." + api.name() + ".delivery." + key;
  }
}
