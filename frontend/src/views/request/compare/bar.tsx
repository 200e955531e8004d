import { IconButton } from '../../../ui/icon';
import { Text } from '../../../ui/text';
import { choose, type PanelRoute } from '../route';
import { base, baseIn } from './base';

/** Says in the panel which request waits for another to be held against it. */
export function BaseBar({ route }: { route: PanelRoute }) {
    const marked = baseIn(route.id);
    if (marked === undefined || route.compare !== '') return null;
    const here = route.request === marked.key;
    return (
        <div class="base-bar" role="status">
            <span class="side-mark base" aria-hidden="true">
                A
            </span>
            <span class="ellipsis">
                {here ? (
                    'This is the base of a comparison: choose another request.'
                ) : (
                    <Text of={marked.name} cut={200} />
                )}
            </span>
            {!here && (
                <button
                    type="button"
                    class="button small"
                    aria-keyshortcuts="c"
                    title="Compare with the base (c)"
                    onClick={() => choose(route, { compare: marked.key })}>
                    Compare with it
                </button>
            )}
            <IconButton icon="close" label="Let go of the base" onClick={() => void (base.value = undefined)} />
        </div>
    );
}
