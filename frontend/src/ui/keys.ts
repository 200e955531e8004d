import { signal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { type Command, Commands, type Gesture, type Group, VIEW } from './commands';

const SEQUENCE_MILLIS = 2500;

/** What the page can do now. */
export const commands = new Commands();
/** The first key of a sequence that waits for its second, or "". */
export const begun = signal('');
let forget: ReturnType<typeof setTimeout> | undefined;

/** Whether keys pressed there write text, so that they are nobody else's. */
function writes(target: EventTarget | null): boolean {
    if (!(target instanceof HTMLElement)) return false;
    if (target instanceof HTMLInputElement) return !['checkbox', 'radio', 'button'].includes(target.type);
    return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || target.isContentEditable;
}

/** How a key is named in a command; "" for what is nobody's. Where a layout needs AltGr for a bracket, it is the bracket. */
function strokeOf(event: KeyboardEvent): string {
    if (event.getModifierState('AltGraph')) return event.key;
    if (event.altKey) return '';
    return event.ctrlKey || event.metaKey ? `Mod+${event.key.toLowerCase()}` : event.key;
}

function pressed(event: KeyboardEvent): void {
    const stroke = strokeOf(event);
    if (event.defaultPrevented || stroke === '' || ['Shift', 'AltGraph'].includes(event.key)) return;
    if (document.querySelector('dialog[open]') !== null) return;
    if (writes(event.target) && !stroke.startsWith('Mod+')) return;
    const before = begun.peek();
    expect('');
    const full = before === '' ? stroke : `${before} ${stroke}`;
    const came = commands.press(full, event);
    if (came === 'begun') expect(full);
    // A sequence that leads nowhere is not its last key alone.
    if (came !== 'none' || before !== '') event.preventDefault();
}

function expect(next: string): void {
    clearTimeout(forget);
    begun.value = next;
    if (next !== '') forget = setTimeout(() => expect(''), SEQUENCE_MILLIS);
}

/** Listens to the keys of the whole page; silent while someone writes, or a dialog is open. */
export function startKeys(): void {
    document.addEventListener('keydown', pressed);
}

/** What a part of the page can do while it is there: by its keys, from the palette, and in the page of help. */
export function useCommands(
    name: string,
    these: readonly Command[],
    { layer = VIEW, gestures = [] }: { layer?: number; gestures?: readonly Gesture[] } = {},
): void {
    const group = useRef<Group>();
    group.current ??= { name, layer, commands: these, gestures };
    group.current.commands = these;
    group.current.gestures = gestures;
    useEffect(() => (group.current === undefined ? undefined : commands.add(group.current)), []);
}
