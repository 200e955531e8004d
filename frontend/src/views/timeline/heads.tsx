import { type Dress, PROTOCOL_DRESS, STATUS_DRESS } from '../../ui/dress';
import { colours } from '../../ui/colours';
import { clock, rate } from '../../ui/format';
import { picture } from '../../ui/patterns';
import { isTcp, type Place, type TcpTrack, type TrackName } from './geometry';
import type { Look } from './look';
import { mostOf, stackIn } from './painttracks';
import { PHASE_DRESS } from './phases/paint';
import type { View } from './view';

/** The names of the fixed tracks beside them, how high each reaches and what its colours and patterns are. */
export function TrackHeads({ look, view }: { look: Look; view: View }) {
    const whole = look.whole.value;
    return (
        <div class="track-heads">
            <div class="track-clock quiet" title={look.origin}>
                {whole === undefined ? '' : `0 is ${clock(whole.origin)}`}
            </div>
            {view.places().map((place) => (
                <div
                    key={place.name}
                    class="track-head"
                    style={{ height: `${place.pixels}px` }}
                    title={(place.name === 'events' ? whole?.eventsWhy : null) ?? undefined}>
                    <span>{place.title}</span>
                    <span class="quiet">{reach(look, place)}</span>
                    <Legend look={look} track={place.name} />
                </div>
            ))}
        </div>
    );
}

const TCP_MEANS: Record<TcpTrack, string> = {
    'tcp-rates': 'up: received; down: sent',
    'tcp-rtt': 'dashed: the least',
    'tcp-again': 'segments',
};

function reach(look: Look, { name }: Place): string {
    const whole = look.whole.value;
    if (whole === undefined || name === 'life') return '';
    if (isTcp(name)) return TCP_MEANS[name];
    if (name === 'latency') return 'darker: more requests';
    if (name === 'events' && whole.events === null) return 'not counted here';
    return `up to ${rate(mostOf(look.tracks.pieces.value, whole, name))}/s`;
}

type Shown = Pick<Dress, 'name' | 'colour' | 'pattern'>;

const SHORT = (name: string): string => name.replace(/ .*/, '').replace('HTTP/', '');

/** Of the kinds that came only: what did not come needs no explaining. */
function Legend({ look, track }: { look: Look; track: TrackName }) {
    const whole = look.whole.value;
    if (track === 'life') return <Swatches of={PHASE_DRESS.map((dress) => ({ ...dress, name: dress.name }))} />;
    if (whole === undefined || track === 'events' || track === 'latency' || isTcp(track)) return null;
    const layers = new Set(stackIn(whole, track)?.layers.map(({ dress }) => dress.id));
    const all: readonly Dress[] = track === 'status' ? STATUS_DRESS : PROTOCOL_DRESS;
    const came = all.filter(({ id }) => layers.has(id)).map((dress) => ({ ...dress, name: SHORT(dress.id) }));
    return <Swatches of={came.reverse()} />;
}

function Swatches({ of }: { of: readonly Shown[] }) {
    const stroke = colours()['fill-stroke'];
    return (
        <span class="track-legend">
            {of.map(({ name, colour, pattern }) => (
                <span
                    key={name}
                    class="swatch"
                    style={{
                        '--swatch': `var(--${colour})`,
                        ...(pattern === 'plain' ? {} : { '--texture': `url(${picture(pattern, stroke)})` }),
                    }}>
                    {name}
                </span>
            ))}
        </span>
    );
}
