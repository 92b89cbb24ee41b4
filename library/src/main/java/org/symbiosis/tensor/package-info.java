/**
 * The idioms over libtorch: who frees what, where random numbers come from, how values enter and
 * leave, and how they are kept in files.
 *
 * <p>{@link org.symbiosis.tensor.Scope} is the entry: every tensor born inside one dies with it.
 *
 * <pre>{@code
 * try (Scope s = Scope.open()) {
 *     Seed.set(7);
 *     Tensor x = Plain.tensor(new float[] {3, 4}, 1, 2); // (1, 2)
 *     double length = x.norm().item_double();            // plain numbers leave, tensors do not
 *     Safetensors.write(Path.of("x.safetensors"), Map.of("x", x), Map.of());
 * }
 * }</pre>
 *
 * <p>The only package that touches raw addresses. It may use nothing of ours but the root package.
 */
package org.symbiosis.tensor;
