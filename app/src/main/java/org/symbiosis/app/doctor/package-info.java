/**
 * What the machine offers, how the engine is set on it, and what a person could mend.
 *
 * <p>{@link org.symbiosis.app.doctor.Diagnosis} is plain facts, taken once and printed as text or
 * JSON; {@link org.symbiosis.app.doctor.Advice} reads them and says what to do.
 *
 * <pre>{@code
 * Diagnosis diagnosis = Diagnosis.take(Path.of("."));
 * List<String> mend = Advice.of(diagnosis);
 * }</pre>
 */
package org.symbiosis.app.doctor;
