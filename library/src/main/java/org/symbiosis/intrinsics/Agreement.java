package org.symbiosis.intrinsics;

import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;

/** How the intrinsics of one scene under two lights are pulled together (Eq. 6.5). */
public enum Agreement {
    /** By minus their mean inner product: half the squared distance, but for a constant. */
    COSINE {
        @Override
        Tensor loss(List<Tensor> a, List<Tensor> b) {
            return similarity(a, b).neg();
        }
    },
    /** By the mean length of their difference, added up over levels: as printed. */
    LENGTH {
        @Override
        Tensor loss(List<Tensor> a, List<Tensor> b) {
            long[] channels = {1};
            Tensor sum = null;
            for (int i = 0; i < a.size(); i++) {
                Tensor difference = a.get(i).sub(b.get(i));
                Tensor length =
                        difference.norm(new ScalarOptional(new Scalar(2.0)), channels, false);
                sum = sum == null ? length.mean() : sum.add(length.mean());
            }
            return sum;
        }
    };

    /** What is made small: (). */
    abstract Tensor loss(List<Tensor> a, List<Tensor> b);

    /** Mean inner product over pixels, then over levels: 1 where they are equal, (). */
    static Tensor similarity(List<Tensor> a, List<Tensor> b) { // (B, C_i, H_i, W_i)
        Tensor sum = null;
        for (int i = 0; i < a.size(); i++) {
            Tensor level = a.get(i).mul(b.get(i)).sum(1).mean();
            sum = sum == null ? level : sum.add(level);
        }
        return sum.div(new Scalar((double) a.size()));
    }
}
