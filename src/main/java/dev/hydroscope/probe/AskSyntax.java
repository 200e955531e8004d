package dev.hydroscope.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@link Ask}s. What cannot be read is refused with the place where it goes wrong, counted from 1. */
final class AskSyntax {
    private static final int MOST_ARGUMENTS = 12;
    private static final Pattern PLACE = Pattern.compile("[^\\p{Cntrl}()!]+");
    private static final Pattern NAME = Pattern.compile("[^\\s\\p{Cntrl}():!%/,]+");
    private static final Pattern PARAMETER = Pattern.compile(
            "(?:([A-Za-z_]\\w*)\\s*:\\s*)?([A-Za-z_]\\w*)(?:\\(\\s*(\\w+)\\s*\\))?");
    private static final String FORMS = "write GLOB, PROVIDER:NAME(ARGS), FILE:FUNCTION(ARGS), FILE:FUNCTION%return(ARG) or"
            + " CATEGORY:EVENT";
    private static final String KINDS = "write NAME:KIND, KIND or NAME; the kinds are " + Parameter.Type.words();

    private final String text;

    private AskSyntax(String text) {
        this.text = text;
    }

    static Ask parse(String text) throws WantedException {
        return new AskSyntax(text).ask();
    }

    private Ask ask() throws WantedException {
        int from = 0;
        boolean negated = text.startsWith("!");
        from += negated ? 1 : 0;
        Ask.Sort sort = text.length() > from + 1 && text.charAt(from + 1) == ':'
                ? Ask.Sort.of(text.substring(from, from + 1)).orElse(Ask.Sort.ANY) : Ask.Sort.ANY;
        from += sort == Ask.Sort.ANY ? 0 : 2;
        int open = text.endsWith(")") ? opening() : text.length();
        String head = text.substring(from, Math.max(from, open));
        boolean returns = head.endsWith(Ask.RETURN);
        String path = returns ? head.substring(0, head.length() - Ask.RETURN.length()) : head;
        int colon = path.lastIndexOf(':');
        String place = colon < 0 ? "" : path.substring(0, colon);
        String name = path.substring(colon + 1);
        require(NAME.matcher(name).matches(), from + colon + 1, name.isEmpty() ? "a name is missing"
                : "\"" + name + "\" is no name", FORMS);
        require(colon < 0 || PLACE.matcher(place).matches(), from, place.isEmpty() ? "what stands before the colon is missing"
                : "\"" + place + "\" is no provider, file or category", FORMS);
        Optional<List<Parameter>> parameters = open < text.length() ? Optional.of(parameters(open + 1, text.length() - 1))
                : Optional.empty();
        Ask ask = new Ask(sort, negated, place, name, returns || sort == Ask.Sort.RETURN, parameters);
        check(ask, open);
        return ask;
    }

    private void check(Ask ask, int open) throws WantedException {
        require(!ask.negated() || ask.parameters().isEmpty(), open, "what is taken away has no arguments", "leave them out");
        require(!ask.returns() || ask.sort() == Ask.Sort.ANY || ask.sort() == Ask.Sort.RETURN, open,
                "only a function returns", "leave " + Ask.RETURN + " out, or write r:FILE:FUNCTION");
        require(!ask.returns() || !ask.place().isEmpty(), 0, "the file of the function is missing",
                "write FILE:" + ask.name() + Ask.RETURN);
        require(ask.parameters().isEmpty() || !ask.place().isEmpty(), 0, "what has arguments needs its place",
                "write PROVIDER:" + ask.name() + "(…) or FILE:" + ask.name() + "(…)");
        require(ask.sort() != Ask.Sort.FUNCTION && ask.sort() != Ask.Sort.RETURN || !ask.place().isEmpty(), 0,
                "the file of the function is missing (functions of the kernel cannot be traced)", "write p:FILE:" + ask.name());
        require(!ask.returns() || ask.parameters().orElse(List.of()).size() <= 1, open, "a function returns one value",
                "declare it alone: " + Ask.RETURN + "(i32), " + Ask.RETURN + "(ptr) or " + Ask.RETURN + "(str)");
    }

    /** Of the parenthesis that ends the text. */
    private int opening() throws WantedException {
        int depth = 0;
        for (int i = text.length() - 1; i >= 0; i--) {
            depth += text.charAt(i) == ')' ? 1 : text.charAt(i) == '(' ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        throw wrong(text.length() - 1, "a ) stands without its (", FORMS);
    }

    private List<Parameter> parameters(int from, int to) throws WantedException {
        List<Parameter> parameters = new ArrayList<>();
        int begin = from;
        int depth = 0;
        for (int i = from; i <= to && !text.substring(from, to).isBlank(); i++) {
            char sign = i == to ? ',' : text.charAt(i);
            depth += sign == '(' ? 1 : sign == ')' ? -1 : 0;
            if (sign == ',' && depth == 0) {
                parameters.add(parameter(begin, i));
                begin = i + 1;
            }
        }
        require(parameters.size() <= MOST_ARGUMENTS, begin, "there are " + parameters.size() + " arguments",
                "declare at most " + MOST_ARGUMENTS);
        for (Parameter parameter : parameters) {
            checkLength(parameter, parameters, from);
        }
        return parameters;
    }

    private void checkLength(Parameter parameter, List<Parameter> all, int at) throws WantedException {
        String length = parameter.length();
        boolean number = length.chars().allMatch(Character::isDigit);
        boolean numbered = length.matches("arg\\d+") && Integer.parseInt(length.substring(3)) < all.size();
        require(number || numbered || all.stream().anyMatch(other -> other.name().equals(length)), at,
                "no argument is called " + length + ", which should hold a length", "declare it: " + length + ":u64");
    }

    private Parameter parameter(int from, int to) throws WantedException {
        String part = text.substring(from, to);
        Matcher matcher = PARAMETER.matcher(part.strip());
        require(matcher.matches(), from, "\"" + part.strip() + "\" is no argument", KINDS);
        boolean named = matcher.group(1) != null;
        String length = matcher.group(3) == null ? "" : matcher.group(3);
        Optional<Parameter.Type> type = Parameter.Type.of(matcher.group(2));
        if (type.isEmpty()) {
            require(!named && length.isEmpty(), from, "\"" + matcher.group(2) + "\" is no kind", KINDS);
            return new Parameter(matcher.group(2), Parameter.Type.INT, "");
        }
        boolean buffer = type.get() == Parameter.Type.BUF;
        require(!buffer || !length.isEmpty(), from, "buf lacks its length", "write buf(16), or buf(NAME) of the argument that"
                + " holds it");
        require(buffer || length.isEmpty() || type.get() == Parameter.Type.STR && length.matches("[1-9]\\d{0,4}"), from,
                type.get().word() + " has no length", "leave it out; str(16) reads at most 16 bytes");
        require(!length.matches("\\d{6,}"), from, "buf(" + length + ") is too long", "read at most 8192 bytes");
        return new Parameter(named ? matcher.group(1) : "", type.get(), length);
    }

    private void require(boolean right, int at, String otherwise, String hint) throws WantedException {
        if (!right) {
            throw wrong(at, otherwise, hint);
        }
    }

    private WantedException wrong(int at, String why, String hint) {
        return new WantedException("\"" + text + "\", at " + (Math.min(at, text.length()) + 1) + ": " + why, hint);
    }
}
