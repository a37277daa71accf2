package io.tributary.checkpoint;

/** What is stored of one API. */
record Entry(String source, String lastEventId) {}
