import type { SessionRequest } from '../../api';
import { PRESETS } from './presets';

type Id = NonNullable<SessionRequest['preset']>;

/** The three choices as cards; each says what one gets and what it costs. */
export function Presets({ chosen, onChoose }: { chosen: Id; onChoose: (id: Id) => void }) {
    return (
        <fieldset class="presets">
            <legend>Capture</legend>
            {PRESETS.map((preset) => (
                <label key={preset.id} class={preset.id === chosen ? 'preset chosen' : 'preset'}>
                    <span class="preset-title">
                        <input
                            type="radio"
                            name="preset"
                            value={preset.id}
                            checked={preset.id === chosen}
                            onChange={() => onChoose(preset.id)}
                        />
                        <strong>{preset.title}</strong>
                    </span>
                    <span>{preset.captures}</span>
                    <span class="quiet">{preset.costs}</span>
                </label>
            ))}
        </fieldset>
    );
}
