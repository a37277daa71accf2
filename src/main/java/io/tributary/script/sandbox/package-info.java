/**
 * The inside of a script process: a JVM of its own in which snippets run, started and fed by {@code
 * io.tributary.script}.
 *
 * <p>{@code ScriptProcess} reads batches and answers them; {@code Sandbox} holds the JavaScript
 * context; {@code prelude.js} builds and freezes what a snippet sees; {@code Watchdog} ends runs
 * that take too long or too much. What cannot be ended takes the process with it, and nothing else.
 */
package io.tributary.script.sandbox;
