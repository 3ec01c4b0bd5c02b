package io.github.mailbearer.diagnosis;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Whose servers these are, told by the names of hosts and by what only they write. */
enum Provider {
    MICROSOFT("office365\\.(?:com|us)|exchangelabs\\.com|outlook\\.(?:com|cn|office)|microsoftonline|\\baadsts|"
            + "\\bstoredrv|mx\\.microsoft|protection\\.outlook|\\bsmtp; client|prod\\.outlook"),
    HVE("hve\\.mx\\.microsoft|smtp-hve\\.office365"),
    PERSONAL("smtp-mail\\.outlook\\.com"),
    GOOGLE("g(?:oogle)?mail\\.com|googleapis\\.com|\\bgoogle\\b|\\bgsmtp\\b|googlemail");

    private final Pattern marks;

    Provider(String marks) {
        this.marks = Pattern.compile(marks);
    }

    /** Those of whom a text bears marks. */
    static Set<Provider> in(String folded) {
        Set<Provider> found = EnumSet.noneOf(Provider.class);
        for (Provider provider : values()) {
            if (provider.marks.matcher(folded).find()) {
                found.add(provider);
            }
        }
        return found;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
