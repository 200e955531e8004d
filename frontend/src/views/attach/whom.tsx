import type { Target } from '../../api';
import { plural } from '../../ui/format';

interface WhomProps {
    target: Target;
    targets: readonly Target[];
    every: boolean;
    onChoose: (every: boolean) => void;
}

/** One process, or all that run its binary now and later. */
export function Whom({ target, targets, every, onChoose }: WhomProps) {
    const same = targets.filter((each) => each.binary === target.binary && !each.problem).length;
    return (
        <fieldset class="whom">
            <legend>Whom to trace</legend>
            <label class="tick">
                <input type="radio" name="whom" checked={!every} onChange={() => onChoose(false)} />
                <span>This process, until it ends</span>
            </label>
            <label class="tick">
                <input type="radio" name="whom" checked={every} onChange={() => onChoose(true)} />
                <span>
                    Every process of this binary, also after a restart{' '}
                    <span class="quiet">(now {plural(same, 'process', 'processes')})</span>
                </span>
            </label>
        </fieldset>
    );
}
