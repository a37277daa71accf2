/** Where the last done event of each API is kept, so that a start resumes from it. */
package io.tributary.checkpoint;
