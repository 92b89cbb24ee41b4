package org.symbiosis.data.rooms;

import java.util.List;

/**
 * A list of pictures that can be rendered one by one, or block by block where pictures share work.
 * Safe for several threads.
 */
interface View {
    /** What it is, for messages. */
    String name();

    /** Everything that decides the pictures' bytes, as text. */
    String key();

    /** Side of the pictures in pixels. */
    int side();

    /** Number of pictures, a multiple of {@link #perBlock()}. */
    int size();

    /** Pictures that are best rendered together. */
    int perBlock();

    /** Path of a picture, unique. */
    String path(int i);

    /** Index of the scene that a picture shows. */
    long index(int i);

    /** The scene that a picture shows, not rendered. */
    Scene scene(int i);

    /** Light slot of a picture, or -1 when it is a mixture. */
    int light(int i);

    /** Class of a picture. */
    int label(int i);

    /** Names of the classes. */
    List<String> classes();

    /** What a picture shows, in a sentence. */
    String caption(int i);

    /** One picture: (side, side, 3) bytes. */
    byte[] render(int i);

    /** All pictures of a block, in order. */
    List<byte[]> renderBlock(int block);
}
