package org.symbiosis.data;

import java.util.List;

/** Which mean is taken off each channel, and what it is divided by. */
public enum Normalisation {
    /** Statistics of ImageNet. */
    IMAGENET(List.of(0.485f, 0.456f, 0.406f), List.of(0.229f, 0.224f, 0.225f)),
    /** Statistics of CIFAR-10. */
    CIFAR10(List.of(0.4914f, 0.4822f, 0.4465f), List.of(0.2470f, 0.2435f, 0.2616f)),
    /** Statistics of CLIP's training images. */
    CLIP(
            List.of(0.48145467f, 0.4578275f, 0.40821072f),
            List.of(0.26862955f, 0.2613026f, 0.2757771f)),
    /** From [0, 1] to [-1, 1]. */
    HALF(List.of(0.5f, 0.5f, 0.5f), List.of(0.5f, 0.5f, 0.5f)),
    /** Values stay in [0, 1]. */
    NONE(List.of(0f, 0f, 0f), List.of(1f, 1f, 1f));

    private final Channels channels;

    /** Three means and three deviations. */
    private record Channels(List<Float> mean, List<Float> deviation) {}

    Normalisation(List<Float> mean, List<Float> deviation) {
        this.channels = new Channels(mean, deviation);
    }

    /** Writes normalised values of an image into {@code out} from {@code at} on. */
    public void normalise(Planes image, float[] out, int at) {
        int plane = image.width() * image.height();
        for (int c = 0; c < 3; c++) {
            float mean = channels.mean().get(c);
            float deviation = channels.deviation().get(c);
            for (int i = c * plane; i < (c + 1) * plane; i++) {
                out[at + i] = (image.values()[i] - mean) / deviation;
            }
        }
    }

    /**
     * Undoes the normalisation of one image, in place.
     *
     * @param values {@code (3, height, width)}
     */
    public void undo(float[] values) {
        int plane = values.length / 3;
        for (int c = 0; c < 3; c++) {
            float mean = channels.mean().get(c);
            float deviation = channels.deviation().get(c);
            for (int i = c * plane; i < (c + 1) * plane; i++) {
                values[i] = values[i] * deviation + mean;
            }
        }
    }
}
