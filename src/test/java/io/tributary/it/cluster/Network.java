package io.tributary.it.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A switch with hosts, each a network namespace, inside a namespace that the process has for itself
 * ({@code unshare -rnm}): packets between any two of them can be dropped.
 */
final class Network {

  private static final String PREFIX = "10.9.0.";

  private final List<Integer> hosts = new ArrayList<>();

  /** Makes the switch; this process is on it too. */
  Network() throws IOException {
    run("mount", "-t", "tmpfs", "tmpfs", "/run");
    run("ip", "link", "set", "lo", "up");
    run("ip", "link", "add", "br0", "type", "bridge");
    run("ip", "addr", "add", PREFIX + "1/24", "dev", "br0");
    run("ip", "link", "set", "br0", "up");
  }

  /** The address of a host; that of this process is 1. */
  static String address(int host) {
    return PREFIX + host;
  }

  /** Adds a host. */
  void add(int host) throws IOException {
    String name = name(host);
    String cable = "v" + host;
    run("ip", "netns", "add", name);
    run("ip", "link", "add", cable, "type", "veth", "peer", "name", "eth0", "netns", name);
    run("ip", "link", "set", cable, "master", "br0", "up");
    inside(host, "ip", "addr", "add", address(host) + "/24", "dev", "eth0");
    inside(host, "ip", "link", "set", "eth0", "up");
    inside(host, "ip", "link", "set", "lo", "up");
    hosts.add(host);
  }

  /** The words before a command that runs it on a host. */
  static List<String> on(int host) {
    return List.of("ip", "netns", "exec", name(host));
  }

  /** Drops every packet between a host and all others but this process. */
  void cut(int host) throws IOException {
    String others =
        hosts.stream()
            .filter(it -> it != host)
            .map(Network::address)
            .collect(Collectors.joining(", "));
    String rules =
        """
        add table inet cut
        add chain inet cut in { type filter hook input priority 0 ; }
        add chain inet cut out { type filter hook output priority 0 ; }
        add rule inet cut in ip saddr { %s } drop
        add rule inet cut out ip daddr { %s } drop
        """
            .formatted(others, others);
    Path file = Files.writeString(Files.createTempFile("cut", ".nft"), rules);
    inside(host, "nft", "-f", file.toString());
    Files.delete(file);
  }

  /** Lets every packet pass again. */
  void heal(int host) throws IOException {
    inside(host, "nft", "delete", "table", "inet", "cut");
  }

  private static String name(int host) {
    return "n" + host;
  }

  private static void inside(int host, String... command) throws IOException {
    List<String> words = new ArrayList<>(on(host));
    words.addAll(List.of(command));
    run(words.toArray(String[]::new));
  }

  private static void run(String... command) throws IOException {
    Process process = new ProcessBuilder(command).inheritIO().start();
    if (process.onExit().join().exitValue() != 0) {
      throw new IOException("expected to succeed: " + String.join(" ", command));
    }
  }
}
