import type { Target } from '../../api';
import { plural } from '../../ui/format';

export function providersText({ providers }: Target): string {
    const probes = Object.values(providers).reduce((sum, each) => sum + each, 0);
    return `${plural(probes, 'probe')} of ${Object.keys(providers).join(', ')}`;
}
