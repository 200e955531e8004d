import { computed, signal } from '@preact/signals';
import {
    type ApiError,
    asApiError,
    isAbort,
    runSql,
    type SavedQuery,
    type SqlAnswer,
    sqlPath,
    type SqlQuestion,
} from '../../api';
import { navigate, questionWords, route, sqlOf, type SqlRoute } from '../../route';
import { dropDraft, keepDraft, keptDraft } from './draft';
import { parametersOf } from './statement';

/** What is written now: it becomes a question when someone runs it. */
export type Draft = Pick<SqlRoute, 'sql' | 'sessions' | 'parameters' | 'query' | 'limit'>;

export interface Answered {
    /** The words of what was asked. */
    words: string;
    question: SqlQuestion;
    answer: SqlAnswer;
    at: number;
}

export type Course =
    | { state: 'idle' }
    | { state: 'running'; since: number }
    | { state: 'failed'; error: ApiError; words: string; millis: number }
    | { state: 'cancelled'; millis: number };

const MOST_KEPT = 3;
/** Answers of late: whoever comes back from a request they link to, finds them as they were. */
const kept: Answered[] = [];

/** What the page of SQL works on: the statement as it is written, what was asked last, and its answer. */
export class Desk {
    readonly draft = signal<Draft>(sqlOf());
    readonly course = signal<Course>({ state: 'idle' });
    readonly answered = signal<Answered>();
    readonly queries = signal<readonly SavedQuery[]>();
    /** Counts what ended: the history is read again then. */
    readonly ended = signal(0);
    /** Counts how often the statement was put there by other than writing it: the editor takes it over then. */
    readonly placed = signal(0);
    private run: AbortController | undefined;
    private at: string | undefined;

    readonly names = computed(() => parametersOf(this.draft.value.sql));
    readonly question = computed<SqlQuestion>(() => questionOf(this.draft.value, this.names.value));
    readonly words = computed(() => JSON.stringify(this.question.value));
    /** Whether what is written is no longer what was answered. */
    readonly stale = computed(
        () => this.answered.value !== undefined && this.answered.value.words !== this.words.value,
    );
    readonly saved = computed(() => this.queries.value?.find(({ id }) => id === this.draft.value.query));
    /** Whether the statement is another than that of the saved query it came from. */
    readonly changed = computed(() => this.saved.value !== undefined && this.saved.value.sql !== this.draft.value.sql);
    readonly missing = computed(() =>
        this.names.value.filter((name) => this.draft.value.parameters[name] === undefined),
    );

    /** A route was gone to: what it asks is put in the editor, and run unless it was answered already. */
    arrive(to: SqlRoute): void {
        if (to.sql === '' && to.query !== '' && this.queries.value === undefined) return;
        const words = `${questionWords(to)} ${to.query} ${String(to.ready)}`;
        if (words === this.at) return;
        const first = this.at === undefined;
        this.at = words;
        const asked = this.wholeOf(to);
        if (JSON.stringify(questionOf(asked)) === this.words.peek() && this.course.peek().state === 'running') return;
        const draft = first ? keptDraft(words) : undefined;
        this.draft.value = draft ?? asked;
        this.placed.value++;
        const had = kept.find((each) => each.words === JSON.stringify(questionOf(asked)));
        if (had !== undefined) this.show(had);
        else if (draft === undefined && !to.ready && asked.sql.trim() !== '' && asked.sessions.length > 0) {
            if (this.missing.peek().length === 0) void this.ask();
        } else if (asked.sql === '') this.answered.value = undefined;
    }

    /** In the editor, where it stands already. */
    type(sql: string): void {
        if (sql === this.draft.peek().sql) return;
        this.draft.value = { ...this.draft.peek(), sql };
        keepDraft(this.at ?? '', this.draft.peek());
    }

    write(part: Partial<Draft>): void {
        this.draft.value = { ...this.draft.peek(), ...part };
        if (part.sql !== undefined) this.placed.value++;
        keepDraft(this.at ?? '', this.draft.peek());
    }

    /** Another statement takes the place of the one that is written; its answer stays until it is run. */
    put(sql: string, parameters: Readonly<Record<string, string>> = {}, query = ''): void {
        this.write({ sql, parameters, query, limit: undefined });
    }

    take(query: SavedQuery): void {
        this.put(query.sql, defaultsOf(query), query.id);
    }

    /** Asks what is written, and makes it the address. */
    start(limit = this.draft.peek().limit): void {
        const draft = { ...this.draft.peek(), limit };
        if (draft.sql.trim() === '' || draft.sessions.length === 0) return;
        this.draft.value = draft;
        const now = route.peek();
        const same = this.answered.peek()?.question.sql === draft.sql;
        const look = now.view === 'sql' && same ? now : sqlOf();
        const to: SqlRoute = {
            ...look,
            ...draft,
            sql: this.saved.peek()?.sql === draft.sql ? '' : draft.sql,
            parameters: this.question.peek().parameters,
            sort: '',
            ready: false,
        };
        this.at = `${questionWords(to)} ${to.query} ${String(to.ready)}`;
        dropDraft();
        navigate(to);
        void this.ask();
    }

    cancel(): void {
        this.run?.abort();
    }

    close(): void {
        this.cancel();
    }

    private async ask(): Promise<void> {
        this.cancel();
        const run = (this.run = new AbortController());
        const question = this.question.peek();
        const words = this.words.peek();
        const since = Date.now();
        this.course.value = { state: 'running', since };
        try {
            const answer = await runSql(question, run.signal);
            if (this.run !== run) return;
            this.course.value = { state: 'idle' };
            this.show({ words, question, answer, at: Date.now() });
        } catch (reason) {
            if (this.run !== run) return;
            const millis = Date.now() - since;
            this.course.value = isAbort(reason)
                ? { state: 'cancelled', millis }
                : { state: 'failed', error: asApiError(reason), words, millis };
        } finally {
            if (this.run === run) this.run = undefined;
            this.ended.value++;
        }
    }

    private show(answered: Answered): void {
        this.answered.value = answered;
        const others = kept.filter(({ words }) => words !== answered.words).slice(0, MOST_KEPT - 1);
        kept.splice(0, kept.length, answered, ...others);
        if (this.course.peek().state !== 'running') this.course.value = { state: 'idle' };
    }

    /** With what its saved query says where the address says nothing. */
    private wholeOf(to: SqlRoute): Draft {
        const saved = this.queries.value?.find(({ id }) => id === to.query);
        const { sessions, limit, query } = to;
        const sql = to.sql === '' ? (saved?.sql ?? '') : to.sql;
        const defaults = saved === undefined ? {} : defaultsOf(saved);
        return { sql, sessions, limit, query, parameters: { ...defaults, ...to.parameters } };
    }
}

const defaultsOf = ({ parameters }: SavedQuery): Record<string, string> =>
    Object.fromEntries(parameters.map(({ name, value }) => [name, value]));

/** Only what the statement names is sent; a field that nobody touched is empty. */
export function questionOf(draft: Draft, names: readonly string[] = parametersOf(draft.sql)): SqlQuestion {
    const parameters = Object.fromEntries(names.map((name) => [name, draft.parameters[name] ?? '']));
    const limit = draft.limit === undefined ? {} : { limit: draft.limit };
    return { sql: draft.sql, parameters, sessions: [...draft.sessions], ...limit };
}

export const addressOf = (question: SqlQuestion, as: 'csv' | 'json'): string => sqlPath(question, as);
