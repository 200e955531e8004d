import { Text } from '../../ui/text';

/** What someone says of a query, with what stands between backticks as the code it is. */
export function About({ of, cut = Infinity }: { of: string; cut?: number }) {
    return (
        <>
            {codeIn(of.length > cut ? `${of.slice(0, cut)}…` : of).map(({ text, code }, i) =>
                code ? (
                    <code key={i} class="sql-code">
                        <Text of={text} />
                    </code>
                ) : (
                    <Text key={i} of={text} />
                ),
            )}
        </>
    );
}

interface Part {
    text: string;
    code: boolean;
}

/** A text by its backticks; one without another is only a character. */
export function codeIn(text: string): Part[] {
    const parts: Part[] = [];
    let at = 0;
    for (const { 0: whole, 1: code = '', index } of text.matchAll(/`([^`]+)`/g)) {
        if (index > at) parts.push({ text: text.slice(at, index), code: false });
        parts.push({ text: code, code: true });
        at = index + whole.length;
    }
    if (at < text.length) parts.push({ text: text.slice(at), code: false });
    return parts;
}

/** The same where there is no markup, as in a tooltip. */
export const withoutCode = (text: string): string => text.replace(/`([^`]+)`/g, '$1');
