package io.tributary.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A page of the documentation, as it lies in the project. */
public record Page(Path file, String text) {

  private static final Pattern FENCE = Pattern.compile("^```", Pattern.MULTILINE);

  /** A fenced block: the word after the fence, and what stands in it. */
  public record Block(String language, String text) {}

  public static Page read(String file) {
    return read(Path.of(file));
  }

  /** Every page of the project. */
  public static List<Page> all() {
    try (Stream<Path> top = Files.list(Path.of(""));
        Stream<Path> docs = Files.walk(Path.of("docs"))) {
      return Stream.concat(top, docs)
          .filter(file -> file.toString().endsWith(".md"))
          .sorted()
          .map(Page::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its fenced blocks, in order. */
  public List<Block> blocks() {
    String[] parts = FENCE.split(text, -1);
    List<Block> blocks = new ArrayList<>();
    // Between two fences, so each second part.
    for (int i = 1; i < parts.length - 1; i += 2) {
      int line = parts[i].indexOf('\n');
      blocks.add(new Block(parts[i].substring(0, line).strip(), parts[i].substring(line + 1)));
    }
    return blocks;
  }

  /** The fenced blocks of that language. */
  public List<String> blocks(String language) {
    return blocks().stream()
        .filter(block -> block.language().equals(language))
        .map(Block::text)
        .toList();
  }

  /** Its text without the fenced blocks. */
  public String prose() {
    String[] parts = FENCE.split(text, -1);
    StringBuilder prose = new StringBuilder();
    for (int i = 0; i < parts.length; i += 2) {
      prose.append(parts[i]);
    }
    return prose.toString();
  }

  @Override
  public String toString() {
    return file.toString();
  }

  private static Page read(Path file) {
    try {
      return new Page(file, Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
