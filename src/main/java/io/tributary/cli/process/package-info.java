/** A command as a process: its Vert.x, the signals that end it, and how it ended. */
package io.tributary.cli.process;
