/** What a definition wants done on its events and errors, wired to its stream. */
package io.tributary.stream.action;
