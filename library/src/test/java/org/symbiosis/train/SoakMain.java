package org.symbiosis.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import org.bytedeco.javacpp.Pointer;
import org.symbiosis.decay.MaeRecipe;

/**
 * Trains 3,000 steps of a small model and prints the resident memory at 300 and at 3,000 steps with
 * their ratio. To be run by hand: minutes.
 *
 * <p>To see the training's own memory, hold the virtual machine's still: {@code -Xms128m -Xmx128m
 * -XX:+AlwaysPreTouch -XX:TieredStopAtLevel=1}. Otherwise the heap may grow, and the optimising
 * compiler takes some 10 to 20 MB in steps, which is several per cent of so small a process.
 */
public final class SoakMain {
    private static final int EARLY = 300;
    private static final int LATE = 3000;

    private SoakMain() {}

    /**
     * Runs the soak.
     *
     * @param args a folder that does not exist yet; number of workers, 2 when left out
     */
    public static void main(String[] args) {
        int workers = args.length > 1 ? Integer.parseInt(args[1]) : 2;
        MaeRecipe recipe = SmallTraining.recipe(workers);
        TrainConfig train = recipe.train().withEpochs(LATE / 3.5).withCheckpointEvery(500);
        TreeMap<Long, Long> resident = new TreeMap<>();
        Progress measuring =
                new Progress() {
                    @Override
                    public void step(long done, String note, double imagesPerSecond) {
                        if (done % EARLY == 0) {
                            resident.put(done, residentKilobytes());
                            System.out.printf(
                                    "step %d: %d kB resident, %d kB of it heap, %d handles, %s%n",
                                    done,
                                    resident.get(done),
                                    Runtime.getRuntime().totalMemory() >> 10,
                                    Pointer.totalCount(),
                                    note);
                        }
                    }
                };
        SmallTraining.run(Path.of(args[0]), recipe.withTrain(train), measuring);
        long early = resident.get((long) EARLY);
        long late = resident.get((long) LATE);
        System.out.printf(
                "resident memory: %d kB at %d steps, %d kB at %d steps, ratio %.4f%n",
                early, EARLY, late, LATE, (double) late / early);
    }

    private static long residentKilobytes() {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
                if (line.startsWith("VmRSS:")) {
                    return Long.parseLong(line.replaceAll("\\D", ""));
                }
            }
            throw new IllegalStateException("/proc/self/status does not name VmRSS");
        } catch (IOException e) {
            throw new IllegalStateException("resident memory can be read on Linux only", e);
        }
    }
}
