package org.symbiosis.data.annotated;

import java.util.ArrayList;
import java.util.List;

/** The categories of COCO-Stuff's pixel maps: 91 things, 11 of them never used, and 91 of stuff. */
final class CocoStuffNames {
    private static final int THINGS = 91;

    private static final String NAMES =
            """
            person, bicycle, car, motorcycle, airplane, bus, train, truck, boat, traffic light,
            fire hydrant, street sign, stop sign, parking meter, bench, bird, cat, dog, horse,
            sheep, cow, elephant, bear, zebra, giraffe, hat, backpack, umbrella, shoe, eye glasses,
            handbag, tie, suitcase, frisbee, skis, snowboard, sports ball, kite, baseball bat,
            baseball glove, skateboard, surfboard, tennis racket, bottle, plate, wine glass, cup,
            fork, knife, spoon, bowl, banana, apple, sandwich, orange, broccoli, carrot, hot dog,
            pizza, donut, cake, chair, couch, potted plant, bed, mirror, dining table, window,
            desk, toilet, door, tv, laptop, mouse, remote, keyboard, cell phone, microwave, oven,
            toaster, sink, refrigerator, blender, book, clock, vase, scissors, teddy bear,
            hair drier, toothbrush, hair brush, banner, blanket, branch, bridge, building-other,
            bush, cabinet, cage, cardboard, carpet, ceiling-other, ceiling-tile, cloth, clothes,
            clouds, counter, cupboard, curtain, desk-stuff, dirt, door-stuff, fence, floor-marble,
            floor-other, floor-stone, floor-tile, floor-wood, flower, fog, food-other, fruit,
            furniture-other, grass, gravel, ground-other, hill, house, leaves, light, mat, metal,
            mirror-stuff, moss, mountain, mud, napkin, net, paper, pavement, pillow, plant-other,
            plastic, platform, playingfield, railing, railroad, river, road, rock, roof, rug,
            salad, sand, sea, shelf, sky-other, skyscraper, snow, solid-other, stairs, stone,
            straw, structural-other, table, tent, textile-other, towel, tree, vegetable,
            wall-brick, wall-concrete, wall-other, wall-panel, wall-stone, wall-tile, wall-wood,
            water-other, waterdrops, window-blind, window-other, wood
            """;

    private CocoStuffNames() {}

    /** In the order of the pixel maps' values, each in the group of its coarse class. */
    static List<Category> categories(List<Category> coarse) {
        List<Category> all = new ArrayList<>();
        for (String name : NAMES.strip().split(",\\s*", -1)) {
            int fine = all.size();
            Category.Kind kind = fine < THINGS ? Category.Kind.THING : Category.Kind.STUFF;
            String group = coarse.get(CocoStuff27.ofFine(fine)).group();
            all.add(new Category(fine + 1, name, group, kind));
        }
        return List.copyOf(all);
    }
}
