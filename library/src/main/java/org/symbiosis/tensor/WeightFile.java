package org.symbiosis.tensor;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.bytedeco.pytorch.Tensor;

/** Tensors by name in a file, whatever its format. */
public interface WeightFile extends AutoCloseable {
    /**
     * Opens a safetensors file or one that {@code torch.save} wrote, told apart by their first
     * bytes.
     *
     * @throws org.symbiosis.UserError when there is no such file, or it is truncated or malformed
     */
    static WeightFile open(Path path) {
        return TorchFile.looksLikeOne(path) ? TorchFile.open(path) : Safetensors.open(path);
    }

    /** Names of the tensors in the order of the file. */
    Set<String> names();

    /** The file's own notes; empty where the format has none. */
    Map<String, String> metadata();

    /** The shape of a tensor, without reading it. */
    long[] shape(String name);

    /**
     * A tensor, owned by the caller's scope; writing to it never reaches the file.
     *
     * @throws org.symbiosis.UserError when there is no tensor of this name
     */
    Tensor tensor(String name);

    /** All tensors by name, as {@link #tensor} gives them. */
    default Map<String, Tensor> tensors() {
        return tensors("");
    }

    /** The tensors whose names begin with {@code prefix}, by the rest of their names. */
    default Map<String, Tensor> tensors(String prefix) {
        Map<String, Tensor> found = new LinkedHashMap<>();
        for (String name : names()) {
            if (name.startsWith(prefix)) {
                found.put(name.substring(prefix.length()), tensor(name));
            }
        }
        return found;
    }

    /** Gives the file back; tensors that were taken from it stay valid. */
    @Override
    void close();
}
