package org.symbiosis.data.lit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.symbiosis.UserError;
import org.symbiosis.data.lit.LightnessJudgements.Verdict;

class LightnessJudgementsTest {
    private static final String POINTS =
            "{\"intrinsic_points\": [{\"id\": 1, \"x\": 0.1, \"y\": 0.2, \"opaque\": true, \"z\": 3},"
                    + "{\"id\": 2, \"x\": 0.9, \"y\": 0.2, \"opaque\": true},"
                    + "{\"id\": 3, \"x\": 0.5, \"y\": 0.5, \"opaque\": false}],"
                    + "\"intrinsic_comparisons\": [";

    @TempDir Path folder;

    private LightnessJudgements read(String comparisons) throws IOException {
        Path file = folder.resolve("1.json");
        Files.writeString(file, POINTS + comparisons + "]}");
        return LightnessJudgements.read(file);
    }

    private static String comparison(int a, int b, String darker, String score) {
        return "{\"point1\": %d, \"point2\": %d, \"darker\": %s, \"darker_score\": %s}"
                .formatted(a, b, darker, score);
    }

    @Test
    void onlyWhatCountsIsKept() throws IOException {
        LightnessJudgements judged =
                read(
                        String.join(
                                ",",
                                comparison(1, 2, "\"1\"", "0.5"),
                                comparison(2, 1, "\"E\"", "1"),
                                comparison(1, 3, "\"1\"", "1"), // not opaque
                                comparison(1, 2, "\"1\"", "0"),
                                comparison(1, 2, "\"1\"", "null"),
                                comparison(1, 2, "null", "1"),
                                comparison(1, 2, "\"?\"", "1")));
        assertThat(judged.comparisons())
                .extracting(LightnessJudgements.Comparison::verdict)
                .containsExactly(Verdict.FIRST_DARKER, Verdict.EQUAL);
        assertThat(judged.ignored()).isEqualTo(5);
    }

    @Test
    void missingPointsAreNamed() {
        assertThatThrownBy(() -> read(comparison(1, 77, "\"1\"", "1")))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("1.json")
                .hasMessageContaining("compares point 77, which it lacks");
    }

    @Test
    void whatIsNoFileOfJudgementsIsRefused() throws IOException {
        assertThatThrownBy(() -> read("{"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("cannot read the judgements");
        Path other = folder.resolve("other.json");
        Files.writeString(other, "[1, 2]");
        assertThatThrownBy(() -> LightnessJudgements.read(other))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("it has no list 'intrinsic_points'");
        Files.writeString(
                other,
                "{\"intrinsic_points\": [{\"id\": 1, \"x\": 1.5, \"y\": 0, \"opaque\": true}],"
                        + "\"intrinsic_comparisons\": ["
                        + comparison(1, 1, "\"E\"", "1")
                        + "]}");
        assertThatThrownBy(() -> LightnessJudgements.read(other))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("point 1 is not in the picture");
    }
}
