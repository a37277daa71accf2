/** What commands print and what they are asked with. */
package io.tributary.cli.terminal;
