package org.symbiosis.app.nested;

/**
 * What a run learns from besides its recipe; noted in its folder, so that it goes on with the same.
 *
 * @param latents folder of the cache
 * @param captions where captions are, as {@link CaptionBook} reads them; empty for none
 * @param textEncoder file or name of CLIP's text tower, empty for none
 */
public record NestedSources(String latents, String captions, String textEncoder) {
    /** Where a run notes them. */
    public static final String FILE = "sources.yaml";

    /** To be filled from a file. */
    public static final NestedSources BLANK = new NestedSources("", "", "");

    /** The same from other places, where some are given: files may have moved since. */
    public NestedSources with(String otherLatents, String otherCaptions, String otherTextEncoder) {
        return new NestedSources(
                otherLatents.isEmpty() ? latents : otherLatents,
                otherCaptions.isEmpty() ? captions : otherCaptions,
                otherTextEncoder.isEmpty() ? textEncoder : otherTextEncoder);
    }
}
