import { useEffect, useRef } from 'preact/hooks';
import type { SharedLink } from '../../api';
import { copy } from '../copy';
import { moment } from '../format';
import { Icon } from '../icon';
import { onlyHere } from './choices';

/** The address is shown this once: only its hash is kept. */
export function Made({ link }: { link: SharedLink & { url: string } }) {
    const input = useRef<HTMLInputElement>(null);
    useEffect(() => {
        input.current?.select();
        input.current?.focus();
    }, []);
    return (
        <div class="share">
            <div class="share-made">
                <input ref={input} class="input mono" readOnly aria-label="Address of the link" value={link.url} />
                <button type="button" class="button primary" onClick={() => void copy(link.url, 'the link')}>
                    <Icon name="copy" />
                    Copy
                </button>
            </div>
            <p>
                It works until {moment(link.expiresAt)}, for whoever has it. It is shown only now: Hydroscope keeps no
                copy. <a href="/links">Shared links</a> tells who used it, and revokes it.
            </p>
            {onlyHere(link.url) && (
                <p class="quiet">
                    This address leads to this machine only. For others, put in the one under which they reach this
                    server, for example at the end of their tunnel.
                </p>
            )}
        </div>
    );
}
