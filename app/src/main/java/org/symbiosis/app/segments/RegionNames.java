package org.symbiosis.app.segments;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.symbiosis.AtomicFile;
import org.symbiosis.config.Configs;
import org.symbiosis.data.annotated.Box;
import org.symbiosis.data.annotated.RunLength;
import org.symbiosis.eval.segments.Detection;
import org.symbiosis.spectral.segment.NamedRegion;
import org.symbiosis.spectral.segment.Segmentation;

/** The names that were found for regions, for people and for files. */
final class RegionNames {
    private RegionNames() {}

    /** Names in the order of the regions' numbers; none where nobody asked for them. */
    static List<String> byNumber(Segmentation found) {
        List<String> names = new ArrayList<>();
        for (NamedRegion region : found.names()) {
            while (names.size() < region.region()) {
                names.add("");
            }
            names.add(region.name());
        }
        return names;
    }

    /** In one line: {@code cat 0.93, background 0.41}. */
    static String line(Segmentation found) {
        return String.join(
                ", ",
                found.names().stream().map(r -> "%s %.2f".formatted(r.name(), r.score())).toList());
    }

    static void write(Path file, Segmentation found) {
        List<Map<String, Object>> regions = new ArrayList<>();
        for (NamedRegion named : found.names()) {
            RunLength mask = RunLength.of(found.regions(), named.region());
            Box box = Detection.of(0, named.score(), mask).box();
            Map<String, Object> region = new LinkedHashMap<>();
            region.put("region", named.region());
            region.put("name", named.name());
            region.put("score", named.score());
            region.put("pixels", mask.area());
            region.put("box", new double[] {box.x(), box.y(), box.width(), box.height()});
            regions.add(region);
        }
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("width", found.regions().width());
        all.put("height", found.regions().height());
        all.put("regions", regions);
        AtomicFile.write(file, Configs.json(all).getBytes(StandardCharsets.UTF_8));
    }
}
