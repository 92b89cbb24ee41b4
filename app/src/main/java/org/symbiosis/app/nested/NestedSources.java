package org.symbiosis.app.nested;

/**
 * What a run learns from besides its recipe; noted in its folder, so that it goes on with the same.
 *
 * @param latents folder of the cache
 * @param captions file of captions, empty for none
 * @param textEncoder file or name of CLIP's text tower, empty for none
 */
public record NestedSources(String latents, String captions, String textEncoder) {
    /** Where a run notes them. */
    public static final String FILE = "sources.yaml";

    /** To be filled from a file. */
    public static final NestedSources BLANK = new NestedSources("", "", "");
}
