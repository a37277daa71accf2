/**
 * The code and the other actions of a definition, running: {@link io.tributary.script.ApiActions}
 * performs the lists of {@code onResponse} and {@code onError} in order; {@link
 * io.tributary.script.SnippetRunner} is the port behind it that runs JavaScript.
 *
 * <p>Snippets run in processes of their own, since no JVM can stop a thread inside a built-in that
 * never looks up: {@code script.process} starts and feeds them, {@code script.sandbox} is what runs
 * inside.
 */
package io.tributary.script;
