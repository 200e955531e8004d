package dev.hydroscope.cli;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Stack;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/** Takes what follows `--` for the command to start, and `--save` for one without a name. */
final class TraceWords implements IParameterPreprocessor {
    @Override
    public boolean preprocess(Stack<String> words, CommandSpec command, ArgSpec argument, Map<String, Object> info) {
        List<String> all = new ArrayList<>(words);
        Collections.reverse(all);
        int end = all.indexOf("--");
        if (end >= 0) {
            ((TraceCommand) command.userObject()).launch(List.copyOf(all.subList(end + 1, all.size())));
            all = all.subList(0, end);
        }
        List<String> rest = new ArrayList<>(all);
        rest.replaceAll(word -> word.equals("--save") ? "--save=" : word);
        Collections.reverse(rest);
        words.clear();
        words.addAll(rest);
        return false;
    }
}
