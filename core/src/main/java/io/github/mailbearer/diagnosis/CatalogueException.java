package io.github.mailbearer.diagnosis;

/** A catalogue cannot be used: its message names the file, the entry and the field, and says what is expected there. */
public final class CatalogueException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    /**
     * Refuses a field.
     *
     * @param file the catalogue's name
     * @param row the entry's id, or an empty string
     * @param field the field's name, or an empty string
     * @param fault what is wrong with it, and what is expected
     */
    CatalogueException(String file, String row, String field, String fault) {
        super(file + (row.isEmpty() ? "" : ", entry " + row) + (field.isEmpty() ? "" : ", field " + field) + ": "
                + fault);
    }
}
