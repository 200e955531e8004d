import { Chips } from '../../ui/chips';
import { checkAddress, checkServerName } from './form';
import type { OptionsProps } from './options';

/** Which connections are kept, by their client and by the name that it asked for. */
export function Wanted({ draft, errors, change }: OptionsProps) {
    return (
        <>
            <div class="half">
                <Chips
                    label="Client addresses"
                    items={draft.addresses}
                    placeholder={draft.addresses.length === 0 ? 'every one' : 'or another'}
                    check={(address) => checkAddress(address, draft.addresses)}
                    error={errors.addresses}
                    help="192.0.2.0/24. Decided by connection. One that cannot be told is kept: no probe tells the peer of TCP."
                    onChange={(addresses) => change({ addresses })}
                />
            </div>
            <div class="half">
                <Chips
                    label="Server names (SNI)"
                    items={draft.sni}
                    placeholder={draft.sni.length === 0 ? 'every one' : 'or another'}
                    check={(name) => checkServerName(name, draft.sni)}
                    error={errors.sni}
                    help="*.example.com. Decided by connection; where addresses are given too, either is enough."
                    onChange={(sni) => change({ sni })}
                />
            </div>
        </>
    );
}
