package org.symbiosis.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.symbiosis.UserError;
import org.symbiosis.testing.PickleWriter;

/** Files made to harm: each gives one clear line, soon, and nothing of it is run. */
class HostilePickleTest {
    private static final long HUGE = 1L << 62;

    @TempDir private Path dir;

    @ParameterizedTest
    @CsvSource({
        "os, system",
        "posix, system",
        "nt, system",
        "subprocess, Popen",
        "builtins, eval",
        "builtins, getattr",
        "__builtin__, exec",
        "importlib, import_module",
        "runpy, run_path",
        "webbrowser, open",
        "torchx, load",
        "models.vit, VisionTransformer"
    })
    void aCallThatNoWeightsNeedIsRefusedByName(String module, String name) throws IOException {
        Path proof = dir.resolve("executed");
        byte[] pickle =
                new PickleWriter()
                        .symbol(module, name)
                        .op('(')
                        .text("touch " + proof)
                        .op('t', 'R')
                        .bytes();
        refused(PickleWriter.zip(dir.resolve("evil.pth"), pickle), module + "." + name);
        refused(Files.write(dir.resolve("evil.bin"), pickle), module + "." + name);
        assertThat(proof).doesNotExist();
    }

    @Test
    void theSameByTheNewerInstruction() {
        PickleWriter stackGlobal = new PickleWriter().text("os").text("system").op(0x93);
        refusedInZip(stackGlobal.text("ls").op(0x85, 'R'), "os.system");
        refusedInZip(new PickleWriter().op('}', ')', 0x93), "no name");
    }

    @Test
    void aNameCannotSmuggleLinesIntoTheMessage() {
        refusedInZip(new PickleWriter().text("os\nINFO: all well").text("x").op(0x93), "os?INFO");
    }

    @Test
    void callsAndStatesOfHarmlessThingsRunNothing() {
        PickleWriter w = new PickleWriter().op('}').text("args");
        w.symbol("argparse", "Namespace").op(')', 0x81, '}').text("a").number(1).op('s', 'b', 's');
        refusedInZip(w, "no dictionary of tensors");
    }

    @Test
    void shapesAndOffsetsBeyondTheStorageAreRefused() {
        refusedTensor("beyond", 0, new long[] {5}, 1);
        refusedTensor("beyond", 4, new long[] {1}, 1);
        refusedTensor("beyond", 0, new long[] {2, 2}, 3, 1);
        refusedTensor("none", -1, new long[] {1}, 1);
        refusedTensor("none", 0, new long[] {-1}, 1);
        refusedTensor("none", 0, new long[] {2}, -1);
        refusedTensor("claims", 0, new long[] {1L << 40}, 0);
        refusedTensor("impossibly", 0, new long[] {HUGE, HUGE}, 0, 0);
        refusedTensor("impossibly", 0, new long[] {HUGE}, HUGE);
        refusedTensor("impossibly", Long.MAX_VALUE, new long[] {2}, 1);
        refusedTensor("strides", 0, new long[] {2}, 1, 1);
        refusedTensor("shape", 0, new long[65], new long[65]);
    }

    private void refusedTensor(String why, long offset, long[] shape, long... strides) {
        refusedInZip(new PickleWriter().tensor("0", 4, offset, shape, strides), why);
    }

    @Test
    void aStorageSmallerThanItClaimsOrMissingIsRefused() {
        refusedInZip(new PickleWriter().tensor("0", 5, 0, new long[] {1}, 1), "smaller");
        refusedInZip(new PickleWriter().tensor("0", HUGE, 0, new long[] {1}, 1), "large");
        refusedInZip(new PickleWriter().tensor("../0", 4, 0, new long[] {1}, 1), "lacks");
    }

    @Test
    void deepNestingIsRefused() {
        PickleWriter w = new PickleWriter();
        for (int i = 0; i < 500_000; i++) {
            w.op(']');
        }
        for (int i = 1; i < 500_000; i++) {
            w.op('a');
        }
        refusedInZip(w, "deep");
    }

    @Test
    void aListInItselfIsRefused() {
        refusedInZip(new PickleWriter().op(']', 'q', 0, 'h', 0, 'a'), "deep");
    }

    @Test
    void aBombOfSharedListsIsRefused() {
        PickleWriter w = new PickleWriter().op(']', 'q', 0);
        for (int i = 1; i < 60; i++) {
            w.op(']', 'q', i, '(', 'h', i - 1, 'h', i - 1, 'e');
        }
        refusedInZip(w, "deep");
    }

    @Test
    void aFloodOfInstructionsIsRefused() {
        PickleWriter w = new PickleWriter();
        for (int i = 0; i < 2_100_000; i++) {
            w.op('N');
        }
        refusedInZip(w, "instructions");
    }

    @Test
    void brokenInstructionsAreRefused() {
        refusedInZip(new PickleWriter().op('0'), "takes more");
        refusedInZip(new PickleWriter().op('t'), "takes more");
        refusedInZip(new PickleWriter().op('(', 'R'), "takes more");
        refusedInZip(new PickleWriter().op('h', 7), "recalls");
        refusedInZip(new PickleWriter().op(0xff), "unknown instruction");
        refusedInZip(new PickleWriter().op('N', 'N', 'R'), "no function");
        refusedInZip(new PickleWriter().op('N', 'Q'), "no storage");
        refusedInZip(new PickleWriter().op('X', 255, 255, 255, 255), "truncated");
        refusedInZip(new PickleWriter().op(0x8d, 0, 0, 0, 0, 0, 0, 0, 0x80), "truncated");
    }

    private void refusedInZip(PickleWriter pickle, String why) {
        refused(PickleWriter.zip(dir.resolve("evil.pth"), pickle.bytes(), 1, 2, 3, 4), why);
    }

    private static void refused(Path file, String why) {
        assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () ->
                        assertThatThrownBy(() -> WeightFile.open(file))
                                .isInstanceOf(UserError.class)
                                .hasMessageContaining(file.toString())
                                .hasMessageContaining(why)
                                .hasMessageNotContaining("\n"));
    }
}
