package org.shanyraq.crm.shared.internal;

import java.util.regex.Pattern;

/** What a good address of a website looks like. */
public final class Websites {

    /** No part gives back what it took, so that the time is linear to the length. */
    private static final Pattern ADDRESS = Pattern.compile(
            "https?://[^\\s/?#@:\\\\\"<>`{|}^\\[\\]]++(:\\d{1,5})?+([/?#][^\\s\\\\\"<>`{|}^]*)?+",
            Pattern.CASE_INSENSITIVE);

    private Websites() {}

    public static boolean isWebsite(String text) {
        return ADDRESS.matcher(text).matches();
    }
}
