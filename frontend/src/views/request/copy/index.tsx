import type { RequestDetail } from '../../../api';
import { PANEL } from '../../../ui/commands';
import { copy } from '../../../ui/copy';
import { useCommands } from '../../../ui/keys';
import { Menu, type MenuItem } from '../../../ui/menu';
import { useState } from 'preact/hooks';
import { linkOf } from '../route';
import { curl } from './curl';
import { h2ologLines } from './lines';

/** What a request can be taken away as; `y`, then a letter. */
export function CopyMenu({ detail, session }: { detail: RequestDetail | undefined; session: string }) {
    const [turn, setTurn] = useState(0);
    const able = () => detail !== undefined;
    const items = detail === undefined ? [] : ways(detail, session);
    useCommands(
        'Request',
        [
            { name: 'Copy the request as …', keys: ['y'], when: able, run: () => setTurn(turn + 1) },
            ...items.map(({ name, run }) => ({ name: `Copy the request: ${name}`, run: () => void run() })),
        ],
        { layer: PANEL },
    );
    return <Menu label="Copy" icon="copy" keys="y" items={items} turn={turn} disabled={detail === undefined} />;
}

function ways(detail: RequestDetail, session: string): MenuItem[] {
    return [
        { name: 'As curl', keys: 'c', run: () => void copy(curl(detail), 'a curl command for bash') },
        { name: 'As h2olog lines', keys: 'h', run: () => void copy(h2ologLines(detail), 'the lines of h2olog') },
        { name: 'As JSON', keys: 'j', run: () => void copy(JSON.stringify(detail, null, 2), 'the request as JSON') },
        {
            name: 'Link to this request',
            keys: 'l',
            run: () => void copy(location.origin + linkOf(session, detail), 'a link to this request'),
        },
    ];
}
