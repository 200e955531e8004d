import { facets, type Facet, type Facets, type Progress } from '../../../api';
import { withoutSubject } from '../../../ui/narrow';

export const FEW = 6;
export const MANY = 60;

/** A facet, and of how many requests its counts are. */
export interface Counted extends Facet {
    of: Progress;
}

/** What the sidebar shows: each field's values as there are without what the query asks of that field itself. */
export interface Sidebar extends Progress {
    byField: ReadonlyMap<string, Counted>;
}

export interface Question {
    q: string;
    limit: number;
    fields: string[];
}

/** As many fields as one question may have. */
const MOST_FIELDS = 20;

/** Fields are asked for together where they are asked of the same requests. */
export function questions(q: string, fields: readonly string[], expanded: ReadonlySet<string>): Question[] {
    // Of the query itself even where no field is: it tells how many match.
    const found: Question[] = [{ q, limit: FEW, fields: [] }];
    for (const field of fields) {
        const own = aboutOf(field).reduce(withoutSubject, q);
        const limit = expanded.has(field) ? MANY : FEW;
        const fits = (each: Question) => each.q === own && each.limit === limit && each.fields.length < MOST_FIELDS;
        let question = found.find(fits);
        if (question === undefined) found.push((question = { q: own, limit, fields: [] }));
        question.fields.push(field);
    }
    const [first] = found;
    if (first?.fields.length === 0) first.fields.push('class');
    return found;
}

/** How the conditions of a field can be written. */
const aboutOf = (field: string): string[] => (field === 'connection' ? ['conn'] : [field, `connection(${field})`]);

/** Asks them side by side; complete ones are not asked again. */
export class Asker {
    private readonly whole: (Facets | undefined)[] = [];

    constructor(
        private readonly session: string,
        private readonly questions: readonly Question[],
        private readonly range: { from: string; to: string },
    ) {}

    /** Whatever was complete is to be asked again: the session has grown. */
    forget(): void {
        this.whole.length = 0;
    }

    async ask(signal: AbortSignal): Promise<Sidebar> {
        const answers = await Promise.all(this.questions.map((question, i) => this.one(question, i, signal)));
        const byField = new Map<string, Counted>();
        for (const { facets: found, ...of } of answers)
            for (const facet of found) byField.set(facet.field, { ...facet, of });
        const { matched, total, scanned } = answers[0] ?? { matched: 0, total: 0, scanned: 0 };
        return { matched, total, scanned, complete: answers.every(({ complete }) => complete), byField };
    }

    private async one({ q, limit, fields }: Question, i: number, signal: AbortSignal): Promise<Facets> {
        const known = this.whole[i];
        if (known !== undefined) return known;
        const answer = await facets(this.session, { q, fields, limit, ...this.range }, signal);
        if (answer.complete) this.whole[i] = answer;
        return answer;
    }
}
