import { useCommands } from '../../ui/keys';
import { useTimeKeys } from '../../ui/timekeys';
import { togglePin } from './lanes/gutter';
import type { Look } from './look';
import type { View } from './view';

/** What can be done to a timeline by key, from the palette too. */
export function useTimelineKeys(look: Look, view: View, running: boolean, step: (by: number) => void): void {
    const { timeline } = look;
    useTimeKeys(timeline, {
        next: () => step(1),
        previous: () => step(-1),
        escape: () => {
            timeline.area.value = undefined;
            view.notes.card.value = undefined;
            look.go({ request: '', lane: '' }, 'replace');
        },
    });
    const lane = () => look.route.peek().lane;
    const along = (by: number) => {
        const rows = look.lanes.rows.peek();
        const at = rows.findIndex(({ key }) => key === lane());
        const next = rows[at < 0 ? 0 : at + by];
        if (next !== undefined) look.go({ lane: next.key }, 'replace');
    };
    useCommands(
        'Timeline',
        [
            { name: 'Next request of the lane', keys: ['j'], run: () => step(1), listed: false },
            { name: 'Previous request of the lane', keys: ['k'], run: () => step(-1), listed: false },
            { name: 'Next lane', keys: ['J'], run: () => along(1), listed: false },
            { name: 'Previous lane', keys: ['K'], run: () => along(-1), listed: false },
            {
                name: 'Pin or unpin the lane',
                keys: ['p'],
                when: () => lane() !== '',
                run: () => togglePin(look, lane()),
            },
            {
                name: 'Note something at this moment',
                keys: ['n'],
                when: () => look.origin !== '',
                run: () => {
                    const { from, to } = timeline.shown.peek();
                    view.notes.card.value = { at: timeline.cursor.peek() ?? (from + to) / 2, note: undefined };
                },
            },
            {
                name: 'Select what is in sight',
                keys: ['m'],
                run: () => void (timeline.area.value = { ...timeline.shown.peek() }),
            },
            {
                name: 'Zoom to the selected stretch',
                keys: ['z'],
                when: () => timeline.area.peek() !== undefined,
                run: () => timeline.show(timeline.area.peek() ?? timeline.shown.peek()),
            },
            {
                name: 'Show or hide the table',
                keys: ['t'],
                run: () => look.go({ table: !look.route.peek().table }, 'replace'),
            },
            {
                name: 'Follow the end, or stay',
                keys: ['l'],
                when: () => running,
                run: () => {
                    timeline.follow.value = !timeline.follow.peek();
                    if (timeline.follow.peek()) timeline.toEnd();
                },
            },
        ],
        {
            gestures: [
                ['wheel', 'up and down the lanes'],
                ['ctrl wheel', 'closer and farther at the pointer'],
                ['shift wheel', 'earlier and later'],
                ['double click', 'closer'],
            ],
        },
    );
}
