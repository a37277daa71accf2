package io.tributary.bench.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** The side of a {@link Child} that obeys: a command a line, a reply a line, until input ends. */
public final class CommandLoop {

  /** Does what a command asks for and returns the reply. */
  @FunctionalInterface
  public interface Command {
    String run(List<String> arguments) throws Exception;
  }

  private CommandLoop() {}

  /** Greets with {@code greeting}, then obeys; standard output belongs to the replies alone. */
  public static void serve(String greeting, Map<String, Command> commands) throws IOException {
    PrintStream replies = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    System.setOut(System.err);
    replies.println(greeting);
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      List<String> words = List.of(line.split(" "));
      replies.println(reply(commands.get(words.get(0)), words.subList(1, words.size())));
    }
  }

  private static String reply(Command command, List<String> arguments) {
    try {
      return command.run(arguments);
    } catch (Exception e) {
      e.printStackTrace();
      return Child.FAILED + e;
    }
  }
}
