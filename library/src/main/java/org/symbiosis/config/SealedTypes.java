package org.symbiosis.config;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Variants in configurations: a sealed interface of records is written as the record's name over
 * its values, {@code linear-decay: {alphaMin: 0.6}}.
 */
class SealedTypes extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1L;

    @Override
    public JsonTypeInfo.Value findPolymorphicTypeInfo(MapperConfig<?> config, Annotated a) {
        if (!isVariant(a.getRawType())) {
            return super.findPolymorphicTypeInfo(config, a);
        }
        return JsonTypeInfo.Value.construct(
                JsonTypeInfo.Id.NAME,
                JsonTypeInfo.As.WRAPPER_OBJECT,
                null,
                null,
                false,
                null,
                null);
    }

    @Override
    public List<NamedType> findSubtypes(Annotated a) {
        if (!isVariant(a.getRawType())) {
            return super.findSubtypes(a);
        }
        List<NamedType> subtypes = new ArrayList<>();
        for (Class<?> permitted : a.getRawType().getPermittedSubclasses()) {
            subtypes.add(new NamedType(permitted, name(permitted)));
        }
        return subtypes;
    }

    /** Leaves nothing out: for those who read it. */
    static final class Whole extends SealedTypes {
        private static final long serialVersionUID = 1L;

        @Override
        public JsonInclude.Value findPropertyInclusion(Annotated a) {
            return JsonInclude.Value.empty();
        }
    }

    private static boolean isVariant(Class<?> type) {
        return type.isInterface() && type.isSealed();
    }

    /** {@code LinearDecay} as {@code linear-decay}. */
    static String name(Class<?> type) {
        return type.getSimpleName()
                .replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-")
                .toLowerCase(Locale.ROOT);
    }
}
