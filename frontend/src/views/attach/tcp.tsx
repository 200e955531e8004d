/** Whether the TCP life beneath the connections is captured too, what that shows and what it costs. */
export function FollowTcp({ on, onChange }: { on: boolean; onChange: (on: boolean) => void }) {
    return (
        <div class="follow-tcp">
            <label class="tick">
                <input type="checkbox" checked={on} onChange={(event) => onChange(event.currentTarget.checked)} />
                <span>Follow the TCP connections beneath</span>
            </label>
            <p class="field-help" role="status">
                {on
                    ? 'Peer, bytes, retransmissions, round trip and how each ended, also of those that never became HTTP. ' +
                      'It costs a few events a connection, one a second while bytes go, and a glance at each read of a socket.'
                    : 'Left out: the peers of HTTP/1 and HTTP/2, and what their TCP connections came to, stay unknown.'}
            </p>
        </div>
    );
}
