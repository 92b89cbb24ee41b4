package org.symbiosis.eval.segments;

import org.symbiosis.data.annotated.AnnotatedObject;
import org.symbiosis.data.annotated.AnnotatedObject.Extent;

/** By what objects are compared. */
public enum Overlap {
    /** By their boxes. */
    BOX {
        @Override
        double area(Detection d) {
            return d.box().area();
        }

        @Override
        double shared(Detection d, AnnotatedObject truth) {
            return d.box().overlap(truth.box());
        }

        @Override
        double area(AnnotatedObject truth) {
            return truth.box().area();
        }
    },
    /** By their masks. */
    MASK {
        @Override
        double area(Detection d) {
            return d.mask().area();
        }

        @Override
        double shared(Detection d, AnnotatedObject truth) {
            return d.box().overlap(truth.box()) > 0 ? d.mask().overlap(truth.mask()) : 0;
        }

        @Override
        double area(AnnotatedObject truth) {
            return truth.mask().area();
        }
    };

    abstract double area(Detection d);

    abstract double area(AnnotatedObject truth);

    abstract double shared(Detection d, AnnotatedObject truth);

    /** Intersection over union; for a crowd over the detection alone, which lies inside or not. */
    double iou(Detection d, AnnotatedObject truth) {
        double both = shared(d, truth);
        double either = truth.extent() == Extent.CROWD ? area(d) : area(d) + area(truth) - both;
        return either == 0 ? 0 : both / either;
    }
}
