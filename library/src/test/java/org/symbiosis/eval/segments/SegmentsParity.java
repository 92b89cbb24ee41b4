package org.symbiosis.eval.segments;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.data.annotated.Labels;
import org.symbiosis.tensor.Plain;
import org.symbiosis.tensor.Shapes;
import org.symbiosis.testing.ParityCheck;
import org.symbiosis.testing.ParityFile;

/** Parity of the measures of segments. */
public final class SegmentsParity {
    private SegmentsParity() {}

    public static Map<String, ParityCheck> checks() {
        return Map.of("whatwhere-oracle", SegmentsParity::oracle);
    }

    private static void oracle(ParityFile file) {
        int classes = file.config().get("classes").asInt();
        int none = file.config().get("void").asInt();
        List<Labels> regions = maps(file.tensor("input.regions"), Labels.VOID);
        List<Labels> truth = maps(file.tensor("input.labels"), none);
        OracleRegions oracle = new OracleRegions(classes);
        List<Labels> named = new ArrayList<>();
        for (int i = 0; i < truth.size(); i++) {
            named.add(oracle.add(regions.get(i), truth.get(i)));
        }
        file.check("output.predictions", tensor(named));
        file.check("output.confusion", table(oracle.confusion()));
        file.check("output.miou", oracle.miou());
        file.check("output.miou_per_image", oracle.perImage());
    }

    /** Maps of a tensor {@code (B, H, W)}; one number of it means void, as do negative ones. */
    private static List<Labels> maps(Tensor ids, int none) {
        long[] shape = Shapes.of(ids);
        int w = (int) shape[2];
        int h = (int) shape[1];
        long[] all = Plain.longs(ids);
        List<Labels> maps = new ArrayList<>();
        for (int b = 0; b < shape[0]; b++) {
            int[] one =
                    Arrays.stream(all, b * w * h, (b + 1) * w * h)
                            .mapToInt(id -> id < 0 || id == none ? Labels.VOID : (int) id)
                            .toArray();
            maps.add(new Labels(w, h, one));
        }
        return maps;
    }

    private static Tensor tensor(List<Labels> maps) {
        long[] all =
                maps.stream().flatMapToInt(m -> Arrays.stream(m.ids())).asLongStream().toArray();
        return Plain.tensor(all, all.length);
    }

    /** The table {@code (predicted, true)}. */
    private static Tensor table(Confusion c) {
        long[] all = Arrays.stream(c.counts()).flatMapToLong(Arrays::stream).toArray();
        return Plain.tensor(all, all.length);
    }
}
