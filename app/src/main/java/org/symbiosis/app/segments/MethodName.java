package org.symbiosis.app.segments;

import java.util.Locale;
import java.util.function.BiFunction;
import org.symbiosis.spectral.Affinity;
import org.symbiosis.spectral.Evaluation;
import org.symbiosis.spectral.SpectralConfig;
import org.symbiosis.spectral.cuts.MaskCut;
import org.symbiosis.spectral.cuts.TokenCut;
import org.symbiosis.spectral.segment.SegmentMethod;
import org.symbiosis.spectral.segment.SegmentMethod.Ncut.Link;

/** Methods as they are named on the command line. */
public enum MethodName {
    /** The released objective, all layers, certified guard. */
    EXACT(spectral(SpectralConfig.exact())),
    /** Eigenvectors of the mean graph of all layers. */
    FAST(spectral(SpectralConfig.fast())),
    /** The released loop as it stands. */
    LITERAL(spectral(SpectralConfig.literal())),
    /** The released objective, all graphs in one product. */
    ONE_PRODUCT(spectral(SpectralConfig.released(new Evaluation.OneProduct()))),
    /** The released objective, the guard renewed now and then. */
    PERIODIC(spectral(SpectralConfig.released(Evaluation.Periodic.usual()))),
    /** The released objective on the mean graph, without a guard. */
    AVERAGED(spectral(SpectralConfig.released(new Evaluation.Averaged()))),
    /** The symmetric objective. */
    LAPLACIAN(spectral(SpectralConfig.laplacian())),
    /** Eq. 4.4 as printed. */
    PRINTED(spectral(SpectralConfig.printed())),
    /** K-means on the final tokens. */
    KMEANS((affinity, seed) -> new SegmentMethod.LastTokens()),
    /** Normalised cuts of the final tokens' cosines. */
    NCUT((affinity, seed) -> SegmentMethod.Ncut.usual(Link.LAST_TOKENS)),
    /** Normalised cuts of the last layer's attention. */
    NCUT_ATTENTION((affinity, seed) -> SegmentMethod.Ncut.usual(Link.LAST_ATTENTION)),
    /** One object by one cut. */
    TOKENCUT((affinity, seed) -> new SegmentMethod.OneObject(TokenCut.DEFAULT)),
    /** Several objects by several cuts. */
    MASKCUT((affinity, seed) -> new SegmentMethod.SeveralObjects(MaskCut.DEFAULT));

    private final BiFunction<Affinity, Long, SegmentMethod> method;

    MethodName(BiFunction<Affinity, Long, SegmentMethod> method) {
        this.method = method;
    }

    private static BiFunction<Affinity, Long, SegmentMethod> spectral(SpectralConfig config) {
        return (affinity, seed) ->
                new SegmentMethod.Spectral(config.withAffinity(affinity).withSeed(seed));
    }

    /**
     * The method.
     *
     * @param affinity of the graphs, where it has graphs of all layers
     * @param seed of the solver's first values
     */
    public SegmentMethod method(Affinity affinity, long seed) {
        return method.apply(affinity, seed);
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
