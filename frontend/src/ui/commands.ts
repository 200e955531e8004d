/** Something that can be done here, by key, from the palette, or both. */
export interface Command {
    /** What it does, in a few words: the palette and the page of help say it. */
    name: string;
    /** Any of these: `j`, `ArrowDown`, `g r` (one after the other), `Mod+k` (Ctrl, on a Mac Cmd). */
    keys?: readonly string[];
    /** Whether it can be done now; where absent it always can. */
    when?: () => boolean;
    /** Answers false where the key was not meant for it after all. */
    run: (event?: KeyboardEvent) => void | false;
    /** False where a list of commands would offer it in vain, as moving by a line. */
    listed?: boolean;
}

/** What the pointer does, said beside the keys. */
export type Gesture = readonly [how: string, what: string];

/** The commands of a part of the page while it is there. A part within another has the higher layer: it is asked first. */
export interface Group {
    name: string;
    layer: number;
    commands: readonly Command[];
    gestures?: readonly Gesture[];
}

export const VIEW = 1;
export const PANEL = 2;
export const WITHIN = 3;

export type Pressed = 'none' | 'begun' | 'done';

/** Every command of the page, by the groups that are there: the one place that keys, palette and help read. */
export class Commands {
    private readonly groups: Group[] = [];

    add(group: Group): () => void {
        this.groups.push(group);
        return () => void this.groups.splice(this.groups.indexOf(group), 1);
    }

    /** The innermost first, and of a layer the one that came last. */
    all(): Group[] {
        return this.groups
            .map((group, i) => ({ group, i }))
            .sort((one, other) => other.group.layer - one.group.layer || other.i - one.i)
            .map(({ group }) => group);
    }

    /** Does what a stroke means; `begun` where only the beginning of a sequence was pressed. */
    press(stroke: string, event?: KeyboardEvent): Pressed {
        const able = this.all()
            .flatMap((group) => group.commands)
            .filter(({ when }) => when === undefined || when());
        for (const command of able) {
            if (command.keys?.includes(stroke) === true && command.run(event) !== false) return 'done';
        }
        return able.some(({ keys }) => keys?.some((key) => key.startsWith(`${stroke} `))) ? 'begun' : 'none';
    }

    /** What can follow the first key of a sequence. */
    following(first: string): { key: string; name: string }[] {
        return this.all().flatMap(({ commands }) =>
            commands.flatMap(({ keys, name, when }) =>
                (keys ?? [])
                    .filter((key) => key.startsWith(`${first} `) && when?.() !== false)
                    .map((key) => ({ key: key.slice(first.length + 1), name })),
            ),
        );
    }
}

const SHOWN: Record<string, string> = {
    ArrowDown: '↓',
    ArrowUp: '↑',
    ArrowLeft: '←',
    ArrowRight: '→',
    Escape: 'Esc',
    ' ': 'Space',
};

/** How the keys of a stroke are written, one after the other: `g r` as g, r; `Mod+k` as Ctrl, K. */
export function shownKeys(stroke: string, mac = false): string[] {
    return stroke.split(/(?<=.) (?=.)/).flatMap((key) => {
        const parts = key.length > 1 ? key.split('+') : [key];
        if (parts.length > 1) return parts.map((part) => (part === 'Mod' ? (mac ? '⌘' : 'Ctrl') : capital(part)));
        return [SHOWN[key] ?? key];
    });
}

/** `k` as K, `enter` as Enter */
const capital = (key: string): string => key.charAt(0).toUpperCase() + key.slice(1);

/** Whether Cmd stands for Ctrl here. */
export const mac = (): boolean => navigator.platform.startsWith('Mac');
