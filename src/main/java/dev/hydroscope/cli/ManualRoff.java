package dev.hydroscope.cli;

import dev.hydroscope.cli.ManualPage.Block;
import dev.hydroscope.cli.ManualPage.Entry;
import dev.hydroscope.cli.ManualPage.Heading;
import dev.hydroscope.cli.ManualPage.Paragraph;
import dev.hydroscope.cli.ManualPage.Verbatim;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A page in the language of man(7). */
final class ManualRoff {
    private ManualRoff() {
    }

    static String of(ManualPage page) {
        return ".TH \"" + page.name().replace(' ', '-').toUpperCase(Locale.ROOT) + "\" 1 \"\" \"Hydroscope\"\n"
                + page.sections().stream().map(section -> ".SH " + escaped(section.title().toUpperCase(Locale.ROOT)) + "\n"
                        + blocks(section.blocks())).collect(Collectors.joining());
    }

    private static String blocks(List<Block> blocks) {
        return blocks.stream().map(ManualRoff::block).collect(Collectors.joining());
    }

    private static String block(Block block) {
        if (block instanceof Paragraph paragraph) {
            return ".PP\n" + marked(paragraph.text()) + "\n";
        } else if (block instanceof Verbatim verbatim) {
            return ".PP\n.RS 2\n.nf\n" + verbatim.lines().stream().map(line -> escaped(line) + "\n").collect(Collectors.joining())
                    + ".fi\n.RE\n";
        } else if (block instanceof Heading heading) {
            return ".SS " + escaped(heading.text()) + "\n";
        }
        Entry entry = (Entry) block;
        return ".TP 12\n\\fB" + escaped(entry.term()) + "\\fR\n" + marked(entry.text()) + "\n";
    }

    /** Bold is what stands between backticks. */
    private static String marked(String text) {
        StringBuilder out = new StringBuilder();
        String[] parts = text.split("`", -1);
        for (int i = 0; i < parts.length; i++) {
            String part = i == 0 ? escaped(parts[i]) : escaped("\u0000" + parts[i]).substring(1);
            out.append(i % 2 == 1 ? "\\fB" + part + "\\fR" : part);
        }
        return out.toString();
    }

    private static String escaped(String line) {
        String safe = line.replace("\\", "\\e").replace("-", "\\-");
        return safe.startsWith(".") || safe.startsWith("'") ? "\\&" + safe : safe;
    }
}
