package org.symbiosis.tensor;

import static org.bytedeco.pytorch.global.torch.as_strided;
import static org.bytedeco.pytorch.global.torch.empty;
import static org.bytedeco.pytorch.global.torch.from_file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.symbiosis.UserError;
import org.symbiosis.tensor.Pickle.Malformed;
import org.symbiosis.tensor.TorchObjects.Storage;
import org.symbiosis.tensor.TorchObjects.View;

/**
 * The tensors of a file that {@code torch.save} wrote, as a zip archive (also a scripted one) or in
 * the form before PyTorch 1.6.
 *
 * <p>Tensors of nested dictionaries have their paths joined with dots as names. The file is read
 * with a closed list of what may stand in it; nothing in it is run. It is mapped, and every tensor
 * is checked to lie within it before the first one is cut.
 */
public final class TorchFile implements WeightFile {
    static {
        Engine.start();
    }

    /** Where the values of each storage begin in the file. */
    interface Layout {
        /** The place of a storage's first value. */
        long place(Storage storage) throws Malformed;

        /** The object that was saved. */
        Object root();
    }

    private final Path path;
    private final Map<String, View> views;
    private final Layout layout;
    private final Tensor all;

    private TorchFile(Path path, Map<String, View> views, Layout layout, Tensor all) {
        this.path = path;
        this.views = views;
        this.layout = layout;
        this.all = all;
    }

    /**
     * Opens a file and checks every tensor of it.
     *
     * @throws UserError when there is no such file, it is truncated or malformed, or it asks for
     *     anything that no file of weights needs
     */
    public static TorchFile open(Path path) {
        try (FileChannel file = FileChannel.open(path)) {
            Layout layout =
                    TorchZip.looksLikeOne(file)
                            ? TorchZip.read(path, file)
                            : TorchLegacy.read(file);
            Map<String, View> views = TorchNames.of(layout.root());
            for (Map.Entry<String, View> e : views.entrySet()) {
                check(e.getKey(), e.getValue(), layout, file.size());
            }
            return new TorchFile(path, views, layout, map(path, file.size()));
        } catch (NoSuchFileException e) {
            throw UserError.failed("there is no file " + path, "check the path", e);
        } catch (IOException e) {
            throw UserError.failed(
                    "cannot read " + path + " (" + e.getMessage() + ")",
                    "download it again, or save the network's state_dict() as safetensors",
                    e);
        }
    }

    private static void check(String name, View view, Layout layout, long size) throws Malformed {
        Storage s = view.storage();
        try {
            long begin = layout.place(s);
            long end = Math.addExact(begin, Math.multiplyExact(s.count(), s.width()));
            if (begin < 0 || end > size) {
                throw new Malformed("it is truncated: the values of '" + name + "' are not there");
            }
        } catch (ArithmeticException e) {
            throw new Malformed("'" + name + "' is impossibly large");
        }
    }

    private static Tensor map(Path path, long size) {
        try (Scope s = Scope.open()) {
            return Scope.keep(
                    from_file(
                            path.toAbsolutePath().toString(),
                            new BoolOptional(false),
                            new LongOptional(size),
                            new TensorOptions(ScalarType.Byte)));
        }
    }

    /** Whether a file begins as those of {@code torch.save} do. */
    static boolean looksLikeOne(Path path) {
        try (FileChannel file = FileChannel.open(path)) {
            return TorchZip.looksLikeOne(file) || TorchLegacy.looksLikeOne(file);
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public Set<String> names() {
        return views.keySet();
    }

    /** None: checkpoints keep no texts that we read. */
    @Override
    public Map<String, String> metadata() {
        return Map.of();
    }

    @Override
    public long[] shape(String name) {
        return view(name).shape().clone();
    }

    /** A contiguous tensor: a view of the mapped file where its place and strides allow. */
    @Override
    public Tensor tensor(String name) {
        View view = view(name);
        Storage s = view.storage();
        if (Shapes.count(view.shape()) == 0) {
            return empty(view.shape(), new TensorOptions(s.type()), null);
        }
        Tensor bytes = all.narrow(0, place(s), s.count() * s.width());
        if (place(s) % s.width() != 0) {
            bytes = bytes.clone();
        }
        Tensor values = bytes.view(s.type());
        long first = values.storage_offset() + view.offset();
        return as_strided(values, view.shape(), view.strides(), new LongOptional(first))
                .contiguous();
    }

    private long place(Storage storage) {
        try {
            return layout.place(storage);
        } catch (Malformed e) {
            throw new IllegalStateException("a storage that was checked is gone", e);
        }
    }

    private View view(String name) {
        View view = views.get(name);
        if (view == null) {
            throw UserError.failed(
                    path + " holds no tensor '" + name + "'", "check that it is the right file");
        }
        return view;
    }

    @Override
    public void close() {
        Scope.release(all);
    }
}
