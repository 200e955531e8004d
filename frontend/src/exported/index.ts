import './list.css';
import { compare, type Entry, holds, type Sorting, TIME, turned, wordsOf } from './list';

/** A line of the list with what it is searched by, which is made when it is first asked for. */
interface Line extends Entry {
    element: HTMLDetailsElement;
    text: string | undefined;
}

const list = document.querySelector<HTMLElement>('#list');
const tools = document.querySelector<HTMLElement>('#tools');
if (list !== null && tools !== null) start(list, tools);

function start(list: HTMLElement, tools: HTMLElement): void {
    const lines = [...list.querySelectorAll('details')].map(lineOf);
    let sorting: Sorting = { column: TIME, way: 1 };
    const input = document.createElement('input');
    input.type = 'search';
    input.placeholder = 'Search in every header    press / to search';
    input.setAttribute('aria-label', 'Search requests');
    const told = document.createElement('span');
    told.setAttribute('role', 'status');
    tools.append(input, told);
    const end = document.querySelector('#end.more');
    if (end !== null) tools.before(end);

    const narrow = () => {
        const words = wordsOf(input.value);
        let shown = 0;
        for (const line of lines) {
            line.text ??= (line.element.textContent ?? '').toLowerCase();
            const hidden = !holds(line.text, words);
            if (line.element.hidden !== hidden) line.element.hidden = hidden;
            if (!hidden) shown++;
        }
        const of = lines.length.toLocaleString('en-US');
        const what = lines.length === 1 ? 'request' : 'requests';
        told.textContent = words.length === 0 ? `${of} ${what}` : `${shown.toLocaleString('en-US')} of ${of} ${what}`;
    };
    const heads = [...list.querySelectorAll<HTMLElement>('#head > span')].map((head, column) => {
        const button = document.createElement('button');
        button.type = 'button';
        button.textContent = head.textContent;
        button.addEventListener('click', () => {
            sorting = turned(sorting, column);
            list.append(...[...lines].sort((a, b) => compare(a, b, sorting)).map(({ element }) => element));
            mark(heads, sorting);
        });
        head.replaceChildren(button);
        return button;
    });
    let waiting = 0;
    input.addEventListener('input', () => {
        clearTimeout(waiting);
        waiting = window.setTimeout(narrow, 120);
    });
    document.addEventListener('keydown', (key) => pressed(key, input, lines));
    mark(heads, sorting);
    told.textContent = `${lines.length.toLocaleString('en-US')} ${lines.length === 1 ? 'request' : 'requests'}`;
}

function lineOf(element: HTMLDetailsElement): Line {
    const cells = [...element.querySelectorAll('summary > span')].map((cell) => cell.textContent ?? '');
    return { element, text: undefined, cells, place: Number(element.dataset.n), duration: Number(element.dataset.d) };
}

function mark(heads: readonly HTMLElement[], { column, way }: Sorting): void {
    heads.forEach((head, at) => {
        head.dataset.way = at !== column ? '' : way === 1 ? '▲' : '▼';
        head.setAttribute('aria-pressed', String(at === column));
    });
}

/** `/` searches, j and k go from line to line as in the explorer, Enter opens as a browser does. */
function pressed(key: KeyboardEvent, input: HTMLInputElement, lines: readonly Line[]): void {
    if (key.ctrlKey || key.metaKey || key.altKey || key.target === input) return;
    if (key.key === '/') {
        key.preventDefault();
        input.select();
    }
    if (key.key !== 'j' && key.key !== 'k') return;
    const shown = [...document.querySelectorAll<HTMLElement>('details:not([hidden]) > summary')];
    const at = shown.findIndex((summary) => summary === document.activeElement);
    const next = shown[at < 0 ? 0 : at + (key.key === 'j' ? 1 : -1)];
    if (next !== undefined && lines.length > 0) next.focus();
}
