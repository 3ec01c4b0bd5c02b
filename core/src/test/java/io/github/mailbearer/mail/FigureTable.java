package io.github.mailbearer.mail;

import java.util.ArrayList;
import java.util.List;

/** A table that reads well as plain text, and as Markdown. */
final class FigureTable {

    private final List<String> head;
    private final List<List<String>> rows = new ArrayList<>();

    FigureTable(String... head) {
        this.head = List.of(head);
    }

    void row(String... cells) {
        rows.add(List.of(cells));
    }

    void clear() {
        rows.clear();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        append(text, head, ' ');
        append(text, head.stream().map(any -> "").toList(), '-');
        rows.forEach(row -> append(text, row, ' '));
        return text.toString();
    }

    private void append(StringBuilder text, List<String> cells, char filler) {
        for (int column = 0; column < cells.size(); column++) {
            String cell = cells.get(column);
            text.append('|').append(filler).append(cell);
            text.append(String.valueOf(filler).repeat(width(column) - cell.length() + 1));
        }
        text.append("|\n");
    }

    private int width(int column) {
        int widest = head.get(column).length();
        for (List<String> row : rows) {
            widest = Math.max(widest, row.get(column).length());
        }
        return widest;
    }
}
