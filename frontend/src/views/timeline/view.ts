import { signal } from '@preact/signals';
import { lanesTop, type Place, placesOf } from './geometry';
import { LANE_PIXELS } from './lanes/boxes';
import { Life } from './life/life';
import type { Look } from './look';
import { Names } from './names';
import { Notes } from './notes/notes';
import { Phases } from './phases/phases';

/** What the diagram shows beside the session's own tracks and lanes, and how far its lanes are scrolled. */
export class View {
    readonly scroll = signal(0);
    /** Where the pointer is, in the diagram's pixels. */
    readonly hover = signal<{ x: number; y: number } | undefined>(undefined);
    readonly notes: Notes;
    readonly life: Life;
    readonly phases: Phases;
    readonly names: Names;
    /** Whether any lane was drawn yet. */
    drawn = false;

    constructor(private readonly look: Look) {
        this.notes = new Notes(look);
        this.life = new Life(look, look.conn);
        this.phases = new Phases(look);
        this.names = new Names(look);
    }

    /** The fixed tracks: of a single connection also its TCP's, once they are known. */
    places(): Place[] {
        return placesOf(this.look.conn, this.life.tcp.steps.value !== undefined);
    }

    /** Where the lanes begin: first those that stay on top, then all. */
    bands(): { top: number; pinned: readonly string[]; begin: number } {
        const { pinned } = this.look.route.value;
        const top = lanesTop(this.places());
        return { top, pinned, begin: top + pinned.length * LANE_PIXELS };
    }

    close(): void {
        this.notes.close();
        this.life.close();
        this.phases.close();
        this.names.close();
    }
}
