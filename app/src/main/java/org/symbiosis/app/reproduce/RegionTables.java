package org.symbiosis.app.reproduce;

import java.util.List;
import java.util.Map;
import org.symbiosis.app.where.PixelEdges;
import org.symbiosis.app.where.SemanticStudy;
import org.symbiosis.app.where.WhereStudy;
import org.symbiosis.report.Column;
import org.symbiosis.spectral.Affinity;

/** The tables of chapter 4 and appendix C, with the numbers that they have in print. */
final class RegionTables {
    private static final double NONE = Double.NaN;
    private static final int[] PHOTOGRAPHS = {20, 100};
    private static final int[] SETS = {40, 100};

    private RegionTables() {}

    static List<Reproduction> all() {
        return List.of(
                table4_1(),
                table4_2(),
                table4_3(),
                table4_4(),
                tableC_1(),
                tableC_2(),
                tableC_3(),
                tableC_4());
    }

    private static PublishedTable table4_1() {
        List<Column> oracle = List.of(Column.highest("oracle mIoU", 2));
        return new PublishedTable(
                "table-4.1",
                "Which layers know regions (Table 4.1)",
                "of Stable Diffusion the decoder's layers are best, and noise up to 250 of 1000;"
                        + " here the layers of the model are divided in the same proportions, and"
                        + " only models with noise levels could fill the other rows",
                oracle,
                List.of(
                        Published.of("All (1-16)", 0.75),
                        Published.of("Enc (1-4)", 0.66),
                        Published.of("Mid (5-10)", 0.76),
                        Published.of("Dec (11-16)", 0.80),
                        Published.of("32x32 (3-4, 11-13)", 0.75),
                        Published.of("64x64 (1-2, 14-16)", 0.70),
                        Published.of("t_max 250", 0.77),
                        Published.of("t_max 500", 0.75),
                        Published.of("t_max 750", 0.74),
                        Published.of("t_max 999", 0.69)),
                oracle,
                OracleExperiment.layers(),
                PHOTOGRAPHS);
    }

    private static PublishedTable table4_2() {
        return new PublishedTable(
                "table-4.2",
                "Unsupervised semantic segmentation (Table 4.2)",
                "value graphs of Stable Diffusion come close to STEGO, and a random field adds one"
                        + " or two points",
                List.of(Column.number("COCO-Stuff-27 (%)", 1), Column.number("Cityscapes (%)", 1)),
                List.of(
                        Published.of("MoCo v2", 4.4, NONE),
                        Published.of("IIC", 6.7, 6.1),
                        Published.of("DSM (ViT-B/8)", 8.9, NONE),
                        Published.of("Modified DC", 9.8, 7.4),
                        Published.of("PiCIE", 13.8, 12.3),
                        Published.of("PiCIE+H", 14.4, NONE),
                        Published.of("ACSeg", 16.4, NONE),
                        Published.of("HP (ViT-S/8)", 24.6, 18.4),
                        Published.of("STEGO (ViT-B/8)", 26.8, 18.2),
                        Published.of("STEGO+CRF (ViT-B/8)", 28.2, 21.0),
                        Published.of("Ours (V-V graph)", 25.4, 16.2),
                        Published.of("Ours (V-V graph)+CRF", 27.1, 16.9)),
                List.of(Column.highest("mIoU greedy (%)", 1)),
                new SemanticExperiment(
                        List.of(Affinity.VALUE_VALUE),
                        List.of(PixelEdges.PLACES, PixelEdges.COLOURS),
                        List.of(r -> r.greedy().miouOfAll()),
                        Map.of(
                                "V-V",
                                "Ours (V-V graph)",
                                "V-V" + SemanticStudy.REFINED,
                                "Ours (V-V graph)+CRF")),
                SETS);
    }

    private static PublishedTable table4_3() {
        return new PublishedTable(
                "table-4.3",
                "Features and matchings for semantic segmentation (Table 4.3)",
                "value graphs know classes far better than query-key graphs and than k-means on"
                        + " the model's own features",
                List.of(
                        Column.number("COCO greedy (%)", 1),
                        Column.number("COCO Hungarian (%)", 1),
                        Column.number("Cityscapes greedy (%)", 1),
                        Column.number("Cityscapes Hungarian (%)", 1)),
                List.of(
                        Published.of("K-Means (SD)", 9.2, 8.6, 12.4, 8.1),
                        Published.of("K-Means (DINO)", 13.7, 13.0, 13.3, 8.7),
                        Published.of("K-Means (STEGO)", 26.6, 24.0, 15.8, 14.9),
                        Published.of("STEGO", 27.0, 26.5, 16.6, 18.2),
                        Published.of("Ours (Q-K graph)", 12.4, 10.9, 10.91, 9.7),
                        Published.of("Ours (V-V graph)", 25.4, 23.2, 16.2, 11.4)),
                List.of(Column.highest("greedy (%)", 1), Column.highest("Hungarian (%)", 1)),
                new SemanticExperiment(
                        List.of(Affinity.QUERY_KEY, Affinity.VALUE_VALUE),
                        List.of(PixelEdges.PLACES),
                        List.of(r -> r.greedy().miouOfAll(), r -> r.hungarian().miouOfAll()),
                        Map.of(
                                "Q-K",
                                "Ours (Q-K graph)",
                                "V-V",
                                "Ours (V-V graph)",
                                WhereStudy.TOKENS,
                                "K-Means (this model)")),
                SETS);
    }

