import { useEffect, useState } from 'preact/hooks';
import { type ApiError, asApiError, type Header, type LinkPreview, type LinkWish, previewLink } from '../../api';
import { plural } from '../format';
import { Problem } from '../message';
import { Text } from '../text';

/** The newest request as those who get the link will see it: made by the server with the lens that they look through. */
export function Preview({ wish }: { wish: LinkWish }) {
    const [preview, setPreview] = useState<LinkPreview>();
    const [error, setError] = useState<ApiError>();
    useEffect(() => {
        let left = false;
        previewLink(wish).then(
            (value) => {
                if (left) return;
                setPreview(value);
                setError(undefined);
            },
            (reason: unknown) => !left && setError(asApiError(reason)),
        );
        return () => {
            left = true;
        };
    }, [wish.redaction, wish.view]);
    if (error !== undefined) return <Problem error={error} />;
    return (
        <section
            tabIndex={0}
            class="share-preview"
            aria-label="Preview of what they see"
            aria-busy={preview === undefined}>
            <h3>
                What they see
                <span class="quiet">
                    {preview?.requests == null ? '' : ` of ${plural(preview.requests, 'request')}; the newest:`}
                </span>
            </h3>
            {preview?.request === null ? (
                <p class="quiet">No request is in this view.</p>
            ) : (
                <dl>
                    <Line name="client" value={preview?.peer ?? ''} masked />
                    <Line
                        name="server name"
                        value={preview?.sni ?? ''}
                        masked={preview?.sni?.startsWith('‹') ?? false}
                    />
                    {[...(preview?.requestHeaders ?? []), ...(preview?.responseHeaders ?? [])].map(line)}
                </dl>
            )}
        </section>
    );
}

const line = ({ name, value, masked }: Header, at: number) => (
    <Line key={at} name={name} value={value} masked={masked} />
);

function Line({ name, value, masked }: { name: string; value: string; masked: boolean }) {
    if (value === '') return null;
    return (
        <>
            <dt>
                <Text of={name} cut={60} />
            </dt>
            <dd class={masked ? 'masked' : ''}>
                <Text of={value} cut={200} />
                {masked && <span class="share-mark">hidden in part or whole</span>}
            </dd>
        </>
    );
}
