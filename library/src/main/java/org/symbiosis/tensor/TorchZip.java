package org.symbiosis.tensor;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.symbiosis.tensor.Pickle.Malformed;
import org.symbiosis.tensor.TorchObjects.Storage;

/**
 * A zip archive of PyTorch: {@code NAME/data.pkl} and, stored without compression, {@code
 * NAME/data/KEY} for each storage.
 */
final class TorchZip implements TorchFile.Layout {
    private static final String PICKLE = "data.pkl";
    private static final int MOST_ENTRIES = 100_000;

    private final Map<String, Entry> storages;
    private final Object root;

    /** Where a file within the archive lies. */
    private record Entry(long begin, long size) {}

    private TorchZip(Map<String, Entry> storages, Object root) {
        this.storages = storages;
        this.root = root;
    }

    static boolean looksLikeOne(FileChannel file) throws IOException {
        ByteBuffer first = ByteBuffer.allocate(4);
        file.read(first, 0);
        return first.getInt(0) == 0x504b0304;
    }

    static TorchZip read(Path path, FileChannel file) throws IOException {
        Map<String, Entry> entries = entries(path);
        String folder = null;
        for (String name : entries.keySet()) {
            if (name.equals(PICKLE) || name.endsWith("/" + PICKLE)) {
                String its = name.substring(0, name.length() - PICKLE.length());
                folder = folder == null || its.length() < folder.length() ? its : folder;
            }
        }
        if (folder == null) {
            throw new Malformed("it is a zip archive, but none of PyTorch: it has no data.pkl");
        }
        checkByteOrder(entries.get(folder + "byteorder"), file);
        Entry pickle = entries.get(folder + PICKLE);
        PickleInput in = new PickleInput(file, pickle.begin(), pickle.begin() + pickle.size());
        Object root = Pickle.read(in, new TorchObjects());
        Map<String, Entry> storages = new HashMap<>();
        String data = folder + "data/";
        entries.forEach(
                (name, entry) -> {
                    if (name.startsWith(data)) {
                        storages.put(name.substring(data.length()), entry);
                    }
                });
        return new TorchZip(storages, root);
    }

    private static Map<String, Entry> entries(Path path) throws IOException {
        Map<String, Entry> entries = new HashMap<>();
        try (ZipFile zip = ZipFile.builder().setPath(path).get()) {
            for (ZipArchiveEntry e : Collections.list(zip.getEntries())) {
                if (entries.size() > MOST_ENTRIES) {
                    throw new Malformed("it has more than " + MOST_ENTRIES + " entries");
                }
                boolean plain = e.getMethod() == ZipEntry.STORED && e.getDataOffset() >= 0;
                if (plain
                        && entries.put(e.getName(), new Entry(e.getDataOffset(), e.getSize()))
                                != null) {
                    throw new Malformed("it has two entries '" + e.getName() + "'");
                }
            }
        } catch (Malformed e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // The zip reader throws anything on broken archives.
            throw new Malformed("it is truncated or no zip archive");
        }
        return entries;
    }

    private static void checkByteOrder(Entry order, FileChannel file) throws IOException {
        if (order != null && order.size() < 16) {
            PickleInput in = new PickleInput(file, order.begin(), order.begin() + order.size());
            if (in.text(order.size()).strip().equals("big")) {
                throw new Malformed("its values are written big end first");
            }
        }
    }

    @Override
    public long place(Storage storage) throws Malformed {
        Entry entry = storages.get(storage.key());
        if (entry == null) {
            throw new Malformed("it lacks the values of storage " + storage.key());
        }
        if (storage.start() != 0
                || Math.multiplyExact(storage.count(), storage.width()) > entry.size()) {
            throw new Malformed("storage " + storage.key() + " is smaller than its tensors");
        }
        return entry.begin();
    }

    @Override
    public Object root() {
        return root;
    }
}
