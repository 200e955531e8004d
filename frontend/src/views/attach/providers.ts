import type { Target } from '../../api';

export function providersText({ providers }: Target): string {
    const probes = Object.values(providers).reduce((sum, each) => sum + each, 0);
    return `${probes} probes of ${Object.keys(providers).join(', ')}`;
}
