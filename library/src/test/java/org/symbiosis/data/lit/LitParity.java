package org.symbiosis.data.lit;

import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.data.Planes;
import org.symbiosis.tensor.Plain;
import org.symbiosis.testing.ParityCheck;
import org.symbiosis.testing.ParityFile;

/** Parity of joint crops. */
public final class LitParity {
    private LitParity() {}

    public static Map<String, ParityCheck> checks() {
        return Map.of("intrinsics-crop", LitParity::crop);
    }

    private static void crop(ParityFile file) {
        Tensor image = file.tensor("input.image");
        int height = (int) image.size(2);
        int width = (int) image.size(3);
        Planes planes = new Planes(width, height, Plain.floats(image));
        long[] crops = Plain.longs(file.tensor("input.crops")); // top, left, height, width, flip
        for (int i = 0; i < crops.length / 5; i++) {
            String name = "output.crop." + i;
            JointCrop.Window window =
                    new JointCrop.Window(
                            (int) crops[5 * i + 1],
                            (int) crops[5 * i],
                            (int) crops[5 * i + 3],
                            (int) crops[5 * i + 2],
                            crops[5 * i + 4] != 0);
            double[] a = window.affine(width, height);
            file.check("output.affine." + i, a[0], 0, a[1], 0, a[2], a[3]);
            JointCrop crop = JointCrop.usual((int) file.tensor(name).size(1));
            float[] sampled = crop.sample(planes, window, 0).values();
            file.check(name, Plain.tensor(sampled, 3, crop.side(), crop.side()));
        }
    }
}
