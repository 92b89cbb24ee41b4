package org.symbiosis.tensor;

import static org.bytedeco.pytorch.global.torch.get_num_threads;
import static org.bytedeco.pytorch.global.torch.globalContext;
import static org.bytedeco.pytorch.global.torch.set_num_threads;

import java.io.IOException;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.symbiosis.UserError;

/**
 * The settings that libtorch needs before its first tensor.
 *
 * <p>One thread for libtorch and one for OpenBLAS: two pools that spin against each other cost more
 * than they bring, so the parallelism comes from {@code train.Workers}. The JavaCPP limit on
 * resident memory is lifted, since {@link Scope} frees native memory and the limit would cost a
 * system call for each tensor. A user who sets {@code org.bytedeco.javacpp.maxPhysicalBytes} keeps
 * what they set.
 */
public final class Engine {
    private static final String MEMORY_LIMIT = "org.bytedeco.javacpp.maxPhysicalBytes";

    static {
        if (System.getProperty(MEMORY_LIMIT) == null) {
            System.setProperty(MEMORY_LIMIT, "0");
        }
        unpackWhole();
        Loader.load(org.bytedeco.pytorch.global.torch.class);
        // On processors that it does not know it would say so at every convolution of one image.
        globalContext().setUserEnabledNNPACK(false);
        useThreads(1);
    }

    /**
     * Unpacks all of libtorch before any of it is loaded. The loader would unpack and load one
     * library after the other, and the first ones would then find their siblings in the system's
     * folders, if another libtorch lies there: two versions in one process, and a crash.
     */
    private static void unpackWhole() {
        try {
            Loader.cacheResources("/org/bytedeco/pytorch/" + Loader.getPlatform() + "/");
        } catch (IOException e) {
            throw UserError.failed(
                    "cannot unpack the engine (" + e.getMessage() + ")",
                    "free 500 MB of disk, or choose another folder by"
                            + " -Dorg.bytedeco.javacpp.cachedir=FOLDER",
                    e);
        }
    }

    private Engine() {}

    /** Applies the settings, once; every class of this library that makes tensors calls it. */
    public static void start() {
        // The static initialiser has done the work.
    }

    /** Cores that this process may use. */
    public static int cores() {
        return Runtime.getRuntime().availableProcessors();
    }

    /**
     * Sets the threads of libtorch for the calling thread and of OpenBLAS for the process.
     *
     * @param threads at least 1
     */
    public static void useThreads(int threads) {
        set_num_threads(threads);
        openblas_nolapack.blas_set_num_threads(threads);
    }

    /** Threads that one libtorch operation uses on this thread. */
    public static int threads() {
        return get_num_threads();
    }

    /** A worker thread calls this first: its own operations then run on it alone. */
    public static void oneThreadHere() {
        threadsHere(1);
    }

    /**
     * Sets the threads of libtorch for the calling thread alone: for work that cannot be split over
     * workers. Matrix products stay on one.
     *
     * @param threads at least 1
     */
    public static void threadsHere(int threads) {
        set_num_threads(threads);
    }
}
