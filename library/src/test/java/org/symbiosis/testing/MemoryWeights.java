package org.symbiosis.testing;

import java.util.Map;
import java.util.Set;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.tensor.Shapes;
import org.symbiosis.tensor.WeightFile;

/** Tensors that stand for a file of them. */
public record MemoryWeights(Map<String, Tensor> all, Map<String, String> metadata)
        implements WeightFile {
    public MemoryWeights(Map<String, Tensor> all) {
        this(all, Map.of());
    }

    @Override
    public Set<String> names() {
        return all.keySet();
    }

    @Override
    public long[] shape(String name) {
        return Shapes.of(all.get(name));
    }

    @Override
    public Tensor tensor(String name) {
        return all.get(name);
    }

    @Override
    public void close() {}
}
