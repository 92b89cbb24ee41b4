package org.symbiosis.data.rooms;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.symbiosis.data.Picture;
import org.symbiosis.data.annotated.Box;
import org.symbiosis.data.lit.AlbedoTruth;
import org.symbiosis.data.lit.LightnessJudgements;
import org.symbiosis.data.lit.LitScenes;

/** Whole rooms, each under all its lights, with the truth about their surfaces. */
public final class LitRooms implements LitScenes {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final RoomsConfig config;
    private final Split split;
    private final RoomsSource pictures;
    private final AtomicReferenceArray<Film> films;

    /** The rooms of a split; pictures are rendered when first read, truths likewise. */
    public LitRooms(RoomsConfig config, Split split) {
        this.config = config;
        this.split = split;
        this.pictures = RoomsSources.scenes(config, split);
        this.films = new AtomicReferenceArray<>(config.scenes(split));
    }

    @Override
    public String name() {
        return pictures.name();
    }

    @Override
    public int size() {
        return config.scenes(split);
    }

    @Override
    public String scene(int s) {
        return RoomsExport.sceneName(split, split.first() + s);
    }

    @Override
    public int lights(int s) {
        return LightSlot.COUNT + config.mixtures();
    }

    @Override
    public String light(int s, int l) {
        return "dir_" + l;
    }

    /** Mixtures are drawn for each room. */
    @Override
    public Optional<String> meaning(int s, int l) {
        return l < LightSlot.COUNT ? Optional.of(light(s, l)) : Optional.empty();
    }

    @Override
    public Picture read(int s, int l) {
        return pictures.read(s * lights(s) + l);
    }

    /** The pictures as one list, which can be rendered ahead. */
    public RoomsSource pictures() {
        return pictures;
    }

    private Scene drawn(int s) {
        return SceneGrammar.draw(config.seed(), split.first() + s, config.probe());
    }

    /** What the camera sees, without any light. */
    private Film film(int s) {
        Film film = films.get(s);
        if (film == null) {
            film = Renderer.render(drawn(s), config.size());
            films.set(s, film);
        }
        return film;
    }

    private GroundTruth truth(int s) {
        return GroundTruth.of(drawn(s), film(s));
    }

    /** Shades that shine, and what glosses or mirrors, are not valid. */
    @Override
    public Optional<AlbedoTruth> albedo(int s) {
        GroundTruth truth = truth(s);
        boolean[] valid = new boolean[truth.instance().length];
        for (int i = 0; i < valid.length; i++) {
            valid[i] = !truth.emissive()[i] && !truth.glossy()[i];
        }
        return Optional.of(new AlbedoTruth(truth.size(), truth.size(), truth.albedo(), valid));
    }

    @Override
    public Optional<LightnessJudgements> judgements(int s) {
        Judgements judged =
                Judge.judge(
                        truth(s),
                        Purpose.JUDGEMENTS.open(config.seed(), split.first() + s),
                        config.judgementNoise());
        return Optional.of(LightnessJudgements.parse(scene(s), JSON.valueToTree(judged)));
    }

    @Override
    public boolean isJudged(int s) {
        return true;
    }

    @Override
    public Optional<Box> probe(int s) {
        return Optional.ofNullable(ProbeBox.of(film(s)))
                .map(b -> new Box(b.x(), b.y(), b.width(), b.height()));
    }
}
