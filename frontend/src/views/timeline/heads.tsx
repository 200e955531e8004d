import { clock, rate } from '../../ui/format';
import { type Place, placesOf } from './geometry';
import type { Look } from './look';
import { mostOf } from './painttracks';

/** The names of the fixed tracks beside them, and how high each reaches. */
export function TrackHeads({ look }: { look: Look }) {
    const whole = look.whole.value;
    return (
        <div class="track-heads">
            <div class="track-clock quiet" title={look.origin}>
                {whole === undefined ? '' : `0 is ${clock(whole.origin)}`}
            </div>
            {placesOf(look.conn).map((place) => (
                <div
                    key={place.name}
                    class="track-head"
                    style={{ height: `${place.pixels}px` }}
                    title={(place.name === 'events' ? whole?.eventsWhy : null) ?? undefined}>
                    <span>{place.title}</span>
                    <span class="quiet">{reach(look, place)}</span>
                </div>
            ))}
        </div>
    );
}

function reach(look: Look, { name }: Place): string {
    const whole = look.whole.value;
    if (whole === undefined || name === 'life') return '';
    if (name === 'latency') return 'darker: more requests';
    if (name === 'events' && whole.events === null) return 'not counted here';
    return `up to ${rate(mostOf(look.tracks.pieces.value, whole, name))}/s`;
}
