package org.symbiosis.app.doctor;

import static org.bytedeco.pytorch.global.torch.cuda_device_count;
import static org.bytedeco.pytorch.global.torch.cuda_is_available;
import static org.bytedeco.pytorch.global.torch.get_num_interop_threads;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.bytedeco.pytorch.Tensor;
import org.symbiosis.tensor.Engine;

/**
 * The facts.
 *
 * @param versions of what runs
 * @param machine processor and memory
 * @param threads pools of the engine
 * @param environment variables that change how the engine's threads behave, where they are set
 * @param cuda whether there is a GPU to use
 * @param space disk
 * @param speed of matrix products
 */
public record Diagnosis(
        Versions versions,
        Machine machine,
        Threads threads,
        Map<String, String> environment,
        Cuda cuda,
        Space space,
        Speed speed) {

    /**
     * Versions.
     *
     * @param symbiosis this program
     * @param java the Java machine
     * @param pytorch libtorch, as PyTorch counts
     * @param binding the Java binding of it
     */
    public record Versions(String symbiosis, String java, String pytorch, String binding) {
        static Versions here() {
            String own = Diagnosis.class.getPackage().getImplementationVersion();
            String binding = bindingVersion();
            return new Versions(
                    own == null ? "unpackaged" : own,
                    System.getProperty("java.version")
                            + " ("
                            + System.getProperty("java.vendor")
                            + ")",
                    binding.replaceAll("-.*", ""),
                    binding);
        }

        /** The version of the binding, which begins with that of PyTorch. */
        private static String bindingVersion() {
            String place = "/META-INF/maven/org.bytedeco/pytorch/pom.properties";
            try (InputStream in = Tensor.class.getResourceAsStream(place)) {
                Properties properties = new Properties();
                if (in != null) {
                    properties.load(in);
                }
                return properties.getProperty("version", "unknown");
            } catch (IOException e) {
                return "unknown";
            }
        }
    }

    /**
     * Thread pools.
     *
     * @param libtorch threads of one operation
     * @param between threads that libtorch has for operations side by side; we use none of them
     * @param blas threads of one matrix product
     * @param workers threads that share a batch in training, unless set otherwise
     */
    public record Threads(int libtorch, long between, int blas, int workers) {}

    /**
     * The GPU.
     *
     * @param available whether it can be used
     * @param devices how many
     * @param why in words
     */
    public record Cuda(boolean available, int devices, String why) {
        static Cuda here() {
            if (cuda_is_available()) {
                return new Cuda(true, cuda_device_count(), "found by the engine");
            }
            String natives = "/org/bytedeco/pytorch/" + Loader.getPlatform() + "-gpu/";
            boolean built = Tensor.class.getResource(natives) != null;
            return new Cuda(
                    false,
                    0,
                    built
                            ? "the engine found no device, driver or CUDA library"
                            : "this is the engine for CPUs; the Maven profile 'cuda' takes the other");
        }
    }

    /** Takes the facts; the measurement needs about a second. */
    public static Diagnosis take(Path folder) {
        Engine.start();
        return new Diagnosis(
                Versions.here(),
                Machine.here(),
                new Threads(
                        Engine.threads(),
                        get_num_interop_threads(),
                        openblas_nolapack.blas_get_num_threads(),
                        Engine.cores()),
                environment(System.getenv()),
                Cuda.here(),
                Space.of(folder),
                Speed.measure(Engine.cores()));
    }

    /** The variables that libgomp and OpenBLAS listen to, or that slip another library in. */
    static Map<String, String> environment(Map<String, String> all) {
        Map<String, String> ours = new TreeMap<>();
        all.forEach(
                (name, value) -> {
                    if (name.matches(
                            "(OMP|GOMP|KMP|MKL|OPENBLAS|GOTO)_.*"
                                    + "|LD_PRELOAD|LD_LIBRARY_PATH|JAVA_TOOL_OPTIONS")) {
                        ours.put(name, value);
                    }
                });
        return ours;
    }
}
