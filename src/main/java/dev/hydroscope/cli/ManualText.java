package dev.hydroscope.cli;

import dev.hydroscope.cli.ManualPage.Block;
import dev.hydroscope.cli.ManualPage.Entry;
import dev.hydroscope.cli.ManualPage.Heading;
import dev.hydroscope.cli.ManualPage.Paragraph;
import dev.hydroscope.cli.ManualPage.Section;
import dev.hydroscope.cli.ManualPage.Verbatim;
import java.util.Locale;

/** A page as a terminal of 80 columns shows it; bold only where the terminal can. */
final class ManualText {
    private static final int WIDTH = 80;
    private static final int INDENT = 7;
    private static final int HANG = 19;
    private static final String BOLD = "\u001b[1m";
    private static final String USUAL = "\u001b[22m";

    private final boolean bold;
    private final StringBuilder out = new StringBuilder();

    private ManualText(boolean bold) {
        this.bold = bold;
    }

    static String of(ManualPage page, boolean bold) {
        ManualText text = new ManualText(bold);
        page.sections().forEach(text::section);
        return text.out.toString();
    }

    private void section(Section section) {
        out.append(out.isEmpty() ? "" : "\n").append(strong(section.title().toUpperCase(Locale.ROOT))).append('\n');
        Block before = null;
        for (Block block : section.blocks()) {
            // commands and the like stand close, as a table does; what is longer breathes
            if (before != null && !(before instanceof Heading) && !(before instanceof Entry && block instanceof Entry)
                    && !(before instanceof Paragraph && block instanceof Verbatim)) {
                out.append('\n');
            }
            block(block);
            before = block;
        }
    }

    private void block(Block block) {
        if (block instanceof Paragraph paragraph) {
            fill(paragraph.text(), INDENT, 0);
        } else if (block instanceof Verbatim verbatim) {
            verbatim.lines().forEach(line -> out.append(" ".repeat(INDENT + 2)).append(line).append('\n'));
        } else if (block instanceof Heading heading) {
            out.append(" ".repeat(INDENT / 2)).append(strong(heading.text())).append('\n');
        } else if (block instanceof Entry entry) {
            entry(entry);
        }
    }

    private void entry(Entry entry) {
        out.append(" ".repeat(INDENT)).append(strong(entry.term()));
        int used = INDENT + entry.term().length();
        boolean beside = used < HANG;
        out.append(beside ? " ".repeat(HANG - used) : "\n");
        fill(entry.text(), HANG, beside ? HANG : 0);
    }

    /** @param column where the line stands already */
    private void fill(String text, int indent, int column) {
        StringBuilder filled = new StringBuilder();
        int at = column;
        for (String word : text.split(" +")) {
            int width = word.replace("`", "").length();
            if (at > indent && at + 1 + width > WIDTH) {
                filled.append('\n');
                at = 0;
            }
            filled.append(at == 0 ? " ".repeat(indent) : at > indent ? " " : "").append(word);
            at = at == 0 ? indent + width : at + width + (at > indent ? 1 : 0);
        }
        mark(filled);
        out.append(filled).append('\n');
    }

    /** What stands between backticks. */
    private void mark(StringBuilder text) {
        boolean open = false;
        for (int at = text.indexOf("`"); at >= 0; at = text.indexOf("`", at)) {
            text.replace(at, at + 1, !bold ? "" : open ? USUAL : BOLD);
            open = !open;
        }
    }

    private String strong(String text) {
        return bold ? BOLD + text + USUAL : text;
    }
}
