package io.tributary.config.yaml;

/**
 * What is wrong with a YAML text.
 *
 * @param line counted from 1; 0: unknown
 * @param column counted from 1; 0: the whole line
 * @param keyPath the key at fault; empty when the text could not be taken apart
 * @param what what was expected and what came
 */
public record YamlProblem(int line, int column, String keyPath, String what) {}
