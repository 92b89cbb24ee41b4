package org.symbiosis.data.rooms;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.symbiosis.data.Picture;

/** The scene view as a list of pictures: every lighting of every room. */
record ScenePictures(RoomsConfig config, Split split, int scenes) implements View {
    @Override
    public String name() {
        return "rooms: " + scenes + " scenes x " + perBlock() + " lights (" + split.label() + ")";
    }

    @Override
    public String key() {
        return "scenes seed=%d size=%d split=%s n=%d mixtures=%d probe=%s"
                .formatted(
                        config.seed(),
                        config.size(),
                        split.label(),
                        scenes,
                        config.mixtures(),
                        config.probe());
    }

    @Override
    public int side() {
        return config.size();
    }

    @Override
    public int size() {
        return scenes * perBlock();
    }

    @Override
    public int perBlock() {
        return LightSlot.COUNT + config.mixtures();
    }

    @Override
    public String path(int i) {
        return "%s/%07d/%02d".formatted(RoomType.of(index(i)).name(), index(i), lighting(i));
    }

    @Override
    public long index(int i) {
        return split.first() + i / perBlock();
    }

    private int lighting(int i) {
        return i % perBlock();
    }

    @Override
    public Scene scene(int i) {
        return SceneGrammar.draw(config.seed(), index(i), config.probe());
    }

    @Override
    public int light(int i) {
        return lighting(i) < LightSlot.COUNT ? lighting(i) : -1;
    }

    @Override
    public int label(int i) {
        return RoomType.ALL.indexOf(RoomType.of(index(i)));
    }

    @Override
    public List<String> classes() {
        return RoomType.ALL.stream().map(RoomType::label).toList();
    }

    @Override
    public String caption(int i) {
        String phrase = Mixture.of(config.seed(), index(i), lighting(i)).phrase();
        return new Captions(scene(i), phrase).full(lighting(i));
    }

    @Override
    public byte[] render(int i) {
        Mixture mixture = Mixture.of(config.seed(), index(i), lighting(i));
        Film film = Renderer.render(scene(i), config.size(), mixture.slots());
        return ToneMap.picture(mixture.sum(List.of(film.radiance)), film.hit);
    }

    @Override
    public List<byte[]> renderBlock(int block) {
        RenderedRoom room = new Rooms(config).render(split.first() + block);
        List<byte[]> pictures = new ArrayList<>();
        IntStream.range(0, perBlock())
                .mapToObj(room::picture)
                .map(Picture::samples)
                .forEach(samples -> pictures.add((byte[]) samples));
        return pictures;
    }
}
