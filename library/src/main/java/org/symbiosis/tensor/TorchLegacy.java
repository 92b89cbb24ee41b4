package org.symbiosis.tensor;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.symbiosis.tensor.Pickle.Malformed;
import org.symbiosis.tensor.TorchObjects.Storage;

/**
 * The form of PyTorch before 1.6: pickles of a magic number, the version, the machine, the object
 * and the keys of its storages; then each storage as its count of values and the values.
 */
final class TorchLegacy implements TorchFile.Layout {
    private static final BigInteger MAGIC = new BigInteger("1950a86a20f9469cfc6c", 16);

    private static final long VERSION = 1001;

    private final Object root;
    private final Map<String, Long> places = new HashMap<>();
    private final Map<String, Long> counts = new HashMap<>();

    private TorchLegacy(Object root) {
        this.root = root;
    }

    /** Whether a file begins as a pickle of protocol 2 or later does, and not as safetensors. */
    static boolean looksLikeOne(FileChannel file) throws IOException {
        ByteBuffer first = ByteBuffer.allocate(9);
        file.read(first, 0);
        boolean pickle = first.get(0) == (byte) 0x80 && first.get(1) >= 2 && first.get(1) <= 5;
        return pickle && first.get(8) != '{';
    }

    static TorchLegacy read(FileChannel file) throws IOException {
        PickleInput in = new PickleInput(file, 0, file.size());
        if (!looksLikeOne(file)
                || !MAGIC.equals(Pickle.read(in, new Storages()))
                || !Long.valueOf(VERSION).equals(Pickle.read(in, new Storages()))) {
            throw new Malformed("it was not written by torch.save");
        }
        if (Pickle.read(in, new Storages()) instanceof Map<?, ?> machine
                && Boolean.FALSE.equals(machine.get("little_endian"))) {
            throw new Malformed("its values are written big end first");
        }
        Storages storages = new Storages();
        TorchLegacy layout = new TorchLegacy(Pickle.read(in, storages));
        layout.locate(in, Pickle.read(in, new Storages()), storages, file.size());
        return layout;
    }

    /** Remembers how wide the values of each storage are: the file says only how many. */
    private static final class Storages implements Pickle.Objects {
        private final TorchObjects objects = new TorchObjects();
        private final Map<String, Storage> seen = new HashMap<>();

        @Override
        public Pickle.Symbol symbol(String module, String name) throws Malformed {
            return objects.symbol(module, name);
        }

        @Override
        public Object call(Pickle.Symbol function, List<?> arguments) throws Malformed {
            return objects.call(function, arguments);
        }

        @Override
        public Object build(Object object, Object state) {
            return objects.build(object, state);
        }

        @Override
        public Object persistent(Object identity) throws Malformed {
            Storage storage = (Storage) objects.persistent(identity);
            seen.put(storage.key(), storage);
            return storage;
        }
    }

    private void locate(PickleInput in, Object keys, Storages storages, long size)
            throws IOException {
        if (!(keys instanceof List<?> list)) {
            throw new Malformed("it has no list of its storages");
        }
        for (Object key : new ArrayList<>(list)) {
            Storage storage = key instanceof String s ? storages.seen.get(s) : null;
            if (storage == null) {
                throw new Malformed("it lists a storage that no tensor uses");
            }
            long count = in.i8();
            long begin = in.position();
            if (count < 0 || count > (size - begin) / storage.width()) {
                throw new Malformed("it is truncated in storage " + storage.key());
            }
            places.put(storage.key(), begin);
            counts.put(storage.key(), count);
            in.seek(begin + count * storage.width());
        }
    }

    @Override
    public long place(Storage storage) throws Malformed {
        Long begin = places.get(storage.key());
        if (begin == null) {
            throw new Malformed("it lacks the values of storage " + storage.key());
        }
        if (Math.addExact(storage.start(), storage.count()) > counts.get(storage.key())) {
            throw new Malformed("storage " + storage.key() + " is smaller than its tensors");
        }
        return begin + storage.start() * storage.width();
    }

    @Override
    public Object root() {
        return root;
    }
}
