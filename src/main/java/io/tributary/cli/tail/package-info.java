/** {@code tail}: one stream, printed. */
package io.tributary.cli.tail;
