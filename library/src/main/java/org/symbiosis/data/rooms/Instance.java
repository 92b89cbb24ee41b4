package org.symbiosis.data.rooms;

/**
 * Something with an id of its own in a picture.
 *
 * @param id its value in the instance map
 * @param semantic its label
 * @param name what captions call it, such as {@code red chair}
 * @param pixels that show it
 */
public record Instance(int id, Semantic semantic, String name, int pixels) {}
