package org.symbiosis.app.reproduce;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.symbiosis.UserError;

/** A table or figure of the dissertation that can be made again. */
public interface Reproduction {
    /** Its name on the command line. */
    String name();

    /** What it shows. */
    String title();

    /**
     * Trains where needed, measures, prints the result and writes a report. Opens the images and
     * models that the assignment names, or what is usual for it.
     */
    void run(Assignment assignment);

    /** What makes a difference to it, besides the scale. */
    Set<Choice> heeds();

    /** All there are. */
    static List<Reproduction> all() {
        List<Reproduction> all = new ArrayList<>();
        all.add(MaeTable.table2_1());
        all.add(MaeTable.table2_2());
        all.add(MaeTable.table2_3());
        all.add(new Table2_4());
        all.add(new TableA1());
        all.add(new Figure2_4());
        all.add(new FigureA3());
        all.addAll(StructuralTables.all());
        all.add(new Figure3_2());
        all.addAll(RegionTables.all());
        all.add(new Table5_1());
        all.add(new Table5_2());
        all.add(new Table5_3());
        all.add(new Table5_4());
        all.add(new Table5_5());
        all.add(new Figure5_1());
        all.add(new Figure5_5());
        all.add(new TableD1());
        all.addAll(RelightTable.all());
        all.addAll(RelightFigure.all());
        return List.copyOf(all);
    }

    /** The one of this name. */
    static Reproduction named(String name) {
        return all().stream()
                .filter(r -> r.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () ->
                                UserError.usage(
                                        "there is no table or figure '" + name + "'",
                                        "choose one of "
                                                + all().stream()
                                                        .map(Reproduction::name)
                                                        .collect(Collectors.joining(", "))));
    }
}
