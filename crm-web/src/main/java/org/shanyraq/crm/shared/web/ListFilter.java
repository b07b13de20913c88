package org.shanyraq.crm.shared.web;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/** What restricts and orders a list, as it stands in the address of the page, so that a list can be bookmarked and sent. */
public abstract class ListFilter {

    private static final String SORT = "sort";
    private static final String DESCENDING = "descending";

    protected ListFilter() {}

    /** Puts every criterion that is set, by the name of its parameter; see {@link #put}. */
    protected abstract void criteria(Map<String, String> set);

    /** The name of the order, or null for the usual one, which is by name and ascending. */
    protected abstract @Nullable String order();

    public abstract boolean isDescending();

    /** Puts what else stands in the address of the page and restricts nothing, such as the month that is shown. */
    protected void place(Map<String, String> set) {}

    protected static void put(Map<String, String> set, String name, @Nullable Object value) {
        if (value != null && !value.toString().isBlank()) {
            set.put(name, value.toString().strip());
        }
    }

    /** Whether anything restricts the list. */
    public final boolean isActive() {
        Map<String, String> set = new LinkedHashMap<>();
        criteria(set);
        return !set.isEmpty();
    }

    /** The address of this list, as the part after the path; empty when nothing is set. */
    public final String address() {
        return address(parameters());
    }

    /** The same list without this criterion. */
    public final String without(String criterion) {
        Map<String, String> parameters = parameters();
        parameters.remove(criterion);
        return address(parameters);
    }

    /** The same list with one more parameter, for example the format of an export. */
    public final String with(String name, Object value) {
        Map<String, String> parameters = parameters();
        parameters.put(name, value.toString());
        return address(parameters);
    }

    /** The same list by name; the other way round when it is so already. */
    public final String sortedByName() {
        Map<String, String> parameters = parameters();
        parameters.remove(SORT);
        parameters.remove(DESCENDING);
        if (order() == null && !isDescending()) {
            parameters.put(DESCENDING, "true");
        }
        return address(parameters);
    }

    /** The same list in that order, greatest first; the other way round when it is so already. */
    public final String sortedBy(String order) {
        Map<String, String> parameters = parameters();
        parameters.put(SORT, order);
        parameters.remove(DESCENDING);
        if (!order.equals(order()) || !isDescending()) {
            parameters.put(DESCENDING, "true");
        }
        return address(parameters);
    }

    /** What stands in the address, each name behind the prefix, for a form that carries the list along. */
    public final Map<String, String> parameters(String prefix) {
        Map<String, String> prefixed = new LinkedHashMap<>();
        parameters().forEach((name, value) -> prefixed.put(prefix + name, value));
        return prefixed;
    }

    /** The address of a page whose form carries this list along, as the part after the path. */
    public final String carriedAs(String prefix) {
        return address(parameters(prefix));
    }

    private Map<String, String> parameters() {
        Map<String, String> set = new LinkedHashMap<>();
        criteria(set);
        put(set, SORT, order());
        put(set, DESCENDING, isDescending() ? "true" : null);
        place(set);
        return set;
    }

    private static String address(Map<String, String> parameters) {
        UriComponentsBuilder address = UriComponentsBuilder.newInstance();
        parameters.forEach((name, value) -> address.queryParam(name, UriUtils.encode(value, StandardCharsets.UTF_8)));
        return address.build(true).toUriString();
    }
}
