package org.symbiosis.data.annotated;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The categories of an annotation file, found by the ids that its entries use. */
final class CategoryTable {
    private final AnnotationFile file;
    private final List<Category> categories = new ArrayList<>();
    private final Map<Integer, Integer> places = new HashMap<>();

    CategoryTable(AnnotationFile file) {
        this.file = file;
    }

    /** Takes an entry of the list of categories. */
    void add(JsonNode entry) {
        int id = file.integer(entry, "id");
        Category.Kind kind =
                entry.path("isthing").asInt(1) == 1 ? Category.Kind.THING : Category.Kind.STUFF;
        String group = entry.path("supercategory").asText("");
        if (places.putIfAbsent(id, categories.size()) != null) {
            throw SetFolder.contradiction(file.path(), "two categories have the id " + id);
        }
        categories.add(new Category(id, file.text(entry, "name"), group, kind));
    }

    List<Category> all() {
        return List.copyOf(categories);
    }

    /** Place of the category with this id of the file. */
    int place(int id) {
        Integer place = places.get(id);
        if (place == null) {
            throw SetFolder.contradiction(file.path(), "there is no category " + id);
        }
        return place;
    }
}
