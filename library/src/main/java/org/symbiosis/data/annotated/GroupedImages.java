package org.symbiosis.data.annotated;

import java.util.List;
import org.symbiosis.data.ImageSource;

/**
 * A set with its categories joined by their groups: the panoptic categories of COCO become 27
 * classes, 12 of things and 15 of stuff. A category without a group stays as it is.
 */
public final class GroupedImages implements AnnotatedImages {
    private final AnnotatedImages set;
    private final List<Category> groups;
    private final int[] group;

    /** Joins a set's categories, groups in the order in which they first occur. */
    public GroupedImages(AnnotatedImages set) {
        this.set = set;
        List<Category> all = set.categories().stream().map(GroupedImages::group).toList();
        List<String> keys = all.stream().map(GroupedImages::key).toList();
        List<String> distinct = keys.stream().distinct().toList();
        this.groups = distinct.stream().map(key -> all.get(keys.indexOf(key))).toList();
        this.group = keys.stream().mapToInt(distinct::indexOf).toArray();
    }

    private static Category group(Category category) {
        return category.group().isEmpty()
                ? category
                : new Category(category.id(), category.group(), "", category.kind());
    }

    /** Food and furniture are groups of things and of stuff. */
    private static String key(Category category) {
        return category.kind() + " " + category.name();
    }

    @Override
    public ImageSource images() {
        return set.images();
    }

    @Override
    public List<Category> categories() {
        return groups;
    }

    @Override
    public Labels labels(int i) {
        return set.labels(i).map(category -> group[category]);
    }
}
