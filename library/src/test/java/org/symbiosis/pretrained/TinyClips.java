package org.symbiosis.pretrained;

/** Small CLIP models whose texts are made of OpenAI's tokens. */
public final class TinyClips {
    /** Two blocks of 64 channels for images of 16 px in patches of 4; 8 channels in common. */
    public static final ClipConfig CONFIG =
            new ClipConfig(
                    new ClipConfig.Image(ClipConfig.Tower.of(64, 2), 16, 4),
                    ClipConfig.Text.of(64, 1),
                    8);

    private TinyClips() {}
}
