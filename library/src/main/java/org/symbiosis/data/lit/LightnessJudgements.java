package org.symbiosis.data.lit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.symbiosis.UserError;

/**
 * Which of two points of a photograph people took for the darker surface (Bell et al. 2014): only
 * the comparisons that count, between opaque points, with a verdict and a positive weight.
 *
 * @param comparisons in the order of the file
 * @param ignored comparisons that do not count
 */
public record LightnessJudgements(List<Comparison> comparisons, int ignored) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Copies the list. */
    public LightnessJudgements {
        comparisons = List.copyOf(comparisons);
    }

    /** A place in a picture: column over width and row over height, in [0, 1). */
    public record Place(double x, double y) {}

    /** What people say of two points. */
    public enum Verdict {
        /** The first is darker. */
        FIRST_DARKER,
        /** The second is darker. */
        SECOND_DARKER,
        /** Neither. */
        EQUAL
    }

    /**
     * A pair of points and the verdict on it.
     *
     * @param weight how sure people were, above 0
     */
    public record Comparison(Place first, Place second, Verdict verdict, double weight) {}

    /**
     * Reads a file of the data set.
     *
     * @throws UserError when it is missing, is no JSON, or compares points that it does not give
     */
    public static LightnessJudgements read(Path file) {
        try {
            return parse(file.toString(), JSON.readTree(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw UserError.failed(
                    "cannot read the judgements " + file + " (" + oneLine(e) + ")",
                    "give a JSON file as Intrinsic Images in the Wild has them",
                    e);
        }
    }

    private static String oneLine(IOException e) {
        return e.getMessage() == null
                ? e.getClass().getSimpleName()
                : e.getMessage().lines().findFirst().orElse("");
    }

    /**
     * The judgements in a file's content; keys that the data set does not know are passed over.
     *
     * @param name of the file, for messages
     * @throws UserError when points or comparisons are missing or malformed
     */
    public static LightnessJudgements parse(String name, JsonNode json) {
        Map<String, JsonNode> points = new HashMap<>();
        for (JsonNode point : list(name, json, "intrinsic_points")) {
            points.put(point.path("id").asText(), point);
        }
        List<Comparison> comparisons = new ArrayList<>();
        int ignored = 0;
        for (JsonNode c : list(name, json, "intrinsic_comparisons")) {
            JsonNode first = point(name, points, c.path("point1"));
            JsonNode second = point(name, points, c.path("point2"));
            Verdict verdict = verdict(c.path("darker").asText());
            double weight = c.path("darker_score").asDouble(0);
            boolean counts = verdict != null && weight > 0 && opaque(first) && opaque(second);
            if (counts) {
                comparisons.add(
                        new Comparison(place(name, first), place(name, second), verdict, weight));
            } else {
                ignored++;
            }
        }
        return new LightnessJudgements(comparisons, ignored);
    }

    private static JsonNode list(String name, JsonNode json, String key) {
        JsonNode list = json == null ? null : json.get(key);
        if (list == null || !list.isArray()) {
            throw malformed(name, "it has no list '" + key + "'");
        }
        return list;
    }

    private static JsonNode point(String name, Map<String, JsonNode> points, JsonNode id) {
        JsonNode point = points.get(id.asText());
        if (point == null) {
            throw malformed(name, "it compares point " + id.asText("?") + ", which it lacks");
        }
        return point;
    }

    private static Verdict verdict(String darker) {
        return switch (darker) {
            case "1" -> Verdict.FIRST_DARKER;
            case "2" -> Verdict.SECOND_DARKER;
            case "E" -> Verdict.EQUAL;
            default -> null;
        };
    }

    private static boolean opaque(JsonNode point) {
        return point.path("opaque").asBoolean(false);
    }

    private static Place place(String name, JsonNode point) {
        double x = point.path("x").asDouble(-1);
        double y = point.path("y").asDouble(-1);
        if (!(x >= 0 && x < 1 && y >= 0 && y < 1)) {
            throw malformed(name, "point " + point.path("id").asText() + " is not in the picture");
        }
        return new Place(x, y);
    }

    private static UserError malformed(String name, String what) {
        return UserError.failed(
                name + " is not a file of judgements: " + what,
                "give a JSON file as Intrinsic Images in the Wild has them");
    }
}
