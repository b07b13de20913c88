package org.shanyraq.crm.exchange.internal;

import com.ibm.icu.util.ULocale;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Countries by their names (Unicode CLDR) in the languages in which lists reach a mission, and by their ISO 3166 codes. */
final class Countries {

    private static final String[] LANGUAGES = {
        "en", "fr", "de", "nl", "es", "it", "pt", "pl", "cs", "sk", "hu", "ro", "bg", "el", "ru", "kk", "uk", "sv",
        "da", "fi", "et", "lv", "lt", "sl", "hr", "tr"
    };

    private static final Map<String, String> CODES = codes();

    private Countries() {}

    /** The ISO 3166-1 alpha-2 code. */
    static Optional<String> code(String text) {
        return Optional.ofNullable(CODES.get(WordList.plain(text)));
    }

    private static Map<String, String> codes() {
        Map<String, String> codes = new HashMap<>();
        for (String code : Locale.getISOCountries()) {
            codes.put(WordList.plain(code), code);
        }
        for (String code : Locale.getISOCountries()) {
            Locale country = new Locale.Builder().setRegion(code).build();
            codes.putIfAbsent(WordList.plain(ULocale.forLocale(country).getISO3Country()), code);
        }
        // The EU's own codes for Greece and the United Kingdom, and names in use that CLDR does not give first.
        String[][] further = {
            {"EL", "GR"},
            {"UK", "GB"},
            {"Great Britain", "GB"},
            {"Britain", "GB"},
            {"United Kingdom of Great Britain and Northern Ireland", "GB"},
            {"Grande-Bretagne", "GB"},
            {"Grossbritannien", "GB"},
            {"Großbritannien", "GB"},
            {"USA", "US"},
            {"U.S.A.", "US"},
            {"United States of America", "US"},
            {"États-Unis d'Amérique", "US"},
            {"Vereinigte Staaten von Amerika", "US"},
            {"Czech Republic", "CZ"},
            {"République tchèque", "CZ"},
            {"Tschechische Republik", "CZ"},
            {"Holland", "NL"},
            {"The Netherlands", "NL"},
            {"Slovak Republic", "SK"},
            {"Russian Federation", "RU"},
            {"Российская Федерация", "RU"},
            {"Turkey", "TR"},
            {"Türkiye", "TR"},
            {"Macedonia", "MK"},
            {"Moldova", "MD"},
            {"Republic of Moldova", "MD"},
            {"Kirghizistan", "KG"},
            {"Kirgisien", "KG"},
            {"Kyrgyz Republic", "KG"},
            {"Republic of Kazakhstan", "KZ"},
            {"Kasachstan", "KZ"},
            {"Korea", "KR"},
            {"Republic of Korea", "KR"},
            {"South Korea", "KR"},
            {"Viet Nam", "VN"},
            {"Iran", "IR"},
            {"Syria", "SY"},
            {"Bosnia", "BA"},
            {"Belarus", "BY"},
            {"Белоруссия", "BY"},
            {"Киргизия", "KG"},
            {"Молдавия", "MD"},
            {"People's Republic of China", "CN"},
            {"Palestine", "PS"},
            {"Vatican", "VA"},
            {"Holy See", "VA"}
        };
        for (String[] pair : further) {
            codes.put(WordList.plain(pair[0]), pair[1]);
        }
        for (String language : LANGUAGES) {
            Locale names = Locale.forLanguageTag(language);
            for (String code : Locale.getISOCountries()) {
                String name = new Locale.Builder().setRegion(code).build().getDisplayCountry(names);
                codes.putIfAbsent(WordList.plain(name), code);
            }
        }
        return Map.copyOf(codes);
    }
}
