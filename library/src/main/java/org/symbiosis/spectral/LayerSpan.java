package org.symbiosis.spectral;

/**
 * Where the graphs of a layer lie among those of its grid.
 *
 * @param name of the layer
 * @param layer place of the layer in its network's order, from 0
 * @param from first graph of the layer
 * @param heads number of its graphs
 */
public record LayerSpan(String name, int layer, int from, int heads) {}
