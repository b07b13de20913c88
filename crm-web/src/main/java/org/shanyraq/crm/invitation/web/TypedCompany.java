package org.shanyraq.crm.invitation.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.invitation.Companion;
import org.shanyraq.crm.invitation.Company;
import org.shanyraq.crm.invitation.GuestTerms;

/**
 * Whom a guest brings, as it is typed on a page: a row for each, and perhaps how many more.
 *
 * @param rows those that were sent, of which some may be empty
 * @param unnamed a number, or whatever was typed instead
 * @param alone whether nobody is brought after all
 */
record TypedCompany(List<Companion> rows, String unnamed, boolean alone) {

    /** More than anybody may bring, so that they are refused; what follows is not looked at. */
    private static final int MOST_ROWS = GuestTerms.MOST_COMPANIONS + 1;

    private static final int CUT = 200;
    private static final TypedCompany NONE = new TypedCompany(List.of(), "", false);

    static TypedCompany none() {
        return NONE;
    }

    /** As they are kept, for a page that may show them. */
    static TypedCompany of(List<Companion> companions) {
        List<Companion> named =
                companions.stream().filter(one -> one.name() != null).toList();
        int unnamed = companions.size() - named.size();
        return new TypedCompany(named, unnamed == 0 ? "" : Integer.toString(unnamed), false);
    }

    /** Not bound by the framework, which would take a comma in a name for the end of it. */
    static TypedCompany of(HttpServletRequest request) {
        List<String> names = values(request, "companion");
        List<String> organisations = values(request, "companionOrganisation");
        List<Companion> rows = new ArrayList<>();
        for (int i = 0; i < Math.min(MOST_ROWS, Math.max(names.size(), organisations.size())); i++) {
            rows.add(new Companion(at(names, i), at(organisations, i)));
        }
        String unnamed = request.getParameter("unnamed");
        return new TypedCompany(
                rows, unnamed == null ? "" : unnamed.strip(), "true".equals(request.getParameter("alone")));
    }

    private static List<String> values(HttpServletRequest request, String name) {
        String[] values = request.getParameterValues(name);
        return values == null ? List.of() : List.of(values);
    }

    private static @Nullable String at(List<String> values, int place) {
        return place >= values.size() || values.get(place).isBlank() ? null : values.get(place);
    }

    /** What it says; null when nothing was typed. A number that is none is one too few. */
    @Nullable
    Company company() {
        if (alone) {
            return Company.NONE;
        }
        List<Companion> named = rows.stream()
                .filter(row -> row.name() != null || row.organisation() != null)
                .toList();
        return named.isEmpty() && unnamed.isEmpty() ? null : new Company(named, number());
    }

    private int number() {
        if (unnamed.isEmpty()) {
            return 0;
        }
        return unnamed.matches("\\d{1,6}") ? Integer.parseInt(unnamed) : -1;
    }

    /** The name in a row of the page, no more of it than anybody types. */
    public String name(int row) {
        return row >= rows.size() ? "" : cut(rows.get(row).name());
    }

    public String organisation(int row) {
        return row >= rows.size() ? "" : cut(rows.get(row).organisation());
    }

    public String more() {
        return cut(unnamed);
    }

    public boolean isEmpty() {
        return !alone && company() == null;
    }

    private static String cut(@Nullable String typed) {
        return typed == null ? "" : typed.length() <= CUT ? typed : typed.substring(0, CUT);
    }
}
