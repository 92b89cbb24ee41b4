package org.symbiosis.data.rooms;

import java.util.List;

/** The object view as a list of pictures: one piece of furniture each, twelve classes in turn. */
record ObjectPictures(long seed, int side, Split split, int size) implements View {
    @Override
    public String name() {
        return "rooms: " + size + " objects (" + split.label() + ")";
    }

    @Override
    public String key() {
        return "objects seed=%d size=%d split=%s n=%d".formatted(seed, side, split.label(), size);
    }

    @Override
    public int perBlock() {
        return 1;
    }

    @Override
    public String path(int i) {
        return "%s/%07d".formatted(ObjectView.furniture(index(i)).label(), index(i));
    }

    @Override
    public long index(int i) {
        return split.first() + i;
    }

    @Override
    public Scene scene(int i) {
        return ObjectView.draw(seed, index(i)).scene();
    }

    @Override
    public int light(int i) {
        return ObjectView.draw(seed, index(i)).light();
    }

    @Override
    public int label(int i) {
        return (int) (index(i) % Furniture.ALL.size());
    }

    @Override
    public List<String> classes() {
        return Furniture.labels();
    }

    @Override
    public String caption(int i) {
        return new Captions(scene(i), Mixture.of(light(i)).phrase()).object();
    }

    @Override
    public byte[] render(int i) {
        ObjectView view = ObjectView.draw(seed, index(i));
        Film film = Renderer.render(view.scene(), side, view.light());
        return ToneMap.picture(film.radiance[0], film.hit);
    }

    @Override
    public List<byte[]> renderBlock(int block) {
        return List.of(render(block));
    }
}