    private static PublishedTable table4_4() {
        List<Column> columns =
                List.of(
                        Column.lowest("coordinates (MSE)", 1),
                        Column.highest("left/right mIoU (%)", 1));
        return new PublishedTable(
                "table-4.4",
                "Where: coordinates, left and right (Table 4.4)",
                "query-key graphs know places better than value graphs, in coordinates and in left"
                        + " and right",
                columns,
                List.of(
                        Published.of("DINO", 3.2, 6.0),
                        Published.of("GT semantic label", 72.0, NONE),
                        Published.of("STEGO", 42.4, 6.9),
                        Published.of("Ours (V-V graph)", 43.1, 5.1),
                        Published.of("Ours (Q-K graph)", 19.5, 10.1)),
                columns,
                new WhereExperiment(),
                SETS);
    }

    private static PublishedTable tableC_1() {
        List<Column> oracle = List.of(Column.highest("oracle mIoU", 2));
        return new PublishedTable(
                "table-c.1",
                "Oracle regions against cuts of single layers (Table C.1)",
                "regions of all attention layers beat those of the last layer, most of all for"
                        + " models whose last features are not made to discriminate",
                oracle,
                List.of(
                        Published.of("SD 1.4: all attention, ours", 0.82),
                        Published.of("CLIP B/16: all attention, ours", 0.78),
                        Published.of("CLIP B/16: k-means", 0.57),
                        Published.of("CLIP B/16: Ncut", 0.45),
                        Published.of("DINO S/16: all attention, ours", 0.78),
                        Published.of("DINO S/16: final attention, Ncut", 0.58),
                        Published.of("DINO S/16: k-means", 0.74),
                        Published.of("DINO S/16: final features, Ncut", 0.73),
                        Published.of("DINO S/16: MaskCut", 0.64),
                        Published.of("MAE B/16: all attention, ours", 0.74),
                        Published.of("MAE B/16: final features, Ncut", 0.62),
                        Published.of("MAE B/16: k-means", 0.48)),
                oracle,
                OracleExperiment.methods(),
                PHOTOGRAPHS);
    }

    private static PublishedTable tableC_2() {
        List<Column> seconds = List.of(Column.lowest("seconds", 2));
        return new PublishedTable(
                "table-c.2",
                "Seconds for the regions of one image (Table C.2)",
                "1000 passes on an A40; here one thread of a processor, graphs built in the time",
                seconds,
                List.of(
                        Published.of("Stable Diffusion 1.4, with buffer (A40)", 67),
                        Published.of("Stable Diffusion 1.4, without buffer (A40)", 155),
                        Published.of("DINO ViT-S/16 (A40)", 40),
                        Published.of("MAE or CLIP ViT-B/16 (A40)", 54)),
                seconds,
                new TimingExperiment(),
                new int[] {1, 1});
    }

    private static PublishedTable tableC_3() {
        List<Column> miou = List.of(Column.highest("mIoU", 2));
        return new PublishedTable(
                "table-c.3",
                "Regions named by CLIP (Table C.3)",
                "regions, named as wholes, are named far better than places one by one, and nearly"
                        + " as well as by GroupViT, which is made to segment",
                miou,
                List.of(
                        Published.of("GroupViT", 0.53),
                        Published.of("MaskCLIP", 0.25),
                        Published.of("Ours", 0.50)),
                miou,
                new ZeroShotExperiment(),
                PHOTOGRAPHS);
    }

    private static PublishedTable tableC_4() {
        List<Column> columns =
                List.of(
                        Column.number("masks", 1),
                        Column.highest("box AP50", 1),
                        Column.highest("box AP", 1),
                        Column.highest("box AR100", 1),
                        Column.highest("mask AP50", 1),
                        Column.highest("mask AP", 1),
                        Column.highest("mask AR100", 1));
        return new PublishedTable(
                "table-c.4",
                "Objects of any class (Table C.4)",
                "ours proposes more masks and finds more objects at like precision; three masks of"
                        + " TokenCut are here three rounds of MaskCut with TokenCut's threshold",
                columns,
                List.of(
                        Published.of("TokenCut, 1 mask", 1, 5.2, 2.6, 5.0, 4.9, 2.0, 4.4),
                        Published.of("TokenCut, 3 masks", 3, 4.7, 1.7, 8.1, 3.6, 1.2, 6.9),
                        Published.of("MaskCut, 3 masks", 3, 6.0, 2.9, 8.1, 4.9, 2.2, 6.9),
                        Published.of("Ours", 13, 4.0, 1.9, 11.2, 4.0, 1.5, 8.2)),
                columns,
                new ObjectExperiment(),
                PHOTOGRAPHS);
    }
}
