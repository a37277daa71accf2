/** Who should run an API and who does: hashing, claims and the rules between them. No I/O. */
package io.tributary.ownership.claim;
