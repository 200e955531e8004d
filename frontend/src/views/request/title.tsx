import type { RequestDetail } from '../../api';
import { plain } from '../../ui/escape';
import { GAPS } from '../../ui/gaps';
import { Status } from '../../ui/status';
import { Text } from '../../ui/text';
import { TcpLine } from './tcp';

/** What a request was, in two lines, and what of it is not known. */
export function Title({ of, session }: { of: RequestDetail; session: string }) {
    return (
        <>
            <div class="request-title">
                <Status of={of.status} />
                <strong>
                    <Text of={of.method ?? 'method not seen'} />
                </strong>
                <span class="mono request-path" title={plain((of.path ?? '').slice(0, 2000))}>
                    <Text of={of.path ?? ''} cut={400} />
                </span>
            </div>
            <div class="quiet">
                {of.protocol ?? 'protocol not seen'} · <Text of={of.authority ?? 'authority not seen'} cut={200} />
            </div>
            <TcpLine detail={of} session={session} />
            {of.gaps.map((gap) => (
                <div key={gap} class="request-gap" title={GAPS[gap].why}>
                    {GAPS[gap].label}: <span>{GAPS[gap].why}</span>
                </div>
            ))}
        </>
    );
}
