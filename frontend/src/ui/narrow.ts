import { withCondition, without } from './query';
import { choices, closed, cut, inside, present, same, subject, top, type Top } from './queryparts';
import { parsed, type Query } from './querytree';

/** The opposite of a condition, without `not not`. */
export function opposite(condition: string): string {
    const tree = parsed(condition);
    if (tree?.kind === 'not') return condition.slice(tree.of.from, tree.of.to);
    const several = tree !== undefined && (tree.kind === 'and' || tree.kind === 'or');
    return several ? `not (${closed(condition)})` : `not ${condition}`;
}

/** Whether a query asks for a condition, alone or among others that may hold instead, or excludes it. */
export function standing(query: string, condition: string): 'asked' | 'excluded' | '' {
    const excluded = opposite(condition);
    for (const { of } of top(query)) {
        if (of === undefined) continue;
        if (choices(of).some((choice) => same(choice, condition))) return 'asked';
        if (same(of, excluded)) return 'excluded';
    }
    return '';
}

/** Adds a condition: beside others of its field it is one that may hold instead. There already, it is taken away. */
export function toggled(query: string, condition: string): string {
    const state = standing(query, condition);
    if (state === 'asked') return withoutChoice(query, condition);
    const clean = state === 'excluded' ? toggledOut(query, condition) : query;
    const about = subjectOf(condition);
    const beside = top(clean).find(
        ({ of }) => of !== undefined && about !== '' && choices(of).every((choice) => subject(choice) === about),
    );
    if (beside?.of === undefined) return withCondition(clean, condition);
    return alternative(clean, beside, beside.of, condition);
}

/** What a condition is about: conditions about the same may stand instead of one another. */
export function subjectOf(condition: string): string {
    const tree = parsed(condition);
    return (tree !== undefined && subject(tree)) || '';
}

function alternative(query: string, at: Top, of: Query, condition: string): string {
    const text = query.slice(at.from, at.to);
    const inner = inside(of);
    if (of.kind === 'brackets' && inner.kind === 'or')
        return `${query.slice(0, inner.to)} or ${closed(condition)}${query.slice(inner.to)}`;
    const alone = query.trim() === text;
    return alone
        ? `${text} or ${condition}`
        : `${query.slice(0, at.from)}(${text} or ${closed(condition)})${query.slice(at.to)}`;
}

function withoutChoice(query: string, condition: string): string {
    for (const part of top(query)) {
        if (part.of === undefined) continue;
        const all = choices(part.of);
        const gone = all.findIndex((choice) => same(choice, condition));
        if (gone < 0) continue;
        if (all.length === 1) return without(query, part);
        const left = all.filter((_, i) => i !== gone);
        const [only] = left;
        const inner = inside(part.of);
        if (left.length === 1 && only !== undefined)
            return query.slice(0, part.from) + query.slice(only.from, only.to) + query.slice(part.to);
        return cut(query, all, gone, inner);
    }
    return query;
}

/** Excludes a condition, also where it was asked for; excluded already, it is let in again. */
export function toggledOut(query: string, condition: string): string {
    const excluded = opposite(condition);
    const there = top(query).find(({ of }) => of !== undefined && same(of, excluded));
    if (there !== undefined) return without(query, there);
    const clean = standing(query, condition) === 'asked' ? withoutChoice(query, condition) : query;
    return withCondition(clean, excluded);
}

/** The query without all that asks for, or excludes, values of one subject: what else there is to choose from. */
export function withoutSubject(query: string, about: string): string {
    let left = query;
    const isAbout = (of: Query) =>
        choices(of.kind === 'not' ? of.of : of).every((choice) => subject(choice) === about) ||
        subject(of) === about ||
        present(of) === about;
    for (;;) {
        const part = top(left).find(({ of }) => of !== undefined && isAbout(of));
        if (part === undefined) return left;
        left = without(left, part);
    }
}
